// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.server.evidence.EvidenceLimits;
import org.greenheart.server.evidence.FileShelf;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Laboratories' reports over real HTTP, beside a device that sends hours. */
final class ManualReportsRoutesTest {
  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");
  private static final String MN = "88888880000001";

  /** 10:00 in Beijing. */
  private static final Instant SAMPLED = Instant.parse("2026-03-01T02:00:00Z");

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private final SetClock clock = new SetClock(NOW);
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private final ManualCases cases = new ManualCases(CaseOpening.ofShippedKinds());
  private SampleJudge judge;
  private HttpServer server;
  private long thing;
  private long outlet;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder.resolve("registry"), clock);
    long enterprise = works("8010");
    outlet =
        registry
            .places()
            .outlets()
            .put(new Outlet(0, enterprise, "DA001", "辊道窑排气筒", "Stack", Medium.AIR))
            .row()
            .id();
    thing = registry.devices().register("hj212", MN, Acceptance.named("一号窑"), NOW).thing();
    registry.places().points().put(new PointPlace(thing, 0, 0, outlet, 0));
    long permit = registry.places().permits().put(new Permit(0, enterprise, "P1")).row().id();
    registry
        .places()
        .permits()
        .setTerm(permit, LocalDate.parse("2026-01-01"), LocalDate.parse("2030-12-31"));
    limit(permit, "a21026", "50");
    limit(permit, "a21002", "180");
    judge = new SampleJudge(new OperatingLimits(registry));
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            ManualDesk.routes(
                registry,
                telemetry,
                judge,
                cases,
                FileShelf.open(folder, new EvidenceLimits(1 << 20, 2, 1 << 20))));
  }

  /** Of ceramics (3071) GB 25464 holds, at 18 % oxygen. */
  private long works(String industry) {
    return registry
        .places()
        .enterprises()
        .put(
            new Enterprise(
                0, CreditCode.complete("91440100MA5DEM001"), "示例瓷厂", null, industry, 0, null))
        .row()
        .id();
  }

  private void limit(long permit, String code, String maximum) {
    registry
        .places()
        .permits()
        .setLimit(
            new PermitLimit(
                0,
                permit,
                outlet,
                code,
                LocalDate.parse("2026-01-01"),
                Interval.HOUR,
                "mg/m3",
                null,
                Decimal.parse(maximum).orElseThrow(),
                null,
                null,
                Instant.EPOCH));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private record Answer(int status, JsonNode body) {
    String code() {
      return body.path("code").asText();
    }

    JsonNode newest() {
      return body.path("revisions").path(0);
    }

    long id() {
      return newest().path("id").asLong();
    }
  }

  private Answer send(String method, String path, byte[] body) throws Exception {
    HttpResponse<String> response =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve(path))
                .method(method, BodyPublishers.ofByteArray(body))
                .build(),
            BodyHandlers.ofString());
    return new Answer(response.statusCode(), mapper.readTree(response.body()));
  }

  private Answer send(String method, String path, String body) throws Exception {
    return send(method, path, body.getBytes(UTF_8));
  }

  private Answer get(String path) throws Exception {
    return send("GET", path, "");
  }

  private static String report(String sample, String results) {
    return """
    {"number":"R-7","sample":"%s","laboratory":"示例检测","accreditation":"230000000001",
     "from":"2026-03-01 10:00","to":"2026-03-01 11:00","analysed":"2026-03-02",
     "author":"lab","results":[%s]}"""
        .formatted(sample, results);
  }

  private static String result(String code, String value) {
    return "{\"code\":\"%s\",\"value\":\"%s\",\"unit\":\"mg/m3\",\"method\":\"HJ 57-2017\"}"
        .formatted(code, value);
  }

  private Answer add(String sample, String... results) throws Exception {
    return send(
        "POST",
        "/api/points/%s/manual-reports".formatted(thing),
        report(sample, String.join(",", results)));
  }

  private void hours(String... values) {
    long datastream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing,
                    "a21026",
                    Interval.HOUR,
                    "31",
                    "二氧化硫",
                    "Sulfur dioxide",
                    UnitOfMeasurement.ofSymbol("mg/m3")))
            .number();
    List<RowChange> rows = new ArrayList<>();
    for (String value : values) {
      RowKey key = RowKey.ofDevice(datastream, SAMPLED.plus(Duration.ofHours(rows.size() - 1L)));
      rows.add(RowChange.of(key, Decimal.parse(value).orElseThrow(), "N"));
    }
    telemetry
        .append(new NewArrival(NOW, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  @Test
  void report_isJudgedByThePermitOfItsDay_besideTheHoursOfTheDevice() throws Exception {
    hours("10", "55.0", "60");

    Answer added =
        add(
            "S1",
            result("a21026", "62.50"),
            result("NOx", "ND").replace("NOx", "a21002").replace("\"ND\"", "\"<3\""));

    assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
    JsonNode sulfur = added.newest().path("results").path(0);
    assertThat(sulfur.path("value").asText()).isEqualTo("62.50");
    assertThat(sulfur.at("/judged/outcome").asText()).isEqualTo("exceeded");
    assertThat(sulfur.at("/judged/upper").asText()).isEqualTo("50");
    assertThat(sulfur.at("/judged/choice/limit/level").asText()).isEqualTo("permit");
    assertThat(sulfur.at("/automatic/mean").asText()).isEqualTo("55.000");
    assertThat(sulfur.at("/automatic/difference").asText()).isEqualTo("-12.0");
    JsonNode nitrogen = added.newest().path("results").path(1);
    assertThat(nitrogen.path("below").asBoolean()).isTrue();
    assertThat(nitrogen.at("/judged/outcome").asText()).isEqualTo("met");
    assertThat(added.newest().path("author").asText()).isEqualTo("lab");
    assertThat(get("/api/manual-reports?outcome=exceeded").body().path("reports")).hasSize(1);
    assertThat(get("/api/manual-reports?outcome=not-judged").body().path("reports")).isEmpty();
    assertThat(registry.catalogue().datastreamsOf(thing)).hasSize(1);
  }

  @Test
  void correction_isANewRevision_andNeedsItsReason() throws Exception {
    long id = add("S1", result("a21026", "62.50")).id();
    String path = "/api/manual-reports/" + id;
    String corrected =
        report("S1", result("a21026", "26.50")).replaceFirst("\\{", "{\"revision\":1,");

    assertThat(send("PUT", path, corrected).code()).isEqualTo("correction-why");
    Answer answer =
        send("PUT", path, corrected.replaceFirst("\\{", "{\"why\":\"digits swapped\","));

    assertThat(answer.body().path("revisions").findValuesAsText("why"))
        .containsExactly("digits swapped", "null");
    assertThat(answer.newest().at("/results/0/judged/outcome").asText()).isEqualTo("met");
    assertThat(answer.body().at("/revisions/1/results/0/value").asText()).isEqualTo("62.50");
    assertThat(send("PUT", path, corrected).status()).isEqualTo(409);
    Answer gone =
        send("PUT", path, "{\"revision\":2,\"withdrawn\":true,\"why\":\"another stack\"}");
    assertThat(gone.newest().path("withdrawn").asBoolean()).isTrue();
    assertThat(gone.newest().at("/results/0/judged/reason").asText()).isEqualTo("withdrawn");
    assertThat(get("/api/manual-reports").body().path("reports")).isEmpty();
    assertThat(get("/api/manual-reports?withdrawn=true").body().path("reports")).hasSize(1);
  }

  @Test
  void notJudged_saysWhy() throws Exception {
    String big = result("a21026", "ND").replace("\"unit\"", "\"detectionLimit\":\"60\",\"unit\"");
    String converted =
        result("a21002", "100").replace("\"unit\"", "\"converted\":\"190\",\"unit\"");
    String oxygen = result("a19001", "16.1").replace("mg/m3", "%");
    JsonNode results = add("S1", big, converted, oxygen).newest().path("results");
    Answer reading =
        send(
            "POST",
            "/api/points/%s/manual-reports".formatted(thing),
            "{\"kind\":\"reading\",\"from\":\"2026-03-01 10:00\",\"sampler\":\"guard\","
                + "\"results\":[{\"code\":\"a21026\",\"value\":99,\"unit\":\"mg/m3\","
                + "\"instrument\":\"hand-held\"}]}");

    assertThat(results.path(0).at("/judged/reason").asText()).isEqualTo("detection-limit");
    assertThat(results.path(1).at("/judged/reason").asText()).isEqualTo("oxygen-unsaid");
    assertThat(results.path(2).at("/judged/reason").asText()).isEqualTo("no-limit");
    assertThat(reading.newest().at("/results/0/judged/reason").asText()).isEqualTo("no-method");
  }

  @Test
  void flueGas_isJudgedAtReferenceOxygen_byTheOxygenOfTheSameSample() throws Exception {
    works("3071");
    String oxygen = result("a19001", "19.5").replace("mg/m3", "%");

    JsonNode without = add("S1", result("a21026", "40")).newest().path("results").path(0);
    JsonNode with = add("S2", result("a21026", "40"), oxygen).newest().path("results").path(0);

    assertThat(without.at("/judged/reason").asText()).isEqualTo("oxygen-missing");
    assertThat(with.at("/judged/outcome").asText()).isEqualTo("exceeded");
    assertThat(with.at("/judged/converted").asBoolean()).isTrue();
    // 40 × (21 − 18)/(21 − 19.5)
    assertThat(new BigDecimal(with.at("/judged/value").asText())).isEqualByComparingTo("80");
  }

  @Test
  void whatBreaksARule_isRefusedAtItsField() throws Exception {
    assertThat(add("S1", result("a21026", "62 mg/m3")).code()).isEqualTo("number-unreadable");
    assertThat(add("S1", result("a21026", "62 mg/m3")).body().path("field").asText())
        .isEqualTo("results.0.value");
    assertThat(add("S1", result("a21026", "8").replace("mg/m3", "mg/L")).code())
        .isEqualTo("result-unit");
    assertThat(add("S1", result("a21026", "8").replace("mg/m3", "HJ 57")).code())
        .isEqualTo("unit-unreadable");
    assertThat(add("S1", result("w01018", "8")).code()).isEqualTo("pollutant-medium");
    assertThat(add("S1", result("a05002", "8")).code()).isEqualTo("pollutant-not-here");
    assertThat(add("S1", result("phlogiston", "8")).code()).isEqualTo("unknown-pollutant");
    assertThat(add("S1", result("a21026", "8").replace("HJ 57-2017", "")).code())
        .isEqualTo("result-method");
    assertThat(add("S1", result("a21026", "-8")).code()).isEqualTo("value-negative");
    assertThat(add("S1").code()).isEqualTo("report-empty");
    String path = "/api/points/%s/manual-reports".formatted(thing);
    String ahead = report("S1", result("a21026", "8")).replace("2026-03-01", "2026-04-01");
    assertThat(send("POST", path, ahead).code()).isEqualTo("report-future");
    assertThat(send("POST", "/api/points/99/manual-reports", ahead.replace("04", "02")).status())
        .isEqualTo(404);
    assertThat(get("/api/manual-reports").body().path("reports")).isEmpty();
  }

  @Test
  void exceedance_becomesOneCase_thatKeepsTheVerdict() throws Exception {
    long id = add("S1", result("a21026", "62.50")).id();
    long fine = add("S2", result("a21026", "50.4")).id();
    String path = "/api/manual-reports/%s/case";

    Answer opened = send("POST", path.formatted(id), "");

    assertThat(opened.status()).as(opened.body().toString()).isEqualTo(201);
    var file = registry.cases().find(opened.body().path("id").asLong()).orElseThrow();
    assertThat(file.thing()).isEqualTo(thing);
    assertThat(file.title()).isEqualTo("一号窑：手工监测二氧化硫超标");
    assertThat(file.facts().description()).contains("62.50 mg/m3").contains("限值 50");
    assertThat(send("POST", path.formatted(id), "").code()).isEqualTo("report-in-case");
    assertThat(send("POST", path.formatted(fine), "").code()).isEqualTo("report-not-exceeding");
    assertThat(get("/api/manual-reports/" + id).newest().at("/caseFile/number").asText())
        .isEqualTo(file.number());
  }

  private ExceedanceKeeper keeper(boolean opening) {
    return new ExceedanceKeeper(
        registry, judge, cases, opening, new ScriptedPause(clock, 0), clock);
  }

  private Answer revise(long id, int revision, String result) throws Exception {
    return send(
        "PUT",
        "/api/manual-reports/" + id,
        report("S1", result)
            .replaceFirst(
                "\\{", "{\"revision\":%s,\"why\":\"digits swapped\",".formatted(revision)));
  }

  private List<NoticeKind> told() {
    return registry.notices().unspread(10).stream().map(NoticeEvent::kind).toList();
  }

  @Test
  void exceedance_isToldOnceARevision_andTakenBackWithTheReport() throws Exception {
    long id = add("S1", result("a21026", "62.50")).id();
    add("S2", result("a21026", "8"));
    try (ExceedanceKeeper keeper = keeper(false)) {
      assertThat(keeper.look()).isTrue();
      assertThat(keeper.look()).isTrue();
      assertThat(told()).containsExactly(NoticeKind.MANUAL_EXCEEDED);
      assertThat(registry.notices().unspread(1).getFirst().text())
          .isEqualTo("a21026\t62.50\tmg/m3\t50");
      assertThat(registry.alarms().list(null, null, Long.MAX_VALUE, 10)).isEmpty();

      revise(id, 1, result("a21026", "60"));
      keeper.look();
      revise(id, 2, result("a21026", "6"));
      keeper.look();
      revise(id, 3, result("a21026", "7"));
      keeper.look();
    }
    assertThat(told())
        .containsExactly(
            NoticeKind.MANUAL_EXCEEDED, NoticeKind.MANUAL_EXCEEDED, NoticeKind.MANUAL_WITHDRAWN);
    assertThat(registry.notices().unspread(3).getLast().text()).isEqualTo("corrected");
    assertThat(registry.cases().open()).isEmpty();
  }

  @Test
  void oldSample_isToldInTheDigest() throws Exception {
    clock.advance(Duration.ofDays(120));
    add("S1", result("a21026", "62.50"));
    try (ExceedanceKeeper keeper = keeper(false)) {
      keeper.look();
    }
    assertThat(registry.notices().unspread(1)).singleElement().matches(NoticeEvent::late);
  }

  @Test
  void openExceedances_leaveTheirList_withTheCaseThatIsMadeByItselfWhereSwitchedOn()
      throws Exception {
    String open = "/api/manual-reports?open=true";
    long id = add("S1", result("a21026", "62.50")).id();
    add("S2", result("a21026", "8"));
    assertThat(get(open).body().path("reports").findValuesAsText("sample")).containsExactly("S1");

    try (ExceedanceKeeper keeper = keeper(true)) {
      keeper.look();
      assertThat(get(open).body().path("reports")).isEmpty();
      var file = registry.cases().open().getFirst();
      assertThat(file.title()).isEqualTo("一号窑：手工监测二氧化硫超标");

      revise(id, 1, result("a21026", "6"));
      keeper.look();
      assertThat(registry.cases().open()).hasSize(1);
      assertThat(registry.cases().timeline(file.id()).getLast().text())
          .contains("第 2 版更正：digits swapped", "不再超标");
    }
  }

  @Test
  void exceedanceThatIsLetBe_leavesTheList_withItsReason_untilItIsTakenBackOrCorrected()
      throws Exception {
    String open = "/api/manual-reports?open=true";
    long id = add("S1", result("a21026", "62.50")).id();
    long met = add("S2", result("a21026", "8")).id();
    String path = "/api/manual-reports/%s/dismissal";
    String said = "{\"revision\":%s,\"dismissed\":%s,\"why\":\"%s\"}";

    assertThat(send("PUT", path.formatted(id), said.formatted(1, true, "")).code())
        .isEqualTo("blank");
    assertThat(send("PUT", path.formatted(met), said.formatted(1, true, "ok")).code())
        .isEqualTo("report-not-exceeding");
    assertThat(send("PUT", path.formatted(id), said.formatted(2, true, "ok")).status())
        .isEqualTo(409);
    Answer _ = send("PUT", path.formatted(id), said.formatted(1, true, "start-up sample"));

    assertThat(get(open).body().path("reports")).isEmpty();
    JsonNode newest = get("/api/manual-reports/" + id).newest();
    assertThat(newest.at("/dismissal/why").asText()).isEqualTo("start-up sample");
    assertThat(newest.at("/results/0/judged/outcome").asText()).isEqualTo("exceeded");
    ManualMonths months = new ManualMonths(registry, new OperatingLimits(registry));
    assertThat(months.of(outlet, "a21026", YearMonth.of(2026, 3)).isAnyExceeded()).isTrue();

    Answer _ = send("PUT", path.formatted(id), said.formatted(1, false, "it was none"));
    assertThat(get(open).body().path("reports")).hasSize(1);
    Answer _ = send("PUT", path.formatted(id), said.formatted(1, true, "again"));
    Answer _ = revise(id, 1, result("a21026", "70"));
    assertThat(get(open).body().path("reports")).hasSize(1);
    assertThat(registry.manualReports().dismissals(id)).hasSize(3);

    Answer _ = send("POST", "/api/manual-reports/%s/case".formatted(id), "");
    assertThat(send("PUT", path.formatted(id), said.formatted(2, true, "late")).code())
        .isEqualTo("report-in-case");
  }

  @Test
  void file_isKept_servedAndStruck() throws Exception {
    long id = add("S1", result("a21026", "8")).id();
    String files = "/api/manual-reports/%s/files".formatted(id);
    byte[] pdf = "%PDF-1.4\n%%EOF\n".getBytes(UTF_8);

    Answer added = send("POST", files + "?name=report.pdf&author=lab", pdf);

    assertThat(added.status()).as(added.body().toString()).isEqualTo(201);
    long file = added.body().path("id").asLong();
    HttpResponse<byte[]> content =
        client.send(
            HttpRequest.newBuilder(server.uri().resolve(files + "/" + file + "/content")).build(),
            BodyHandlers.ofByteArray());
    assertThat(content.body()).isEqualTo(pdf);
    assertThat(content.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(send("POST", files + "?name=a.pdf", "<html>").code())
        .isEqualTo("evidence-disguised");
    Answer struck = send("POST", files + "/" + file + "/strike", "{\"why\":\"another's\"}");
    assertThat(struck.body().path("struckWhy").asText()).isEqualTo("another's");
    assertThat(get("/api/manual-reports/" + id).body().path("files")).hasSize(1);
    assertThat(send("POST", "/api/manual-reports/99/files?name=a.pdf", pdf).status())
        .isEqualTo(404);
  }

  private Answer reading(String day, String value, String remark) throws Exception {
    return send(
        "POST",
        "/api/points/%s/manual-reports".formatted(thing),
        """
        {"kind":"reading","from":"%s 08:00","remark":"%s",
         "results":[{"code":"i33201","value":"%s","unit":"kWh"}]}"""
            .formatted(day, remark, value));
  }

  private void meter() {
    meter("kWh");
  }

  private void meter(String unit) {
    long stream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing,
                    "i33201",
                    Interval.REALTIME,
                    null,
                    "累计耗电量",
                    "Electricity",
                    UnitOfMeasurement.ofSymbol(unit)))
            .number();
    registry.counters().put(new Counter(stream, null, null, NOW, "operator"));
  }

  @Test
  void counterReadByHand_doesNotRunBackwards_unlessItsRemarkSaysWhy() throws Exception {
    meter();
    long first = reading("2026-01-01", "5000", "").id();
    assertThat(reading("2026-02-01", "5600", "").status()).isEqualTo(201);

    Answer fell = reading("2026-03-01", "12", "");
    assertThat(fell.code()).isEqualTo("counter-backwards");
    assertThat(fell.body().path("field").asText()).isEqualTo("results.0.value");
    assertThat(fell.body().path("message").asText()).contains("5600 kWh", "2026-02-01 08:00");
    assertThat(reading("2026-01-15", "5601", "").code()).isEqualTo("counter-backwards");
    assertThat(reading("2026-03-01", "12", "meter replaced").status()).isEqualTo(201);
    assertThat(reading("2026-03-02", "11", "").code()).isEqualTo("counter-backwards");
    assertThat(reading("2026-02-15", "5700", "").status()).isEqualTo(201);
    String corrected =
        "{\"revision\":1,\"why\":\"digits\",\"kind\":\"reading\",\"from\":\"2026-01-01 08:00\","
            + "\"results\":[{\"code\":\"i33201\",\"value\":\"%s\",\"unit\":\"kWh\"}]}";
    String path = "/api/manual-reports/" + first;
    assertThat(send("PUT", path, corrected.formatted("9000")).code())
        .isEqualTo("counter-backwards");
    assertThat(send("PUT", path, corrected.formatted("5001")).status()).isEqualTo(200);
    String otherUnit = corrected.formatted("5001").replace("1,\"why", "2,\"why");
    assertThat(send("PUT", path, otherUnit.replace("kWh", "MWh")).code()).isEqualTo("counter-unit");
  }

  @Test
  void counterWithoutAUnit_isReadByHandToo() throws Exception {
    meter("");
    assertThat(reading("2026-01-01", "5000", "").status()).isEqualTo(201);

    Answer fell = reading("2026-02-01", "12", "");
    assertThat(fell.code()).isEqualTo("counter-backwards");
    assertThat(fell.body().path("message").asText()).contains("5000 kWh");
  }

  @Test
  void sheetOfCounterReadings_namesTheRowThatRunsBackwards_andWritesNothing() throws Exception {
    meter();
    Device other =
        registry.devices().register("dlt645", "000000000161", Acceptance.named("二号表"), NOW);
    String heads = "点位,类型,采样开始,监测项目,监测结果,单位,备注\n";
    String rows =
        """
        %s,读数,2026-01-01 08:00,i33201,5000,kWh,
        %s,读数,2026-02-01 08:00,i33201,4000,kWh,
        %s,读数,2026-02-02 08:00,i33201,3,kWh,换表
        """
            .replace("%s", MN);
    String path = "/api/manual-import/results?preview=";

    JsonNode wrong = send("POST", path + "false", heads + rows).body();
    assertThat(wrong.path("errors").findValuesAsText("code")).containsExactly("counter-backwards");
    assertThat(wrong.path("errors").findValuesAsText("row")).containsExactly("3");
    assertThat(wrong.path("errors").findValuesAsText("column")).containsExactly("监测结果");
    assertThat(get("/api/manual-reports").body().path("reports")).isEmpty();

    String right = rows.replace("4000", "5100");
    assertThat(send("POST", path + "false", heads + right).body().path("added").asInt())
        .isEqualTo(3);
    assertThat(send("POST", path + "false", heads + right).body().path("unchanged").asInt())
        .isEqualTo(3);
    String elsewhere = "000000000161,读数,2026-01-01 08:00,温度,21,℃,\n";
    assertThat(
            send("POST", path + "true", heads + elsewhere)
                .body()
                .path("errors")
                .findValuesAsText("code"))
        .doesNotContain("unknown-point");
    assertThat(other.thing()).isPositive();
  }

  private Answer importRows(String query, String... rows) throws Exception {
    String heads = "点位,报告编号,样品编号,检测机构,采样开始,采样结束,监测项目,监测结果,单位,检出限,分析方法,更正原因\n";
    return send(
        "POST", "/api/manual-import/results" + query, heads + String.join("\n", rows) + "\n");
  }

  private static String row(String point, String sample, String item, String value, String why) {
    return "%s,R-7,%s,示例检测,2026-03-01 10:00,2026-03-01 11:00,%s,%s,mg/m3,3,HJ 57-2017,%s"
        .formatted(point, sample, item, value, why);
  }

  @Test
  void month_hasWhatLaboratoriesFound_withFlowAndExceedance() throws Exception {
    String flow = result("a00000", "5").replace("mg/m3", "m3/s");
    add("S1", result("a21026", "62.50"), flow);
    long wrong = add("S2", result("a21026", "99")).id();
    send(
        "PUT",
        "/api/manual-reports/" + wrong,
        "{\"revision\":1,\"withdrawn\":true,\"why\":\"another stack\"}");
    ManualMonths months = new ManualMonths(registry, new OperatingLimits(registry));

    MonthOfSamples march = months.of(outlet, "a21026", YearMonth.of(2026, 3));

    assertThat(march.samples()).hasSize(1);
    assertThat(march.isAnyExceeded()).isTrue();
    assertThat(march.samples().getFirst().flow()).isEqualByComparingTo("18000");
    assertThat(march.mean(MonthOfSamples.NotDetected.ZERO)).hasValue(new BigDecimal("62.50"));
    assertThat(months.of(outlet, "a21026", YearMonth.of(2026, 4)).samples()).isEmpty();
    assertThat(months.all(outlet, YearMonth.of(2026, 3))).containsOnlyKeys("a21026");
    assertThat(march.samples().getFirst().limit()).isEqualByComparingTo("50");

    // Once the point is known to stand before a treatment, its samples are no emission.
    long after = registry.devices().register("hj212", "M2", Acceptance.named("出口"), NOW).thing();
    long works = registry.places().outlets().list().getFirst().enterprise();
    registry.places().points().put(new PointPlace(after, 0, works, outlet, 0));
    long facility =
        registry
            .places()
            .facilities()
            .put(new Facility(0, works, "TA001", "脱硫", null, Medium.AIR, null))
            .row()
            .id();
    registry.places().pairs().put(new FacilityPair(0, facility, thing, after, null));
    assertThat(months.of(outlet, "a21026", YearMonth.of(2026, 3)).samples()).isEmpty();
  }

  @Test
  void sheet_isReadBySamples_twiceChangesNothing_andCorrectsWithAReason() throws Exception {
    String[] rows = {
      row(MN, "S1", "a21026", "62.50", ""),
      row("一号窑", "S1", "氮氧化物", "ND", ""),
      row("一号窑", "S2", "二氧化硫", "12", "")
    };

    assertThat(importRows("?preview=true", rows).body().path("added").asInt()).isEqualTo(3);
    assertThat(get("/api/manual-reports").body().path("reports")).isEmpty();
    Answer written = importRows("?author=clerk", rows);
    assertThat(written.body().path("applied").asBoolean()).as(written.body().toString()).isTrue();
    assertThat(get("/api/manual-reports").body().path("reports")).hasSize(2);
    assertThat(importRows("", rows).body().path("unchanged").asInt()).isEqualTo(3);
    rows[0] = row(MN, "S1", "a21026", "26.5", "digits swapped");
    assertThat(importRows("", rows).body().path("changed").asInt()).isEqualTo(1);
    JsonNode revisions = get("/api/manual-reports/1").body().path("revisions");
    assertThat(revisions).hasSize(2);
    assertThat(revisions.path(0).path("results")).hasSize(2);
    assertThat(revisions.path(1).path("author").asText()).isEqualTo("clerk");
  }

  @Test
  void sheetWithFaults_namesEachAndWritesNothing() throws Exception {
    add("S1", result("a21026", "62.50"));

    Answer answer =
        importRows(
            "",
            row(MN, "S2", "a21026", "12", ""),
            row("nowhere", "S2", "a21026", "12", ""),
            row(MN, "S2", "a21026", "13", ""),
            row(MN, "S1", "a21026", "26.50", ""),
            row(MN, "S3", "a21026", "12mg", ""),
            row(MN, "S3", "w01018", "12", ""),
            row(MN, "S3", "a21026", "12", "").replace("mg/m3,3", "HJ 57-2017,3"),
            row(MN, "S3", "a21026", "12", "").replace("HJ 57-2017", ""),
            row(MN, "S3", "a21026", "12", "").replace("2026-03-01", "2026-09-01"),
            row(MN, "S2", "a21002", "12", "").replace("示例检测", "another"));

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsText("code"))
        .containsExactly(
            "unknown-point",
            "result-twice",
            "correction-why",
            "number-unreadable",
            "pollutant-medium",
            "unit-unreadable",
            "result-method",
            "report-future",
            "report-two-heads");
    assertThat(answer.body().path("errors").findValuesAsText("row").getFirst()).isEqualTo("3");
    assertThat(get("/api/manual-reports").body().path("reports")).hasSize(1);
  }
}
