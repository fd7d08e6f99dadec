// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PlacesRoutesTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final String WORKS = CreditCode.complete("91440100MA5DEM001");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private Registry registry;
  private HttpServer server;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    server = HttpServer.start(new HttpAddress("127.0.0.1", 0), List.of(new PlacesRoutes(registry)));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    client.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    return send(method, path, BodyPublishers.ofString(body), "application/json");
  }

  private Answer send(
      String method, String path, HttpRequest.BodyPublisher body, String contentType)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .header("Content-Type", contentType)
            .method(method, body)
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  private Answer get(String path) throws IOException, InterruptedException {
    return send("GET", path, "");
  }

  private long postEnterprise() throws IOException, InterruptedException {
    return send(
            "POST",
            "/api/enterprises",
            """
            {"creditCode":"%s","name":"示例涂装厂","industry":"3360"}"""
                .formatted(WORKS))
        .body()
        .get("id")
        .asLong();
  }

  @Test
  void area_isAddedReadChangedAndRemoved() throws Exception {
    Answer added =
        send("POST", "/api/areas", "{\"code\":\"1\",\"name\":\"青禾市\",\"level\":\"city\"}");
    assertThat(added.status()).isEqualTo(201);
    String path = "/api/areas/" + added.body().get("id").asLong();
    assertThat(get(path).body().get("level").asText()).isEqualTo("city");
    assertThat(get(path).body().get("parent").isNull()).isTrue();

    Answer changed = send("PUT", path, "{\"code\":\"1\",\"name\":\"云汀市\",\"level\":\"city\"}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(get("/api/areas").body().get(0).get("name").asText()).isEqualTo("云汀市");
    assertThat(send("DELETE", path, "").status()).isEqualTo(204);
    assertThat(get(path).status()).isEqualTo(404);
    assertThat(get(path).body().get("code").asText()).isEqualTo("not-found");
  }

  @Test
  void creditCodeOfAnotherFirm_isRefused_andANewNameIsGivenByTheId() throws Exception {
    long works = postEnterprise();
    String other =
        "{\"creditCode\":\"%s\",\"name\":\"碧波纸业\",\"industry\":\"2221\"}".formatted(WORKS);

    Answer refused = send("POST", "/api/enterprises", other);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("code").asText()).isEqualTo("credit-code-two-firms");
    assertThat(refused.body().path("message").asText()).contains("示例涂装厂", "碧波纸业");
    assertThat(postEnterprise()).isEqualTo(works);
    assertThat(send("PUT", "/api/enterprises/" + works, other).status()).isEqualTo(200);
  }

  @Test
  void brokenRule_isNamedWithFieldRuleAndValue() throws Exception {
    Answer refused =
        send(
            "POST",
            "/api/enterprises",
            "{\"creditCode\":\"123\",\"name\":\"厂\",\"industry\":\"C33\"}");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().get("code").asText()).isEqualTo("credit-code-length");
    assertThat(refused.body().get("field").asText()).isEqualTo("creditCode");
    assertThat(refused.body().get("value").asText()).isEqualTo("123");
  }

  @Test
  void missingUnknownOrBrokenBody_isRefused() throws Exception {
    assertThat(send("POST", "/api/groups", "{\"code\":\"g\"}").body().get("code").asText())
        .isEqualTo("field-missing");
    assertThat(
            send("POST", "/api/groups", "{\"code\":\"g\",\"name\":\"组\",\"colour\":\"红\"}")
                .body()
                .get("code")
                .asText())
        .isEqualTo("field-unknown");
    assertThat(send("POST", "/api/groups", "[").body().get("code").asText())
        .isEqualTo("json-broken");
    assertThat(get("/api/groups").body()).isEmpty();
  }

  @Test
  void permit_limitsAndEnterprisePage() throws Exception {
    long works = postEnterprise();
    long outlet =
        send(
                "POST",
                "/api/outlets",
                "{\"enterprise\":%s,\"code\":\"DA001\",\"name\":\"排气筒\"}".formatted(works))
            .body()
            .get("id")
            .asLong();
    long thing = registry.devices().register("hj212", "1", Acceptance.named("点"), NOW).thing();
    send("PUT", "/api/places/" + thing, "{\"outlet\":%s}".formatted(outlet));
    Answer permit =
        send(
            "POST",
            "/api/permits",
            "{\"enterprise\":%s,\"number\":\"P1\",\"from\":\"2024-01-01\",\"to\":\"2028-12-31\"}"
                .formatted(works));
    assertThat(permit.status()).isEqualTo(201);

    Answer limited =
        send(
            "POST",
            "/api/permits/" + permit.body().get("id").asLong() + "/limits",
            "{\"outlet\":%s,\"code\":\"a24088\",\"from\":\"2024-01-01\",\"maximum\":\"50.0\"}"
                .formatted(outlet));

    assertThat(limited.status()).isEqualTo(201);
    JsonNode inForce = get("/api/places/" + thing + "/limits").body();
    assertThat(inForce).hasSize(1);
    assertThat(inForce.get(0).get("maximum").asText()).isEqualTo("50.0");
    assertThat(inForce.get(0).get("averaging").asText()).isEqualTo("hour");
    assertThat(get("/api/places/" + thing + "/limits?date=2023-01-01").body()).isEmpty();
    assertThat(get("/api/places/" + thing + "/limits?code=a21026").body()).isEmpty();
    JsonNode page = get("/api/enterprises/" + works + "/page").body();
    assertThat(page.get("enterprise").get("industry").asText()).isEqualTo("C3360");
    assertThat(page.get("outlets")).hasSize(1);
    assertThat(page.get("permits").get(0).get("terms").get(0).get("to").asText())
        .isEqualTo("2028-12-31");
    assertThat(page.get("points").get(0).get("thing").asLong()).isEqualTo(thing);
    assertThat(send("DELETE", "/api/enterprises/" + works, "").status()).isEqualTo(409);
  }

  @Test
  void import_previewThenRealThenAgain() throws Exception {
    HttpRequest.BodyPublisher gbk =
        BodyPublishers.ofByteArray("编码,名称,级别\n1,青禾市,市\n".getBytes(Charset.forName("GBK")));

    Answer preview = send("POST", "/api/import/areas?preview=true", gbk, "text/csv");
    assertThat(preview.status()).isEqualTo(200);
    assertThat(preview.body().get("added").asInt()).isEqualTo(1);
    assertThat(preview.body().get("applied").asBoolean()).isFalse();
    assertThat(registry.places().areas().list()).isEmpty();

    Answer real = send("POST", "/api/import/areas", gbk, "text/csv");
    assertThat(real.body().get("applied").asBoolean()).isTrue();
    assertThat(registry.places().areas().list()).hasSize(1);

    Answer again = send("POST", "/api/import/areas", gbk, "text/csv");
    assertThat(again.body().get("unchanged").asInt()).isEqualTo(1);
  }

  @Test
  void import_form_isTakenLikeTheBody() throws Exception {
    String form =
        """
        --x
        Content-Disposition: form-data; name="file"; filename="a.csv"
        Content-Type: text/csv

        编码,名称,级别
        1,青禾市,市

        --x--
        """
            .replace("\n", "\r\n");

    Answer answer =
        send(
            "POST",
            "/api/import/areas",
            BodyPublishers.ofString(form),
            "multipart/form-data; boundary=x");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().get("added").asInt()).isEqualTo(1);
  }

  @Test
  void import_rowErrors_are422WithRows() throws Exception {
    Answer answer = send("POST", "/api/import/areas", "编码,名称,级别\n1,青禾市,村\n");

    assertThat(answer.status()).isEqualTo(422);
    JsonNode error = answer.body().get("errors").get(0);
    assertThat(error.get("row").asInt()).isEqualTo(2);
    assertThat(error.get("column").asText()).isEqualTo("级别");
    assertThat(error.get("code").asText()).isEqualTo("word-unknown");
  }

  @Test
  void import_unreadableFileOrUnknownKind_isRefused() throws Exception {
    assertThat(send("POST", "/api/import/areas", "a,\"b").body().get("code").asText())
        .isEqualTo("csv-quote");
    assertThat(send("POST", "/api/import/rivers", "a").body().get("code").asText())
        .isEqualTo("import-kind");
  }

  @Test
  void template_isCsvThatExcelReads() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve("/api/import/points/template")).build();

    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());

    assertThat(response.body()).startsWith("\uFEFF设备编号,协议,点位名称");
    assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
        .contains("points.csv");
  }

  @Test
  void groups_membersJoinAndLeave() throws Exception {
    long thing = registry.devices().register("hj212", "1", Acceptance.named("点"), NOW).thing();
    send("POST", "/api/groups", "{\"code\":\"g\",\"name\":\"组\"}");
    String member = "/api/groups/1/things/" + thing;

    assertThat(send("PUT", member, "").status()).isEqualTo(204);
    assertThat(get("/api/groups/1/things").body().get(0).asLong()).isEqualTo(thing);
    assertThat(send("DELETE", member, "").status()).isEqualTo(204);
    assertThat(get("/api/groups/1/things").body()).isEmpty();
    assertThat(send("PUT", "/api/groups/1/things/99", "").status()).isEqualTo(404);
  }
}
