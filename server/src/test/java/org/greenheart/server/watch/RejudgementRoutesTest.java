// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

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
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A range judged again over real HTTP. */
final class RejudgementRoutesTest {
  private static final String RANGE =
      """
      {"rule":"hour-limit","from":"2026-06-01T00:00:00Z","to":"2026-06-02T08:00:00+08:00",\
      "dryRun":%s,"reason":"%s"}\
      """;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private HourRig rig;
  private HttpServer server;

  @BeforeEach
  void start() {
    rig = new HourRig(folder, new MemoryTelemetry());
    rig.registry().rules().record(HourRules.above("50", null));
    rig.hours(0, "40", "70", "40");
    rig.judge();
    rig.registry().rules().record(HourRules.above("90", null));
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(
                new RejudgementRoutes(
                    rig.registry(), rig.watch(), InstantSource.fixed(HourRig.at(200)))));
  }

  @AfterEach
  void stop() {
    server.close();
    rig.close();
    client.close();
  }

  private record Answer(int status, JsonNode body) {}

  private Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  private void carryOut() {
    while (rig.watch().rejudgeNext()) {
      assertThat(rig.watch().failure()).isNull();
    }
  }

  @Test
  void dryRun_tellsTheDifferenceAndOrdersNothing() throws Exception {
    Answer answer = send("POST", "/api/rejudgements", RANGE.formatted(true, ""));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("points").asInt()).isEqualTo(1);
    assertThat(answer.body().path("counts").path("withdrawn").asInt()).isEqualTo(1);
    JsonNode change = answer.body().path("changes").path(0);
    assertThat(change.path("kind").asText()).isEqualTo("withdrawn");
    assertThat(change.path("thingName").asText()).isEqualTo("Kiln 1");
    assertThat(change.path("was").path("peak").asText()).isEqualTo("70");
    assertThat(change.path("is").isNull()).isTrue();
    assertThat(send("GET", "/api/rejudgements", "").body()).isEmpty();
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void order_isCarriedOutAndListed() throws Exception {
    Answer ordered =
        send("POST", "/api/rejudgements", RANGE.formatted(false, "the permit says 90"));
    assertThat(ordered.status()).isEqualTo(201);
    assertThat(ordered.body().path("state").asText()).isEqualTo("running");

    carryOut();

    JsonNode done = send("GET", "/api/rejudgements", "").body().path(0);
    assertThat(done.path("state").asText()).isEqualTo("done");
    assertThat(done.path("author").asText()).isEqualTo("operator");
    assertThat(done.path("reason").asText()).isEqualTo("the permit says 90");
    assertThat(done.path("counts").path("withdrawn").asInt()).isEqualTo(1);
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.WITHDRAWN);
  }

  @Test
  void cancelled_isNotCarriedOut() throws Exception {
    Answer ordered = send("POST", "/api/rejudgements", RANGE.formatted(false, "a mistake"));
    String path = "/api/rejudgements/" + ordered.body().path("id").asLong();

    assertThat(send("POST", path + "/cancel", "").body().path("state").asText())
        .isEqualTo("cancelled");

    carryOut();
    assertThat(send("GET", path, "").body().path("state").asText()).isEqualTo("cancelled");
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void badOrders_areRefusedWithACode() throws Exception {
    assertThat(send("POST", "/api/rejudgements", "{}").body().path("code").asText())
        .isEqualTo("time-form");
    assertThat(send("POST", "/api/rejudgements", RANGE.formatted(false, "")).body().path("code"))
        .hasToString("\"rejudgement-reason\"");
    assertThat(
            send(
                    "POST",
                    "/api/rejudgements",
                    RANGE.formatted(true, "").replace("hour-limit", "no-rule"))
                .body()
                .path("code")
                .asText())
        .isEqualTo("rule-not-found");
    assertThat(
            send(
                    "POST",
                    "/api/rejudgements",
                    RANGE.formatted(true, "").replace("2026-06-02", "2028-06-02"))
                .status())
        .isEqualTo(400);
    assertThat(send("GET", "/api/rejudgements/7", "").status()).isEqualTo(404);
  }
}
