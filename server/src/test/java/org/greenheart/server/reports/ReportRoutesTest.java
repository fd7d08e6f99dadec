// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.storage.registry.Interval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports over real HTTP. */
final class ReportRoutesTest {
  private static final String DAYS = "/api/reports?kind=data&from=2026-03-01&to=2026-03-01";
  private static final String SCHEDULE =
      """
      {"name": "Month", "request": {"kind": "data", "step": "day"}, "format": "xlsx",
       "every": "month", "at": "07:30", "language": "en", "recipients": ["duty"]}""";

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private ReportRig rig;
  private HttpServer server;

  @BeforeEach
  void start() {
    rig = new ReportRig(folder);
    long kiln = rig.point("88888880000001", "Kiln 1");
    rig.hour(rig.stream(kiln, "a21026", "SO2", "mg/m3", Interval.HOUR), 5, "12.50", "N");
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(new ReportRoutes(rig.registry, rig.maker, rig.clock)));
  }

  @AfterEach
  void stop() {
    server.close();
    rig.close();
    client.close();
  }

  private HttpResponse<byte[]> ask(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve(path))
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private JsonNode json(String method, String path, String body, int status)
      throws IOException, InterruptedException {
    HttpResponse<byte[]> response = ask(method, path, body);
    assertThat(response.statusCode())
        .as(new String(response.body(), StandardCharsets.UTF_8))
        .isEqualTo(status);
    return mapper.readTree(response.body());
  }

  @Test
  void screen_hasColumnsAndRows() throws Exception {
    JsonNode sheet = json("GET", DAYS, "", 200).get("sheets").get(0);

    assertThat(sheet.at("/title/zh").asText()).isEqualTo("Kiln 1");
    assertThat(sheet.at("/columns/1/key").asText()).isEqualTo("a21026.value");
    assertThat(sheet.at("/rows/0/1").asText()).isEqualTo("12.50");
  }

  @Test
  void files_areNamedAndTyped() throws Exception {
    HttpResponse<byte[]> csv = ask("GET", DAYS + "&format=csv&language=en", "");
    assertThat(new String(csv.body(), StandardCharsets.UTF_8)).contains("Kiln 1").contains("12.50");
    assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");

    HttpResponse<byte[]> xlsx = ask("GET", DAYS + "&format=xlsx", "");
    assertThat(xlsx.headers().firstValue("Content-Disposition"))
        .contains("attachment; filename=\"data-hour-2026-03-01-2026-03-01.xlsx\"");
    try (ReadableWorkbook book = new ReadableWorkbook(new ByteArrayInputStream(xlsx.body()))) {
      assertThat(book.getFirstSheet().getName()).isEqualTo("Kiln 1");
    }
  }

  @Test
  void badRequest_namesTheField_beforeAnyFileBegins() throws Exception {
    assertThat(json("GET", DAYS + "&format=pdf", "", 400).get("code").asText())
        .isEqualTo("report-format");
    assertThat(json("GET", DAYS + "&format=xlsx&template=gone", "", 400).get("code").asText())
        .isEqualTo("template-unknown");
    assertThat(json("GET", "/api/reports?kind=data", "", 400).get("field").asText())
        .isEqualTo("from");
  }

  @Test
  void schedule_isKeptChangedAndTakenOut() throws Exception {
    JsonNode made = json("POST", "/api/reports/schedules", SCHEDULE, 201);
    assertThat(made.get("next").asText()).isEqualTo("2026-04-30T23:30:00Z");
    String path = "/api/reports/schedules/" + made.get("id");
    json("PUT", path, SCHEDULE.replace("Month", "Monthly"), 200);
    assertThat(json("GET", "/api/reports/schedules", "", 200).findValuesAsText("name"))
        .containsExactly("Monthly");
    assertThat(ask("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(json("DELETE", path, "", 404).get("code").asText()).isEqualTo("schedule-not-found");
  }

  @Test
  void schedule_thatCouldNotBeMade_isRefused() throws Exception {
    for (String[] each :
        List.of(
            new String[] {"\"data\"", "\"gossip\"", "report-kind"},
            new String[] {"07:30", "7 o'clock", "time-form"},
            new String[] {"[\"duty\"]", "[]", "recipients-missing"},
            new String[] {"\"xlsx\"", "\"pdf\"", "report-format"},
            new String[] {"\"month\"", "\"moon\"", "report-every"},
            new String[] {"\"name\": \"Month\",", "", "body-form"})) {
      assertThat(
              json("POST", "/api/reports/schedules", SCHEDULE.replace(each[0], each[1]), 400)
                  .get("code")
                  .asText())
          .isEqualTo(each[2]);
    }
  }
}
