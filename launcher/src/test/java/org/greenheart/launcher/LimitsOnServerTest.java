// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.greenheart.server.Key;
import org.greenheart.server.Occasion;
import org.greenheart.server.Server;
import org.greenheart.storage.registry.CreditCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A kiln on a running server, judged by its permit, by standards, and by what operators write. */
final class LimitsOnServerTest {
  private static final String DEVICE = "88888880000031";
  private static final DateTimeFormatter DATA_TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");

  /** Beijing: 2026-08-15 16:00. */
  private static final Instant NOW = Instant.parse("2026-08-15T08:00:00Z");

  @TempDir private Path folder;
  private Server server;
  private Reader reader;
  private RawLogger logger;
  private long thing;
  private long enterprise;
  private long outlet;

  @BeforeEach
  void start() throws Exception {
    Clock system = Clock.systemUTC();
    server =
        Server.start(
            Configs.in(folder, Map.of(Key.HJ212_ACCEPT_UNKNOWN, "true")),
            Occasion.REAL,
            Clock.offset(system, Duration.between(system.instant(), NOW)));
    reader = new Reader(server.uri());
    logger = new RawLogger(DEVICE, server.hj212Port());
    hour("2026-08-13T10:00", "10");
    thing = reader.json("/api/points").path(0).path("id").asLong();
    enterprise =
        id(
            post(
                "/api/enterprises",
                "{\"creditCode\":\"%s\",\"name\":\"示例瓷厂\",\"industry\":\"3071\"}"
                    .formatted(CreditCode.complete("91440100MA5DEM001"))));
    outlet =
        id(
            post(
                "/api/outlets",
                "{\"enterprise\":%s,\"code\":\"DA001\",\"name\":\"辊道窑排气筒\"}"
                    .formatted(enterprise)));
    assertThat(
            reader
                .send("PUT", "/api/places/" + thing, "{\"outlet\":%s}".formatted(outlet))
                .statusCode())
        .isLessThan(300);
    post(
        "/api/rules",
        """
        {"code":"hour","kind":"above-limit","name":"超标","nameEn":"Excess","severity":"danger",
         "parameters":{"interval":"hour"},"dwellSeconds":0,"clearSeconds":0,"opensCase":false,
         "basis":"standard or permit"}""");
  }

  @AfterEach
  void stop() throws Exception {
    logger.close();
    reader.close();
    server.close();
  }

  private JsonNode post(String path, String body) throws Exception {
    HttpResponse<String> response = reader.send("POST", path, body);
    assertThat(response.statusCode()).as("%s: %s", path, response.body()).isBetween(200, 299);
    return Reader.parsed(response);
  }

  private static long id(JsonNode node) {
    return node.get("id").asLong();
  }

  /** An hour's mean at the reference oxygen, in Beijing's time, acknowledged. */
  private void hour(String time, String value) throws Exception {
    String dataTime = LocalDateTime.parse(time).format(DATA_TIME);
    logger.send(
        "QN=%s000;ST=31;CN=2061;PW=123456;MN=%s;Flag=5;CP=&&DataTime=%s;a21026-Avg=%s,a21026-ZsAvg=%s,a21026-Flag=N;a21018-Avg=%s,a21018-ZsAvg=%s,a21018-Flag=N&&"
            .formatted(dataTime, DEVICE, dataTime, value, value, value, value));
    assertThat(logger.answer()).contains("CN=9014");
  }

  private void permit(String maximum) throws Exception {
    long permit =
        id(
            post(
                "/api/permits",
                "{\"enterprise\":%s,\"number\":\"P1\",\"from\":\"2026-01-01\",\"to\":\"2030-12-31\"}"
                    .formatted(enterprise)));
    post(
        "/api/permits/" + permit + "/limits",
        "{\"outlet\":%s,\"code\":\"a21026\",\"from\":\"2026-01-01\",\"maximum\":\"%s\"}"
            .formatted(outlet, maximum));
  }

  /** The newest alarm on sulfur dioxide once there are so many. */
  private JsonNode alarm(int howMany, String code) throws Exception {
    return await(
        "/api/alarms?limit=200", all -> of(all, code) == howMany, "%s alarms on %s", howMany, code);
  }

  private static long of(JsonNode alarms, String code) {
    long found = 0;
    for (JsonNode alarm : alarms) {
      found += alarm.get("code").asText().equals(code) ? 1 : 0;
    }
    return found;
  }

  private static JsonNode first(JsonNode alarms, String code) {
    for (JsonNode alarm : alarms) {
      if (alarm.get("code").asText().equals(code)) {
        return alarm;
      }
    }
    throw new AssertionError("no alarm on " + code);
  }

  private JsonNode await(String path, Predicate<JsonNode> fits, String what, Object... words)
      throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    try (LiveEvents events = reader.events()) {
      JsonNode found = reader.json(path);
      while (!fits.test(found)) {
        assertThat(System.nanoTime()).as(what, words).isLessThan(end);
        events.awaitAny("alarm", "reset");
        found = reader.json(path);
      }
      return found;
    }
  }

  private JsonNode why(JsonNode alarm) throws Exception {
    return reader.json("/api/alarms/" + id(alarm) + "/why");
  }

  /** Nothing about a later hour is known before all that came earlier is judged. */
  private void judgedUpToHere(String time) throws Exception {
    hour(time, "900");
  }

  @Test
  void excessOfTheLastDayOfTheOldLaw_andOfTheFirstOfTheCode_citeEachTheirs() throws Exception {
    hour("2026-08-14T23:00", "62");
    JsonNode before = first(alarm(1, "a21026"), "a21026");
    hour("2026-08-15T00:00", "10");
    hour("2026-08-15T01:00", "64");
    JsonNode after = first(alarm(2, "a21026"), "a21026");

    JsonNode old = why(before);
    assertThat(old.get("day").asText()).isEqualTo("2026-08-14");
    assertThat(old.get("law").get("document").asText()).contains("大气污染防治法");
    assertThat(old.get("law").get("confidence").asText()).isEqualTo("medium");
    JsonNode code = why(after);
    assertThat(code.get("day").asText()).isEqualTo("2026-08-15");
    assertThat(code.get("law").get("document").asText()).contains("生态环境法典");
    assertThat(code.get("citation").asText()).contains("GB 25464-2010", "Ecological Environment");
    JsonNode limit = code.get("judged").get(0).get("choice").get("limit");
    assertThat(limit.get("level").asText()).isEqualTo("national");
    assertThat(limit.get("value").asText()).isEqualTo("50");
    assertThat(limit.get("referenceO2").asText()).isEqualTo("18");
    assertThat(code.get("verdict").get("exceeded").asBoolean()).isTrue();
    assertThat(code.get("verdict").get("multiple").asText()).isEqualTo("0.2800");
  }

  @Test
  void valueConvertedByTheServer_isToldWithWhatWasMeasuredAndTheOxygen() throws Exception {
    logger.send(
        "QN=20260815010000000;ST=31;CN=2061;PW=123456;MN=%s;Flag=5;CP=&&DataTime=20260815010000;a21026-Avg=40,a21026-Flag=N;a19001-Avg=19.5,a19001-Flag=N&&"
            .formatted(DEVICE));
    assertThat(logger.answer()).contains("CN=9014");

    JsonNode alarm = first(alarm(1, "a21026"), "a21026");

    assertThat(new BigDecimal(alarm.get("peak").asText())).isEqualByComparingTo("80");
    JsonNode peak = why(alarm).get("peak");
    assertThat(peak.get("converted").asText()).isEqualTo("server");
    assertThat(peak.get("measured").asText()).isEqualTo("40");
    assertThat(peak.get("oxygen").asText()).isEqualTo("19.5");
    assertThat(peak.get("at").asText()).isEqualTo("2026-08-14T17:00:00Z");
  }

  @Test
  void permit_beatsTheNationalStandard_andTheLoserIsNamed() throws Exception {
    permit("35");
    hour("2026-08-15T01:00", "40");

    JsonNode alarm = first(alarm(1, "a21026"), "a21026");

    assertThat(alarm.get("limit").asText()).isEqualTo("35");
    JsonNode choice = why(alarm).get("judged").get(0).get("choice");
    assertThat(choice.get("limit").get("level").asText()).isEqualTo("permit");
    assertThat(choice.get("candidates").findValuesAsText("level"))
        .containsExactly("permit", "national");
    assertThat(choice.get("permitLooser").asBoolean()).isFalse();
    JsonNode whose =
        post(
            "/api/law/limits/whose",
            "{\"outlet\":\"DA001\",\"pollutant\":\"SO2\",\"interval\":\"1h\",\"date\":\"2026-08-15\"}");
    assertThat(whose.get("level").asText()).isEqualTo("permit");
    assertThat(whose.get("limit").asText()).isEqualTo("35");
  }

  @Test
  void mergedStreams_theStricterLocalStandardCounts() throws Exception {
    post(
        "/api/limits",
        """
        {"standard":"DB43/9999-2026","level":"local","medium":"gas","point":"stack",
         "pollutant":"SO2","value":"30","unit":"mg/m3","averaging":"1h","referenceO2":"18",
         "validFrom":"2026-01-01","confidence":"high","source":"text read"}""");
    post(
        "/api/limits/standards",
        "{\"scope\":\"outlet\",\"target\":\"DA001\",\"standard\":\"DB43/9999-2026\",\"merged\":true}");
    hour("2026-08-15T01:00", "40");

    JsonNode alarm = first(alarm(1, "a21026"), "a21026");

    JsonNode choice = why(alarm).get("judged").get(0).get("choice");
    assertThat(choice.get("limit").get("standard").asText()).isEqualTo("DB43/9999-2026");
    assertThat(choice.get("steps").toString()).contains("merged streams");
  }

  @Test
  void limitOfThePast_touchesNoAlarm_untilAPersonOrdersIt() throws Exception {
    hour("2026-08-15T01:00", "40");
    hour("2026-08-15T02:00", "62");
    JsonNode alarm = first(alarm(1, "a21026"), "a21026");
    hour("2026-08-15T03:00", "10");
    JsonNode cleared =
        await(
            "/api/alarms/" + id(alarm),
            one -> one.get("state").asText().equals("cleared"),
            "cleared");

    JsonNode written =
        post(
            "/api/limits",
            """
            {"corrects":"%s","value":"30","validFrom":"2026-08-01","reason":"misprint"}"""
                .formatted(why(alarm).get("judged").get(0).get("ref").asText()));
    assertThat(written.get("affected").get("points").get(0).get("thing").asLong()).isEqualTo(thing);
    hour("2026-08-15T04:00", "35");
    JsonNode next = first(alarm(2, "a21026"), "a21026");

    assertThat(next.get("limit").asText()).isEqualTo("30");
    JsonNode same = reader.json("/api/alarms/" + id(alarm));
    for (String fact : List.of("state", "start", "end", "peak", "limit")) {
      assertThat(same.get(fact)).as(fact).isEqualTo(cleared.get(fact));
    }
    assertThat(why(alarm).get("changed").asBoolean()).isTrue();
    post(
        "/api/rejudgements",
        """
        {"rule":"hour","from":"2026-08-15T00:00:00+08:00","to":"2026-08-15T03:30:00+08:00",
         "dryRun":false,"reason":"the limit was misprinted"}""");
    JsonNode anew =
        await(
            "/api/alarms/" + id(alarm),
            one -> one.get("limit").asText().equals("30"),
            "judged again");
    assertThat(Instant.parse(anew.get("start").asText()))
        .isBefore(Instant.parse(same.get("start").asText()));
    assertThat(why(alarm).get("changed").asBoolean()).isFalse();
  }

  @Test
  void lowConfidenceRow_judgesOnlyWhileItIsEnabled() throws Exception {
    JsonNode row =
        reader
            .json("/api/limits?outlet=DA001&pollutant=a21018&day=2026-08-15")
            .get("limits")
            .get(0);
    String ref = row.get("ref").asText();
    assertThat(row.get("enabled").asBoolean()).isFalse();
    assertThat(row.get("basis").get("document").asText()).contains("unverified");
    hour("2026-08-15T01:00", "5");
    judgedUpToHere("2026-08-15T02:00");
    assertThat(of(alarm(1, "a21026"), "a21018")).isZero();

    assertThat(reader.send("POST", "/api/limits/" + ref + "/switch", "{\"enabled\":true}").body())
        .contains("limit-reason");
    post("/api/limits/" + ref + "/switch", "{\"enabled\":true,\"reason\":\"text read\"}");
    hour("2026-08-15T03:00", "6");
    JsonNode alarm = first(alarm(1, "a21018"), "a21018");
    assertThat(why(alarm).get("citation").asText()).contains("unverified");

    post("/api/limits/" + ref + "/switch", "{\"enabled\":false,\"reason\":\"doubts\"}");
    JsonNode history = reader.json("/api/limits/" + ref + "/history");
    assertThat(history).hasSize(3);
    assertThat(history.get(0).get("entry").get("reason").asText()).isEqualTo("doubts");
  }

  @Test
  void limitThatOverlaps_hasAnotherUnit_orAnUnknownPollutant_isRefused() throws Exception {
    String body =
        """
        {"standard":"GB25464-2010","medium":"gas","point":"stack","facility":"kiln",
         "pollutant":"%s","value":"30","unit":"%s","averaging":"1h","validFrom":"2026-01-01"}""";
    assertThat(reader.send("POST", "/api/limits", body.formatted("SO2", "mg/m3")).body())
        .contains("limit-overlap");
    assertThat(reader.send("POST", "/api/limits", body.formatted("SO2", "ppm")).body())
        .contains("limit-unit");
    assertThat(reader.send("POST", "/api/limits", body.formatted("Unobtainium", "mg/m3")).body())
        .contains("unknown-pollutant");
  }

  @Test
  void file_isPreviewed_thenImported_andChangesNothingAgain() throws Exception {
    String file =
        """
        标准,介质,监控位置,污染物,限值,单位,平均时间,基准含氧量,生效日期,可信度
        DB43/9999-2026,废气,stack,二氧化硫,30,mg/m3,1h,18,2026-01-01,高
        DB43/9999-2026,废气,stack,NOx,%s,mg/m3,1h,18,2026-01-01,高
        """;
    JsonNode bad =
        Reader.parsed(
            reader.send("POST", "/api/limits/import?preview=true", file.formatted("many")));
    assertThat(bad.get("errors").get(0).get("row").asInt()).isEqualTo(3);
    assertThat(bad.get("errors").get(0).get("column").asText()).isEqualTo("限值");

    String good = file.formatted("100");
    assertThat(post("/api/limits/import?preview=true", good).get("applied").asBoolean()).isFalse();
    assertThat(post("/api/limits/import", good).get("added").asInt()).isEqualTo(2);
    assertThat(post("/api/limits/import", good).get("unchanged").asInt()).isEqualTo(2);
    assertThat(reader.json("/api/limits?origin=operator&day=2026-08-15").get("total").asInt())
        .isEqualTo(2);
  }
}
