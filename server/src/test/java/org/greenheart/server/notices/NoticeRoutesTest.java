// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bell, recipients and delivery log over real HTTP. */
final class NoticeRoutesTest {
  private static final String FEISHU =
      """
      {"code": "group", "name": "Duty group", "language": "zh", "enabled": true,
       "webhook": {"form": "feishu", "url": "https://open.feishu.cn/open-apis/bot/v2/hook/k3y",
         "secret": "s3cret"},
       "quietFrom": "22:00", "quietTo": "06:30"}""";

  private static final NoticeRecipient.Webhook PLAIN =
      new NoticeRecipient.Webhook(
          NoticeRecipient.Form.FEISHU,
          "https://open.feishu.cn/open-apis/bot/v2/hook/k3y",
          "s3cret");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private NoticeRig rig;
  private WebhookSecrets secrets;
  private HttpServer server;

  @BeforeEach
  void start() {
    rig = new NoticeRig(folder);
    secrets = WebhookSecrets.open(folder);
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(
                new BellRoutes(rig.registry),
                new NoticeRoutes(
                    rig.registry,
                    new NoticesConfig(Optional.empty(), false, Optional.empty(), folder),
                    secrets)));
  }

  @AfterEach
  void stop() {
    server.close();
    rig.close();
    client.close();
  }

  private HttpResponse<String> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode json(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<String> response = ask(method, path, body);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    return mapper.readTree(response.body());
  }

  @Test
  void webhook_isKept_andNeverGivenOut() throws Exception {
    HttpResponse<String> made = ask("POST", "/api/notices/recipients", FEISHU);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.body()).doesNotContain("k3y").doesNotContain("s3cret");
    JsonNode view = mapper.readTree(made.body());
    assertThat(view.at("/webhook/host").asText()).isEqualTo("open.feishu.cn");
    assertThat(view.at("/webhook/signed").asBoolean()).isTrue();

    long id = view.get("id").asLong();
    json(
        "PUT",
        "/api/notices/recipients/" + id,
        """
        {"code": "group", "name": "Renamed", "language": "zh", "enabled": true,
         "webhook": {"form": "feishu"}}""",
        200);
    NoticeRecipient kept = rig.registry.noticeBook().find(id).orElseThrow();
    assertThat(kept.name()).isEqualTo("Renamed");
    NoticeRecipient.Webhook webhook = requireNonNull(kept.webhook());
    assertThat(webhook.url()).startsWith("sealed:");
    assertThat(webhook.secret()).startsWith("sealed:");
    assertThat(secrets.unseal(id, webhook)).hasValue(PLAIN);
    assertThat(secrets.unseal(id + 1, webhook)).isEmpty();
    assertThat(ask("GET", "/api/notices/recipients", "").body())
        .doesNotContain("k3y")
        .doesNotContain("s3cret");
  }

  @Test
  void webhookOfAnEarlierVersion_isSealedAtTheStart_andStaysInUse() throws Exception {
    long id = rig.registry.noticeBook().put(rig.duty.with(PLAIN)).id();

    secrets.sealAll(rig.registry);

    NoticeRecipient.Webhook sealed =
        requireNonNull(rig.registry.noticeBook().find(id).orElseThrow().webhook());
    assertThat(sealed.url() + sealed.secret()).doesNotContain("k3y").doesNotContain("s3cret");
    assertThat(secrets.unseal(id, sealed)).hasValue(PLAIN);
    secrets.sealAll(rig.registry);
    assertThat(rig.registry.noticeBook().find(id).orElseThrow().webhook()).isEqualTo(sealed);
    assertThat(ask("GET", "/api/notices/recipients", "").body()).contains("open.feishu.cn");
  }

  @Test
  void webhookSealedWithAnotherKey_isShownWithoutHost_andTakesANewOne(@TempDir Path elsewhere)
      throws Exception {
    NoticeRecipient duty =
        rig.registry
            .noticeBook()
            .put(rig.duty.with(WebhookSecrets.open(elsewhere).seal(rig.duty.id(), PLAIN)));

    assertThat(json("GET", "/api/notices/recipients", "", 200).findValuesAsText("host"))
        .containsExactly("");
    String path = "/api/notices/recipients/" + duty.id();
    assertThat(json("PUT", path, FEISHU, 200).at("/webhook/host").asText())
        .isEqualTo("open.feishu.cn");
    assertThat(
            json("PUT", path, FEISHU.replace("s3cret", "sealed:s3cret"), 400).get("code").asText())
        .isEqualTo("webhook-url");
  }

  @Test
  void otherAddress_doesNotInheritTheSecret() throws Exception {
    long id = json("POST", "/api/notices/recipients", FEISHU, 201).get("id").asLong();
    json(
        "PUT",
        "/api/notices/recipients/" + id,
        """
        {"code": "group", "name": "x", "language": "zh", "enabled": true,
         "webhook": {"form": "generic", "url": "https://example.org/"}}""",
        200);

    NoticeRecipient.Webhook webhook = rig.registry.noticeBook().find(id).orElseThrow().webhook();
    assertThat(webhook).isNotNull();
    assertThat(webhook == null ? "" : webhook.secret()).isEmpty();
  }

  @Test
  void badInput_isRefusedByName_withoutTheSecret() throws Exception {
    HttpResponse<String> bad =
        ask("POST", "/api/notices/recipients", FEISHU.replace("https://", "ftp://s3cret@"));
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).contains("webhook-url").doesNotContain("s3cret").doesNotContain("k3y");
    assertThat(
            json("POST", "/api/notices/recipients", "{\"code\": \"a\", \"x\": 1}", 400)
                .get("code")
                .asText())
        .isEqualTo("body-form");
    assertThat(
            json("POST", "/api/notices/recipients", FEISHU.replace("22:00", "25:00"), 400)
                .get("code")
                .asText())
        .isEqualTo("time-form");
    assertThat(json("PUT", "/api/notices/recipients/99", FEISHU, 404).get("code").asText())
        .isEqualTo("recipient-not-found");
  }

  @Test
  void rule_isAddedChangedAndTakenOut() throws Exception {
    String rule =
        """
        {"recipient": %d, "kinds": ["alarm-raised"], "severities": ["danger"], "scope": "area",
         "target": "3", "channels": ["email"], "digest": false, "urgent": true}"""
            .formatted(rig.duty.id());
    long id = json("POST", "/api/notices/rules", rule, 201).get("id").asLong();
    json("PUT", "/api/notices/rules/" + id, rule.replace("email", "browser"), 200);
    assertThat(json("GET", "/api/notices/recipients", "", 200).findValuesAsText("target"))
        .contains("3");
    assertThat(
            json("POST", "/api/notices/rules", rule.replace("alarm-raised", "report"), 400)
                .get("code")
                .asText())
        .isEqualTo("notice-kind");
    assertThat(ask("DELETE", "/api/notices/rules/" + id, "").statusCode()).isEqualTo(204);
    assertThat(ask("DELETE", "/api/notices/rules/" + id, "").statusCode()).isEqualTo(404);
  }

  @Test
  void test_isSentLikeAnyOther_andLogged() throws Exception {
    json("POST", "/api/notices/recipients/" + rig.duty.id() + "/test", "", 202);
    rig.step();

    assertThat(rig.mails.messages)
        .singleElement()
        .satisfies(message -> assertThat(message.kind()).isEqualTo(NoticeKind.TEST));
    JsonNode log = json("GET", "/api/notices/deliveries?channel=email&state=sent", "", 200);
    assertThat(log.findValuesAsText("recipientName")).containsExactly("duty");
    assertThat(json("GET", "/api/notices/deliveries?state=lost", "", 400).get("code").asText())
        .isEqualTo("delivery-state");
  }

  @Test
  void bell_countsUntilSeen() throws Exception {
    rig.raise("88888880000001", "hour", false);
    rig.step();
    JsonNode bell = json("GET", "/api/notices", "", 200);
    assertThat(bell.get("unread").asInt()).isEqualTo(1);
    JsonNode notice = bell.get("notices").get(0);
    assertThat(notice.at("/said/zh").asText()).isEqualTo("【告警】Outlet 88888880000001:小时超标");

    json("POST", "/api/notices/seen", "{\"upTo\": %s}".formatted(notice.get("id")), 200);

    assertThat(json("GET", "/api/notices?unread=true", "", 200).get("notices")).isEmpty();
  }

  @Test
  void digestInTheBell_opensIntoItsParts() throws Exception {
    rig.raise("88888880000001", "hour", true);
    rig.step();
    rig.step(java.time.Duration.ofHours(24));
    JsonNode notice = json("GET", "/api/notices", "", 200).get("notices").get(0);
    assertThat(notice.get("kind").asText()).isEqualTo("digest");

    JsonNode parts = json("GET", "/api/notices/" + notice.get("id") + "/parts", "", 200);

    assertThat(parts.findValuesAsText("late")).containsExactly("true");
    assertThat(ask("GET", "/api/notices/999/parts", "").statusCode()).isEqualTo(404);
  }
}
