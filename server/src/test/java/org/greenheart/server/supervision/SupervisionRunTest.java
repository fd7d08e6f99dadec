// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.server.manual.ManualMonths;
import org.greenheart.server.manual.MonthOfSamples;
import org.greenheart.server.tax.LaboratoryResults;
import org.greenheart.server.tax.MonitoredMonths;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run over lists and over the server's own hours, by the routes. */
final class SupervisionRunTest {
  private static final String KILN = "91990101MA7QH0057K";
  private static final String NAME = "窑火瓷业";
  private static final Instant FEBRUARY = Instant.parse("2026-01-31T16:00:00Z");
  private static final Instant MARCH = Instant.parse("2026-02-28T16:00:00Z");
  private static final int HOURS = 28 * 24;
  private static final String RUN = "{'from':'2026-02','to':'2026-02','province':'Hunan'}";

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(MARCH);
  private final MemoryTelemetry telemetry = new MemoryTelemetry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private Registry registry;
  private HttpServer server;
  private long thing;

  /** Of laboratories that found too much NOx. */
  private volatile List<Long> reports = List.of();

  /** What laboratories found in February where no monitor tells it. */
  private final SortedMap<String, MonthOfSamples> sampled = new ConcurrentSkipListMap<>();

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, clock);
    long enterprise =
        registry
            .places()
            .enterprises()
            .put(new Enterprise(0, KILN, NAME, null, "C3073", 0, null))
            .row()
            .id();
    long outlet =
        registry
            .places()
            .outlets()
            .put(new Outlet(0, enterprise, "DA001", "一号窑", null, Medium.AIR))
            .row()
            .id();
    thing = registry.devices().register("hj212", "M1", Acceptance.named("Kiln"), FEBRUARY).thing();
    registry.places().points().put(new PointPlace(thing, 0, enterprise, outlet, 0));
    PointLimits limits =
        stream ->
            moment ->
                Optional.ofNullable(Map.of("a21002", Decimal.of(180)).get(stream.code()))
                    .map(StandingLimit::atMost);
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            TaxSupervision.routes(
                registry,
                CaseOpening.ofShippedKinds(),
                new MonitoredMonths(registry, telemetry, () -> limits, new Laboratories())::of));
  }

  private final class Laboratories implements LaboratoryResults {
    @Override
    public List<Long> exceeding(long outlet, String code, YearMonth month) {
      return reports;
    }

    @Override
    public SortedMap<String, MonthOfSamples> found(long outlet, YearMonth month) {
      return month.equals(YearMonth.of(2026, 2)) ? sampled : Collections.emptySortedMap();
    }
  }

  /** One sample of SO2, number 7, with its flow; the limit is 50. */
  private void laboratory(String found) {
    BigDecimal value = new BigDecimal(found);
    BigDecimal limit = new BigDecimal("50");
    sampled.put(
        "a21026",
        new MonthOfSamples(
            Medium.AIR,
            List.of(
                new ManualMonths.Sampled(
                    7,
                    1,
                    FEBRUARY,
                    value,
                    BigDecimal.ONE,
                    new BigDecimal("20000"),
                    value.compareTo(limit) > 0,
                    value,
                    limit))));
  }

  private void declareSulphur(String kg, String factor, String method) throws Exception {
    list(
        "declarations",
        "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,减征系数,计算方法,申报日期",
        "%s,%s,2026-02,DA001,二氧化硫,%s,2.4,%s,%s,2026-04-10"
            .formatted(KILN, NAME, kg, factor, method));
  }

  private void ran(String hours) throws Exception {
    list(
        "run-times",
        "统一社会信用代码,企业名称,月份,排放口编号,运行时间",
        "%s,%s,2026-02,DA001,%s".formatted(KILN, NAME, hours));
  }

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private JsonNode send(String method, String path, String body) throws Exception {
    URI uri = server.uri().resolve(path);
    return mapper.readTree(
        client
            .send(
                HttpRequest.newBuilder(uri)
                    .method(
                        method,
                        BodyPublishers.ofString(
                            body.startsWith("{") ? body.replace('\'', '"') : body))
                    .build(),
                BodyHandlers.ofString())
            .body());
  }

  private void list(String kind, String heads, String... rows) throws Exception {
    JsonNode taken =
        send("POST", "/api/tax/import/" + kind, heads + "\n" + String.join("\n", rows) + "\n");
    assertThat(taken.path("applied").asBoolean()).as(taken.toString()).isTrue();
  }

  private void declare(String code, String name, String kg, String factor) throws Exception {
    list(
        "declarations",
        "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,减征系数,申报日期",
        "%s,%s,2026-02,DA001,氮氧化物,%s,2.4,%s,2026-04-10".formatted(code, name, kg, factor));
  }

  private void monitored(String kg) throws Exception {
    list(
        "monitoring",
        "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,月均浓度,浓度限值,超标次数",
        "%s,%s,2026-02,DA001,氮氧化物,%s,150,180,0".formatted(KILN, NAME, kg));
  }

  /** So many hours of February at 10 kg and 150 mg/m3. */
  private long hours(int from, int to) {
    return sent(thing, from, to, 10);
  }

  /** Hours of NOx of a point, at so many kg. */
  private long sent(long at, int from, int to, int kg) {
    long stream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    at,
                    "a21002",
                    Interval.HOUR,
                    "31",
                    "氮氧化物",
                    "NOx",
                    UnitOfMeasurement.ofSymbol("mg/m3")))
            .number();
    List<RowChange> rows = new ArrayList<>();
    for (int hour = from; hour < to; hour++) {
      rows.add(
          new RowChange(
              RowKey.ofDevice(stream, FEBRUARY.plus(Duration.ofHours(hour))),
              true,
              Decimal.of(150),
              "N",
              Map.of("total", Decimal.of(kg)),
              false));
    }
    telemetry
        .append(new NewArrival(FEBRUARY, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
    return stream;
  }

  private JsonNode run() throws Exception {
    clock.set(Instant.parse("2026-05-01T00:00:00Z"));
    JsonNode run = send("POST", "/api/tax/runs", RUN);
    assertThat(run.path("skipped")).as(run.toString()).isEmpty();
    return run;
  }

  private List<JsonNode> clues() throws Exception {
    List<JsonNode> clues = new ArrayList<>();
    for (JsonNode brief : send("GET", "/api/tax/clues", "")) {
      clues.add(send("GET", "/api/tax/clues/" + brief.path("id").asLong(), ""));
    }
    return clues;
  }

  private JsonNode only(String rule) throws Exception {
    List<JsonNode> clues = clues();
    assertThat(clues).extracting(clue -> clue.path("rule").asText()).containsExactly(rule);
    return clues.getFirst();
  }

  @Test
  void ownHours_raiseAClueWithoutAnyList_andAreItsRecord() throws Exception {
    long stream = hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    // The next month's hours belong to the quarter whose capture rate counts, but nothing is
    // missing.
    assertThat(run().path("monitored").asInt()).isEqualTo(1);
    JsonNode clue = only("R3");
    // 5,000 and 6,720 kg / 0.95 × 2.4 yuan
    assertThat(clue.path("declared").asText()).isEqualTo("12631.58");
    assertThat(clue.path("recomputed").asText()).isEqualTo("16976.84");
    assertThat(clue.path("certainty").asText()).isEqualTo("sure");
    assertThat(clue.path("records").findValuesAsText("source"))
        .containsExactly("DECLARATION", "READINGS");
    assertThat(clue.at("/records/1/id").asText())
        .isEqualTo("points/%s/datastreams/%s/2026-02".formatted(thing, stream));
    assertThat(clue.path("steps").findValuesAsText("en"))
        .contains("NOx: this server's own monitored hours (Art. 10 (1))");
  }

  @Test
  void ownHoursAndAnImportedList_bothAreTold_andTheOwnCount() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    monitored("5000");
    run();
    JsonNode clue = only("R3");
    assertThat(clue.path("records").findValuesAsText("source"))
        .containsExactly("DECLARATION", "MONITORING", "READINGS");
    assertThat(clue.path("steps").findValuesAsText("en")).contains("NOx: the imported list");
    assertThat(clue.path("recomputed").asText()).isEqualTo("16976.84");
  }

  @Test
  void tooFewOwnHours_giveWayToTheList() throws Exception {
    hours(0, 300);
    declare(KILN, NAME, "5000", "1");
    monitored("5000");
    run();
    assertThat(clues()).isEmpty();
    monitored("9000");
    run();
    JsonNode clue = only("R3");
    assertThat(clue.path("certainty").asText()).isEqualTo("sure");
    assertThat(clue.path("steps").findValuesAsText("en"))
        .contains("NOx: too few of this server's hours: the imported list counts");
  }

  @Test
  void tooFewOwnHoursAlone_makeAClueThatIsOnlyPossible_andSayWhy() throws Exception {
    hours(0, 300);
    declare(KILN, NAME, "2000", "1");
    run();
    JsonNode clue = only("R3");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
    assertThat(clue.at("/explanations/0/en").asText())
        .isEqualTo("this server's hours are incomplete");
  }

  @Test
  void reductionThatTheOwnMeanDoesNotBear_isAClue() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "6720", "0.75"); // 150 of 180: 83 %
    run();
    assertThat(only("R4").path("subject").asText()).isEqualTo("NOx");
  }

  @Test
  void laboratoryReportAboveTheLimit_isARecordOfTheClueAboutAReduction() throws Exception {
    hours(0, HOURS);
    reports = List.of(12L);
    declare(KILN, NAME, "6720", "0.75");
    run();
    JsonNode clue = only("R4");
    assertThat(clue.path("records").findValuesAsText("id")).contains("manual/12");
    assertThat(clue.path("steps").findValuesAsText("en"))
        .contains("no reduction: 1 above the limit in the month");
  }

  @Test
  void samplesAndReportedHours_raiseAClueThatIsOnlyPossible_andAreItsRecords() throws Exception {
    laboratory("20");
    ran("640 h");
    declareSulphur("100", "1", "排污系数"); // by a factor: R7 asks for automatic data
    assertThat(run().path("monitored").asInt()).isEqualTo(1);
    JsonNode clue = only("R3");
    // 20 mg/m3 × 20,000 m3/h × 640 h = 256 kg; 100 and 256 kg / 0.95 × 2.4 yuan
    assertThat(clue.path("declared").asText()).isEqualTo("252.63");
    assertThat(clue.path("recomputed").asText()).isEqualTo("646.74");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
    assertThat(clue.at("/explanations/0/id").asText()).isEqualTo("manual/7");
    assertThat(clue.path("records").findValuesAsText("source"))
        .containsExactly("DECLARATION", "READINGS", "EXECUTION_REPORT");
    assertThat(clue.path("steps").findValuesAsText("expression")).contains("20×20000×640/10^6");
  }

  @Test
  void samplesAlone_tellNoAmount_butWhetherAReductionIsBorne() throws Exception {
    laboratory("30"); // 60 % of the limit: 75 %
    declareSulphur("100", "0.5", "监测机构监测");
    run();
    JsonNode clue = only("R4");
    // 100 kg / 0.95 × 2.4 × 0.5 and × 0.75
    assertThat(clue.path("declared").asText()).isEqualTo("126.32");
    assertThat(clue.path("recomputed").asText()).isEqualTo("189.47");
    assertThat(clue.path("certainty").asText()).isEqualTo("sure");
    assertThat(clue.path("records").findValuesAsText("id")).contains("manual/7");

    declareSulphur("100", "0.75", "监测机构监测");
    run();
    assertThat(clues()).allMatch(each -> !each.path("gone").isNull());
    laboratory("51");
    run();
    assertThat(only("R4").path("recomputed").asText()).isEqualTo("252.63");
  }

  @Test
  void hoursOfTheOutletsOwnMonitor_standInForReportedOnes_andPollutantsLeftOutAreFound()
      throws Exception {
    hours(0, HOURS);
    laboratory("50");
    declare(KILN, NAME, "6720", "1");
    run();
    JsonNode clue = only("R8");
    // 50 × 20,000 × 672 / 10^6 = 672 kg of SO2 and 6,720 kg of NOx
    assertThat(clue.path("recomputed").asText()).isEqualTo("18674.52");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
  }

  @Test
  void laboratory_standsInForNoMonitor_andForNoListedAmount() throws Exception {
    hours(0, HOURS);
    sampled.put("a21002", new MonthOfSamples(Medium.AIR, List.of()));
    declare(KILN, NAME, "6720", "1");
    run();
    assertThat(clues()).isEmpty();

    laboratory("60");
    list(
        "monitoring",
        "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,月均浓度,浓度限值,超标次数",
        KILN + "," + NAME + ",2026-02,DA001,二氧化硫,95,10,50,0");
    declareSulphur("95", "0.5", "自动监测");
    run();
    // The amount is the list's; a result above the limit takes the reduction away all the same.
    assertThat(only("R4").path("recomputed").asText()).isEqualTo("240.00");
  }

  @Test
  void moreHoursThanAMonthHas_areAnErrorOnTheirRow() throws Exception {
    JsonNode refused =
        send(
            "POST",
            "/api/tax/import/run-times",
            "统一社会信用代码,企业名称,月份,排放口编号,运行时间\n" + KILN + "," + NAME + ",2026-02,DA001,673\n");
    assertThat(refused.at("/errors/0/code").asText()).isEqualTo("hours-range");
    assertThat(refused.path("applied").asBoolean()).isFalse();
    ran("672");
  }

  private void switchOn(String rule) throws Exception {
    clock.set(Instant.parse("2026-05-01T00:00:00Z"));
    JsonNode _ =
        send(
            "POST",
            "/api/tax/rules/" + rule + "/trial",
            RUN.replace("{", "{'tolerance':'0','leastYuan':'0',"));
    JsonNode set =
        send("PUT", "/api/tax/rules/" + rule, "{'tolerance':'0','leastYuan':'0','enabled':true}");
    assertThat(set.path("code").asText()).as(set.toString()).isEmpty();
  }

  @Test
  void missingHoursLeftAsZero_areSeenInTheOwnHours() throws Exception {
    // 40 hours of February are missing; the quarter is well captured.
    long _ = sent(thing, 0, 100, 10);
    long _ = sent(thing, 140, HOURS + 31 * 24, 10);
    declare(KILN, NAME, "6320", "1");
    switchOn("R10");
    run();
    JsonNode clue = only("R10");
    // 6,720 kg with the filled hours / 0.95 × 2.4 yuan
    assertThat(clue.path("recomputed").asText()).isEqualTo("16976.84");
    assertThat(clue.path("declared").asText()).isEqualTo("15966.32");
    assertThat(clue.path("records").findValuesAsText("source")).contains("READINGS");
    assertThat(clue.path("steps").findValuesAsText("result")).contains("40 h", "6720 kg");

    declare(KILN, NAME, "6720", "1");
    run();
    assertThat(clues()).allMatch(each -> !each.path("gone").isNull());
  }

  @Test
  void penalisedForTampering_isHeldAgainstTheOwnHoursBeforeTheTreatment() throws Exception {
    long inlet =
        registry.devices().register("hj212", "M0", Acceptance.named("Inlet"), FEBRUARY).thing();
    long enterprise = registry.places().enterprises().list().getFirst().id();
    long facility =
        registry
            .places()
            .facilities()
            .put(new Facility(0, enterprise, "TA001", "脱硝", null, Medium.AIR, null))
            .row()
            .id();
    registry.places().pairs().put(new FacilityPair(0, facility, inlet, thing, null));
    long _ = sent(inlet, 0, HOURS, 40);
    hours(0, HOURS);
    declare(KILN, NAME, "6720", "1");
    list(
        "penalties",
        "统一社会信用代码,企业名称,处罚决定书文号,违法日期,违法类型",
        KILN + "," + NAME + ",环罚 1,2026-02-10,篡改数据");
    run();
    JsonNode clue = only("R6");
    // 26,880 kg before the treatment / 0.95 × 2.4 yuan
    assertThat(clue.path("recomputed").asText()).isEqualTo("67907.37");
    assertThat(clue.path("records").findValuesAsText("says"))
        .anyMatch(says -> says.startsWith("NOx inlet 26880 kg"));
  }

  /** A permit of the kiln's outlet, for NOx and for what annex 2 does not list. */
  private void permit() {
    long enterprise = registry.places().enterprises().list().getFirst().id();
    Outlet outlet = registry.places().outlets().list().getFirst();
    long permit = registry.places().permits().put(new Permit(0, enterprise, "P1")).row().id();
    LocalDate day = LocalDate.parse("2026-01-01");
    registry.places().permits().setTerm(permit, day, LocalDate.parse("2030-12-31"));
    for (String code : List.of("a21002", "a24088")) {
      registry
          .places()
          .permits()
          .setLimit(
              new PermitLimit(
                  0,
                  permit,
                  outlet.id(),
                  code,
                  day,
                  Interval.HOUR,
                  "mg/m3",
                  null,
                  Decimal.of(150),
                  null,
                  Decimal.of(38),
                  Instant.EPOCH));
    }
  }

  @Test
  void permitOfTheServer_inNoList_isAClueToo() throws Exception {
    permit();
    declare(CreditCode.complete("91330100MA2B00001"), "别家", "1", "1");
    assertThat(run().path("firms").asInt()).isEqualTo(2);
    JsonNode clue = only("R1");
    assertThat(clue.path("name").asText()).isEqualTo(NAME);
    assertThat(clue.path("certainty").asText()).isEqualTo("likely"); // one sum only
  }

  @Test
  void permittedOutletThatTheDeclarationLeavesOut_isAClueOfThatOutlet() throws Exception {
    permit();
    declare(KILN, NAME, "6720", "1");
    hours(0, HOURS);
    Outlet second =
        registry
            .places()
            .outlets()
            .put(
                new Outlet(
                    0,
                    registry.places().enterprises().list().getFirst().id(),
                    "DA002",
                    "二号窑",
                    null,
                    Medium.AIR))
            .row();
    long other =
        registry.devices().register("hj212", "M2", Acceptance.named("Kiln 2"), FEBRUARY).thing();
    registry.places().points().put(new PointPlace(other, 0, second.enterprise(), second.id(), 0));
    long _ = sent(other, 0, HOURS, 1);
    run();
    JsonNode clue = only("R1");
    assertThat(clue.path("certainty").asText()).isEqualTo("sure");
    assertThat(clue.path("outlet").asText()).isEqualTo("DA002");
    // 672 kg / 0.95 × 2.4 yuan
    assertThat(clue.path("recomputed").asText()).isEqualTo("1697.68");
    assertThat(clue.path("records").findValuesAsText("source")).containsExactly("READINGS");
  }

  @Test
  void siteOfWhichTheListSaysNothing_isHeldAgainstTheDeclaredDust() throws Exception {
    String heads = "统一社会信用代码,企业名称,施工许可证编号,开工日期,竣工日期";
    String site = KILN + "," + NAME + ",施 1,2026-01-05,2026-12-20";
    list("projects", heads, site);
    declare(KILN, NAME, "1", "1");
    run();
    only("R12");
    list(
        "declarations",
        "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,申报日期",
        KILN + "," + NAME + ",2026-02,DA002,一般性粉尘,4000,2.4,2026-04-10");
    run();
    assertThat(clues()).allMatch(each -> !each.path("gone").isNull());
  }

  @Test
  void zeroWhileItRuns_isUnderHalfOfLastYear() throws Exception {
    String heads = "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,状态,申报日期";
    String row = KILN + "," + NAME + ",%s,DA001,氮氧化物,%s,2.4,%s,%s-10";
    list("declarations", heads, row.formatted("2025-02", "6720", "正常", "2025-04"));
    list("declarations", heads, row.formatted("2026-02", "0", "停产", "2026-04"));
    run();
    assertThat(clues()).isEmpty();
    list("declarations", heads, row.formatted("2026-02", "0", "正常", "2026-04"));
    run();
    assertThat(only("R9").path("subject").asText()).isEqualTo("NOx / last year");
  }

  @Test
  void partOfAnOutletThatIsDeclaredExempt_paysNothing_andIsMissed() throws Exception {
    hours(0, HOURS);
    String heads = "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,状态,申报日期";
    String row = KILN + "," + NAME + ",2026-02,DA001,%s,%s,2.4,%s,2026-04-10";
    list(
        "declarations",
        heads,
        row.formatted("氮氧化物", "6720", "免征"),
        row.formatted("二氧化硫", "950", "正常"));
    run();
    List<JsonNode> clues = clues();
    assertThat(clues)
        .extracting(clue -> clue.path("rule").asText())
        .containsExactlyInAnyOrder("R3", "R8");
    assertThat(clues).allMatch(clue -> clue.path("declared").asText().equals("2400.00"));
  }

  @Test
  void outletThatIsDeclaredPartExemptPartStopped_isExempt_andRaisesNothing() throws Exception {
    hours(0, HOURS);
    String heads = "统一社会信用代码,企业名称,月份,排放口编号,污染物,排放量,单位税额,状态,申报日期";
    String row = KILN + "," + NAME + ",2026-02,DA001,%s,%s,2.4,%s,2026-04-10";
    list(
        "declarations",
        heads,
        row.formatted("氮氧化物", "6720", "免征"),
        row.formatted("二氧化硫", "0", "停产"));
    run();
    assertThat(clues()).isEmpty();
  }

  @Test
  void tooFewOwnHoursOfAFirmThatDeclaresNothing_makeAClueThatIsOnlyPossible() throws Exception {
    permit();
    hours(0, 300);
    declare(CreditCode.complete("91330100MA2B00001"), "别家", "1", "1");
    run();
    JsonNode clue = only("R1");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
    assertThat(clue.at("/explanations/0/en").asText())
        .isEqualTo("this server's hours are incomplete");
  }

  @Test
  void permitOfTheServer_withoutADeclaration_isAClue_withWhatItAllows() throws Exception {
    permit();
    list("taxpayers", "统一社会信用代码,企业名称,识别日期", KILN + "," + NAME + ",2018-04-01");
    declare(CreditCode.complete("91330100MA2B00001"), "别家", "1", "1");
    run();
    JsonNode clue = only("R1");
    assertThat(clue.path("creditCode").asText()).isEqualTo(KILN);
    assertThat(clue.at("/records/0/source").asText()).isEqualTo("PERMIT");
    // What annex 2 does not list is not taxed.
    assertThat(clue.at("/records/0/says").asText())
        .isEqualTo("P1 DA001: a21002 ≤ 150 mg/m3 38 t/a");

    declare(KILN, NAME, "5000", "1");
    run();
    assertThat(clues()).allMatch(each -> !each.path("gone").isNull());
  }

  @Test
  void markOnThePoint_makesTheClueLessSure_untilItIsWithdrawn() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    PointMark mark =
        registry
            .pointMarks()
            .add(
                new PointMark(
                    0,
                    thing,
                    FEBRUARY.plus(Duration.ofHours(40)),
                    FEBRUARY.plus(Duration.ofHours(60)),
                    PointMark.Kind.MAINTENANCE,
                    "探头更换",
                    "运维员",
                    MARCH,
                    null));
    run();
    JsonNode clue = only("R3");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
    assertThat(clue.at("/explanations/0/says").asText()).contains("探头更换").contains("运维员");
    assertThat(clue.at("/explanations/0/id").asText()).isEqualTo("points/" + thing);
    registry.pointMarks().withdraw(mark.id());
    assertThat(run().path("changed").asInt()).isEqualTo(1);
    assertThat(only("R3").path("certainty").asText()).isEqualTo("sure");
  }

  @Test
  void explanationThatWasHandedIn_countsForItsTimeAndItsOutlet() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    String heads = "统一社会信用代码,企业名称,说明事由,排放口编号,起始日期,终止日期,证明材料";
    list(
        "explanations",
        heads,
        KILN + "," + NAME + ",排放口合并或更名,DA002,2026-01-01,,说明 1",
        KILN + "," + NAME + ",已补充申报,,2026-01-01,2026-01-31,说明 2");
    run();
    assertThat(only("R3").path("certainty").asText()).isEqualTo("sure");
    list("explanations", heads, KILN + "," + NAME + ",排放口合并或更名,DA001,2026-02-10,,说明 3");
    run();
    JsonNode clue = only("R3");
    assertThat(clue.path("certainty").asText()).isEqualTo("possible");
    assertThat(clue.path("explanations").findValuesAsText("says")).containsExactly("说明 3");
  }

  @Test
  void rowThatCameByNameAndAgainByCode_countsOnce() throws Exception {
    hours(0, HOURS);
    declare("", "窑火瓷业公司", "5000", "1");
    send("POST", "/api/tax/matches", "{'name':'窑火瓷业公司','creditCode':'%s'}".formatted(KILN));
    clock.set(MARCH.plusSeconds(60));
    declare(KILN, NAME, "5000", "1");
    run();
    assertThat(only("R3").path("declared").asText()).isEqualTo("12631.58");
  }

  @Test
  void whatOneRuleCannotCompute_hidesNothingOfTheOthers() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    list("wastes", "统一社会信用代码,企业名称,月份,固体废物,产生量,处置量", KILN + "," + NAME + ",2026-02,冶炼渣,10,20");
    JsonNode run = run();
    assertThat(run.path("problems").findValuesAsText("rule")).containsExactly("R11");
    only("R3");
  }

  @Test
  void ruleThatIsSwitchedOff_leavesItsCluesStanding() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    run();
    send("PUT", "/api/tax/rules/R3", "{'tolerance':'0.1','leastYuan':'100','enabled':false}");
    assertThat(run().path("gone").asInt()).isZero();
    only("R3");
    send(
        "POST",
        "/api/tax/rules/R3/trial",
        "{'tolerance':'0.9','leastYuan':'100'," + RUN.substring(1));
    send("PUT", "/api/tax/rules/R3", "{'tolerance':'0.9','leastYuan':'100','enabled':true}");
    assertThat(run().path("gone").asInt()).isEqualTo(1);
    assertThat(clues()).isEmpty();
  }

  @Test
  void dryRunThatLooksAtNoMonth_letsNothingBeSwitchedOn() throws Exception {
    String settings = "'tolerance':'0','leastYuan':'0'";
    JsonNode empty =
        send("POST", "/api/tax/rules/R10/trial", "{" + settings + "," + RUN.substring(1));
    assertThat(empty.path("counts").asBoolean()).isFalse();
    JsonNode refused = send("PUT", "/api/tax/rules/R10", "{" + settings + ",'enabled':true}");
    assertThat(refused.path("code").asText()).isEqualTo("dry-run-missing");
  }

  @Test
  void verdictOnAClueInACase_isToldThere_withoutFirmOrReason() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    run();
    String path = "/api/tax/clues/" + only("R3").path("id").asLong();
    long file = send("POST", path + "/case", "").path("id").asLong();
    send("POST", path + "/verdict", "{'verdict':'false','reason':'窑火瓷业 outlet merged'}");
    CaseEvent told = registry.cases().timeline(file).getLast();
    assertThat(told.what()).isEqualTo("clue-verdict");
    assertThat(told.text()).isEmpty();
    assertThat(told.details()).isEqualTo("{\"clue\":1,\"verdict\":\"false\"}");
    int entries = registry.cases().timeline(file).size();
    send("POST", path + "/verdict", "{'verdict':'false','reason':'outlet renamed'}");
    assertThat(registry.cases().timeline(file)).hasSize(entries);
  }

  @Test
  void everyVerdict_isKeptWithItsReason() throws Exception {
    hours(0, HOURS);
    declare(KILN, NAME, "5000", "1");
    run();
    String path = "/api/tax/clues/" + only("R3").path("id").asLong() + "/verdict";
    assertThat(send("POST", path, "{'verdict':'false'}").path("code").asText()).isEqualTo("reason");
    send("POST", path, "{'verdict':'false','reason':'outlet merged'}");
    JsonNode clue = send("POST", path, "{'verdict':'confirmed'}");
    assertThat(clue.path("verdicts").findValuesAsText("word"))
        .containsExactly("false", "confirmed");
    assertThat(clue.at("/verdicts/0/reason").asText()).isEqualTo("outlet merged");
  }
}
