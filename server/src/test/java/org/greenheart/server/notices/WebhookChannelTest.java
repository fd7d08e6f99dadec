// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenheart.server.outside.SendException;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Form;
import org.greenheart.storage.registry.NoticeRecipient.Webhook;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks to a real HTTP server. */
final class WebhookChannelTest {
  private static final Message MESSAGE =
      new Message(
          "n1-5a-r1-webhook",
          NoticeKind.ALARM_RAISED,
          Instant.parse("2026-03-01T00:00:00Z"),
          "Outlet: Hour above limit",
          "Outlet: Hour above limit\nLimit: 50",
          Map.of("alarm", 5L),
          Optional.empty());

  private final CountDownLatch never = new CountDownLatch(1);
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Map<String, List<String>>> headers = new CopyOnWriteArrayList<>();
  @TempDir private Path folder;
  private WebhookSecrets secrets;
  private WebhookChannel channel;
  private HttpServer server;
  private volatile int status = 200;
  private volatile String answer = "{\"errcode\":0,\"code\":0}";

  @BeforeEach
  void start() throws IOException {
    secrets = WebhookSecrets.open(folder);
    channel =
        new WebhookChannel(
            secrets,
            true,
            Duration.ofSeconds(2),
            new SetClock(Instant.ofEpochSecond(1_767_225_600)));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.createContext("/silent", exchange -> await());
    server.createContext(
        "/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream out = exchange.getResponseBody()) {
            for (int i = 0; i < 10_000; i++) {
              out.write(new byte[8_192]);
            }
          }
        });
    server.start();
  }

  private void await() {
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    headers.add(Map.copyOf(exchange.getRequestHeaders()));
    requests.add(
        exchange.getRequestURI()
            + " "
            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Location", "/elsewhere");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @AfterEach
  void stop() {
    never.countDown();
    channel.close();
    server.stop(0);
  }

  private NoticeRecipient to(Form form, String path, String secret) {
    return to(
        new Webhook(form, "http://127.0.0.1:" + server.getAddress().getPort() + path, secret));
  }

  private static NoticeRecipient to(Webhook webhook) {
    return new NoticeRecipient(
        1, "duty", "Duty", 0, "en", null, webhook, null, LocalTime.NOON, true);
  }

  private static void assertRefused(ThrowingCallable sending, String code, boolean lasting) {
    assertThatThrownBy(sending)
        .isInstanceOfSatisfying(
            SendException.class,
            e -> {
              assertThat(e.line()).startsWith(code + ":").doesNotContain("key=1");
              assertThat(e.isLasting()).isEqualTo(lasting);
            });
  }

  @Test
  void generic_isSigned_andCarriesItsKey() throws Exception {
    channel.send(MESSAGE, to(Form.GENERIC, "/hook?key=1", "s3cret"));

    assertThat(headers.getFirst().get("Idempotency-key")).containsExactly("n1-5a-r1-webhook");
    assertThat(headers.getFirst().get("Greenheart-timestamp")).containsExactly("1767225600");
    // HMAC-SHA256 of "1767225600." and the body, computed with another program
    assertThat(headers.getFirst().get("Greenheart-signature"))
        .containsExactly("v1=3723d78db2493d115a14aea8cec3b7aa4b5b68429137178469efc3f0df1d1e97");
    assertThat(requests.getFirst())
        .startsWith("/hook?key=1 {\"id\":\"n1-5a-r1-webhook\",\"kind\":\"alarm-raised\"")
        .contains("\"alarm\":5");
  }

  @Test
  void dingTalk_signsItsAddress() throws Exception {
    channel.send(MESSAGE, to(Form.DINGTALK, "/robot/send?access_token=1", "s3cret"));

    assertThat(requests.getFirst())
        .startsWith(
            "/robot/send?access_token=1&timestamp=1767225600000&sign=B3ZFliRdJBgFTEW%2BP1fb3Wou%2Fplrq5ZulGT0zQ0cvNg%3D ")
        .contains("\"msgtype\":\"text\"")
        .contains("\"content\":\"Outlet: Hour above limit\\nLimit: 50\"");
  }

  @Test
  void weCom_takesTextAlone() throws Exception {
    channel.send(MESSAGE, to(Form.WECOM, "/cgi-bin/webhook/send?key=1", ""));

    assertThat(requests.getFirst()).contains("\"msgtype\":\"text\"");
  }

  @Test
  void feishu_signsItsBody() throws Exception {
    channel.send(MESSAGE, to(Form.FEISHU, "/open-apis/bot/v2/hook/x", "s3cret"));

    assertThat(requests.getFirst())
        .contains("\"timestamp\":\"1767225600\"")
        .contains("\"sign\":\"vbf9+G/gNwrYXCunelAMRWzPjMXB3EDWy6ozHkfI8Q0=\"")
        .contains("\"msg_type\":\"text\"")
        .contains("\"content\":{\"text\":\"");
  }

  @Test
  void robot_refusesWith200_isNoSuccess() {
    answer = "{\"errcode\":310000,\"errmsg\":\"sign not match\"}";
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.DINGTALK, "/x?key=1", "")), "webhook-refused", false);
    answer = "{\"code\":19021,\"msg\":\"sign match fail\"}";
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.FEISHU, "/x?key=1", "")), "webhook-refused", false);
    answer = "<html>";
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.WECOM, "/x?key=1", "")), "webhook-refused", false);
  }

  @Test
  void status_decidesWhetherToTryAgain() {
    status = 404;
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/x?key=1", "")), "webhook-status", true);
    status = 429;
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/x?key=1", "")), "webhook-status", false);
    status = 503;
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/x?key=1", "")), "webhook-status", false);
  }

  @Test
  void redirect_isNotFollowed() {
    status = 302;
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/x?key=1", "")), "webhook-status", true);
    assertThat(requests).hasSize(1);
  }

  @Test
  void silence_endsAtTheTimeLimit() {
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/silent?key=1", "")),
        "webhook-timeout",
        false);
  }

  @Test
  void endlessAnswer_isReadToTheLimit() {
    assertRefused(
        () -> channel.send(MESSAGE, to(Form.GENERIC, "/endless?key=1", "")),
        "webhook-failed",
        false);
  }

  @Test
  void addressInside_isRefusedUnlessAllowed() {
    try (WebhookChannel strict =
        new WebhookChannel(secrets, false, Duration.ofSeconds(2), new SetClock(Instant.EPOCH))) {
      assertRefused(
          () -> strict.send(MESSAGE, to(Form.GENERIC, "/x?key=1", "")), "webhook-private", true);
      assertRefused(
          () -> strict.send(MESSAGE, to(new Webhook(Form.GENERIC, "http://localhost/x?key=1", ""))),
          "webhook-private",
          true);
    }
    assertThat(requests).isEmpty();
  }

  @Test
  void sealedWebhook_isToldAsItWasGiven_andOneOfAnothersKeyIsNot() throws Exception {
    NoticeRecipient plain = to(Form.GENERIC, "/x?key=1", "s3cret");
    Webhook sealed = secrets.seal(plain.id(), requireNonNull(plain.webhook()));
    assertThat(sealed.url() + sealed.secret()).doesNotContain("key=1").doesNotContain("s3cret");

    channel.send(MESSAGE, plain.with(sealed));

    assertThat(requests).hasSize(1);
    assertThat(headers.getFirst()).containsKey("Greenheart-signature");
    assertRefused(
        () -> channel.send(MESSAGE, plain.with(secrets.seal(2, requireNonNull(plain.webhook())))),
        "webhook-sealed",
        false);
  }

  @Test
  void plainHttpToTheInternet_isRefused() {
    assertRefused(
        () -> channel.send(MESSAGE, to(new Webhook(Form.GENERIC, "http://8.8.8.8/?key=1", ""))),
        "webhook-plain",
        true);
  }

  @Test
  void longText_isCutBetweenCharacters() {
    String text = "超标".repeat(2_000);
    String cut = WebhookForm.cut(text, 2_000);

    assertThat(cut.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(2_000);
    assertThat(cut).endsWith("…");
    assertThat(text).startsWith(cut.substring(0, cut.length() - 1));
    assertThat(WebhookForm.cut("short", 2_000)).isEqualTo("short");
  }
}
