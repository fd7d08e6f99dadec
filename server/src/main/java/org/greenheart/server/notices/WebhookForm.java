// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.outside.Hmac;
import org.greenheart.storage.registry.NoticeRecipient.Form;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.jspecify.annotations.Nullable;

/** The JSON that each kind of webhook takes, and how it is signed. */
final class WebhookForm {
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  /** Bytes of text that each takes: the robots' own limits with room for the rest. */
  private static final int MOST_DINGTALK = 18_000;

  private static final int MOST_WECOM = 2_000;
  private static final int MOST_FEISHU = 18_000;

  private WebhookForm() {}

  record Request(String url, Map<String, String> headers, String body) {}

  static Request of(Webhook webhook, Message message, Instant now) {
    return switch (webhook.form()) {
      case GENERIC -> generic(webhook, message, now);
      case DINGTALK -> dingTalk(webhook, message, now);
      case WECOM -> weCom(webhook, message);
      case FEISHU -> feishu(webhook, message, now);
    };
  }

  /** {@code Greenheart-Signature}: HMAC-SHA256 of the time, a full stop and the body, in hex. */
  private static Request generic(Webhook webhook, Message message, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("id", message.key());
    all.put("kind", message.kind().text());
    all.put("at", message.at().toString());
    all.put("subject", message.subject());
    all.put("text", message.text());
    all.putAll(message.facts());
    String body = json(all);
    if (webhook.secret().isEmpty()) {
      return new Request(webhook.url(), Map.of(), body);
    }
    String time = Long.toString(now.getEpochSecond());
    String signature = HexFormat.of().formatHex(Hmac.sha256(webhook.secret(), time + "." + body));
    return new Request(
        webhook.url(),
        Map.of("Greenheart-Timestamp", time, "Greenheart-Signature", "v1=" + signature),
        body);
  }

  /** Custom robot of a DingTalk group: sign = HMAC of time and secret, in the address. */
  private static Request dingTalk(Webhook webhook, Message message, Instant now) {
    String body =
        json(
            Map.of(
                "msgtype", "text", "text", Map.of("content", cut(message.text(), MOST_DINGTALK))));
    String url = webhook.url();
    if (!webhook.secret().isEmpty()) {
      String time = Long.toString(now.toEpochMilli());
      String sign = base64(Hmac.sha256(webhook.secret(), time + "\n" + webhook.secret()));
      url +=
          (url.contains("?") ? "&" : "?")
              + "timestamp="
              + time
              + "&sign="
              + URLEncoder.encode(sign, UTF_8);
    }
    return new Request(url, Map.of(), body);
  }

  /** Group robot of WeCom: its address is its key, it signs nothing. */
  private static Request weCom(Webhook webhook, Message message) {
    return new Request(
        webhook.url(),
        Map.of(),
        json(
            Map.of("msgtype", "text", "text", Map.of("content", cut(message.text(), MOST_WECOM)))));
  }

  /** Custom bot of a Feishu group: sign = HMAC of nothing, keyed with time and secret. */
  private static Request feishu(Webhook webhook, Message message, Instant now) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (!webhook.secret().isEmpty()) {
      String time = Long.toString(now.getEpochSecond());
      all.put("timestamp", time);
      all.put("sign", base64(Hmac.sha256(time + "\n" + webhook.secret(), "")));
    }
    all.put("msg_type", "text");
    all.put("content", Map.of("text", cut(message.text(), MOST_FEISHU)));
    return new Request(webhook.url(), Map.of(), json(all));
  }

  /** The robots answer 200 also when they refuse: null when it was taken. */
  static @Nullable String refusal(Form form, String answer) {
    String field =
        switch (form) {
          case GENERIC -> null;
          case DINGTALK, WECOM -> "errcode";
          case FEISHU -> "code";
        };
    if (field == null) {
      return null;
    }
    JsonNode code;
    try {
      JsonNode node = MAPPER.readTree(answer);
      code = node == null ? null : node.get(field);
      if (code == null && node != null) {
        code = node.get("StatusCode"); // what Feishu said before it said code
      }
    } catch (JsonProcessingException e) {
      code = null;
    }
    if (code == null) {
      return "no " + field;
    }
    return code.asInt(-1) == 0 ? null : field + " " + code.asText();
  }

  /** Whole characters of at most so many bytes in UTF-8. */
  static String cut(String text, int most) {
    if (text.getBytes(UTF_8).length <= most) {
      return text;
    }
    int bytes = 3; // of the dots
    int end = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      bytes += new String(Character.toChars(point)).getBytes(UTF_8).length;
      if (bytes > most) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end) + "…";
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice cannot be written as JSON", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
