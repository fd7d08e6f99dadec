// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpServerTest {
  private final PrometheusRegistry metrics = new PrometheusRegistry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server =
      HttpServer.start(
          new HttpAddress("127.0.0.1", 0),
          List.of(
              new HealthRoutes(List.of(() -> List.of())),
              new MetricsRoutes(metrics),
              routes -> {
                routes.get("/api/value", ctx -> ctx.json(Map.of("value", new Decimal(1250, 2))));
                routes.get(
                    "/api/broken",
                    ctx -> {
                      throw new IllegalStateException("secret");
                    });
                routes.post("/api/value", ctx -> ctx.status(204));
                routes.get("/api/time", ctx -> ctx.result("" + Params.time(ctx, "at")));
                routes.post("/api/body", ctx -> ctx.result("" + ctx.body().length()));
                routes.post(
                    "/api/form", ctx -> ctx.result(String.valueOf(ctx.formParam("grant_type"))));
              }));

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void decimal_keepsItsDigits() throws Exception {
    assertThat(json(get("/api/value")).get("value").asText()).isEqualTo("12.50");
  }

  @Test
  void unknownPath_isNotFound_withCode() throws Exception {
    HttpResponse<String> answer = get("/api/nothing");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(json(answer).get("code").asText()).isEqualTo("path-not-found");
  }

  @Test
  void head_answersAsGetWithoutBody() throws Exception {
    for (String path : List.of("/api/value", "/api/nothing", "/api/broken", "/", "/health")) {
      HttpResponse<String> head =
          client.send(
              HttpRequest.newBuilder(at(path)).HEAD().build(),
              HttpResponse.BodyHandlers.ofString());

      assertThat(head.statusCode()).as(path).isEqualTo(get(path).statusCode());
      assertThat(head.body()).as(path).isEmpty();
    }
  }

  @Test
  void failure_saysNothingOfTheInside() throws Exception {
    HttpResponse<String> answer = get("/api/broken");

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(json(answer).get("code").asText()).isEqualTo("internal");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void timeTooFarOff_isRefused() throws Exception {
    for (String time : List.of("%2B999999999-01-01T00:00:00Z", "-1000-01-01T00:00:00Z", "today")) {
      assertThat(json(get("/api/time?at=" + time)).get("code").asText()).isEqualTo("time-form");
    }
    assertThat(get("/api/time?at=2026-01-31T08:00:00Z").statusCode()).isEqualTo(200);
  }

  /** A body without a length, as large as one likes. */
  private HttpResponse<String> stream(String path, String type, String start, int megabytes)
      throws Exception {
    byte[] million = "7".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    List<byte[]> parts = new ArrayList<>();
    parts.add(start.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < megabytes; i++) {
      parts.add(million);
    }
    parts.add("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    // A connection of its own: that of a refusal is closed, and may not be taken for the next
    // request.
    try (HttpClient own = HttpClient.newHttpClient()) {
      return own.send(
          HttpRequest.newBuilder(at(path))
              .header("Content-Type", type)
              .POST(HttpRequest.BodyPublishers.ofByteArrays(parts))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  @Test
  void body_ofUnknownLength_isReadToItsLimitAlone() throws Exception {
    assertThat(stream("/api/body", "application/json", "", 1).statusCode()).isEqualTo(200);
    assertThat(stream("/api/body", "application/json", "", 18).statusCode()).isEqualTo(413);
  }

  @Test
  void form_ofParts_isReadToItsLimitAlone() throws Exception {
    String type = "multipart/form-data; boundary=b";
    String field =
        """
        --b
        Content-Disposition: form-data; name="grant_type"

        x
        --b
        Content-Disposition: form-data; name="%s"%s

        """
            .replace("\n", "\r\n");

    assertThat(stream("/api/form", type, field.formatted("f", "; filename=\"f\""), 1).body())
        .isEqualTo("x");
    for (String file : List.of("; filename=\"f\"", "")) {
      HttpResponse<String> answer = stream("/api/form", type, field.formatted("f", file), 18);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
      assertThat(json(answer).get("code").asText()).isEqualTo("body-too-large");
    }
    assertThat(stream("/api/form", "multipart/form-data", "", 0).statusCode()).isEqualTo(400);
  }

  @Test
  void form_tooLarge_isAnsweredToWhoSendsAllOfItFirst() throws Exception {
    byte[] start =
        "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] million = new byte[1 << 20];
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          """
          POST /api/form HTTP/1.1\r
          Host: localhost\r
          Connection: close\r
          Content-Type: multipart/form-data; boundary=b\r
          Content-Length: %s\r
          \r
          """
              .formatted(start.length + 24L * million.length)
              .getBytes(StandardCharsets.US_ASCII));
      out.write(start);
      for (int i = 0; i < 24; i++) {
        out.write(million);
      }
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 413").contains("body-too-large");
    }
  }

  @Test
  void health_isOk_whenNobodyComplains() throws Exception {
    HttpResponse<String> answer = get("/health");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("status").asText()).isEqualTo("ok");
  }

  @Test
  void metrics_areInPrometheusText() throws Exception {
    Counter.builder().name("greenheart_frames").help("frames").register(metrics).inc(3);

    assertThat(get("/metrics").body()).contains("greenheart_frames_total 3.0");
  }

  @Test
  void foreignOrigin_isRefused() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(at("/api/value"))
            .header("Origin", "https://elsewhere.example")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();

    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(json(answer).get("code").asText()).isEqualTo("foreign-origin");
  }

  @Test
  void foreignHost_isRefused() throws Exception {
    String answer =
        raw("GET /api/value HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 403").contains("foreign-host");
  }

  @Test
  void answers_carrySecurityHeaders() throws Exception {
    HttpResponse<String> answer = get("/api/value");

    assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("frame-ancestors 'none'");
    assertThat(answer.headers().firstValue("Server")).isEmpty();
  }

  private URI at(String path) {
    return server.uri().resolve(path);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(at(path)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
