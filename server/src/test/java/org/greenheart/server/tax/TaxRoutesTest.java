// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.greenheart.server.api.HttpAddress;
import org.greenheart.server.api.HttpServer;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.server.manual.ManualMonths;
import org.greenheart.server.manual.MonthOfSamples;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tax of February 2026 of a kiln whose hours are known, over HTTP. */
final class TaxRoutesTest {
  private static final Instant FEBRUARY = Instant.parse("2026-01-31T16:00:00Z");
  private static final int HOURS = 28 * 24;

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(Instant.parse("2026-04-10T00:00:00Z"));
  private final MemoryTelemetry telemetry = new MemoryTelemetry();
  private final HttpClient client = HttpClient.newHttpClient();
  private final ObjectMapper mapper = new ObjectMapper();
  private Registry registry;
  private HttpServer server;

  /** Of which a laboratory has found too much. */
  private volatile String exceeded = "";

  private final Map<YearMonth, SortedMap<String, MonthOfSamples>> sampled =
      new ConcurrentHashMap<>();

  private long enterprise;
  private long thing;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, clock);
    enterprise =
        registry
            .places()
            .enterprises()
            .put(new Enterprise(0, "91990101MA7QH0057K", "青禾窑火瓷业有限公司", null, "C3073", 0, null))
            .row()
            .id();
    long outlet =
        registry
            .places()
            .outlets()
            .put(new Outlet(0, enterprise, "DA001", "一号隧道窑排气筒", null, Medium.AIR))
            .row()
            .id();
    thing = registry.devices().register("hj212", "M1", Acceptance.named("Kiln"), FEBRUARY).thing();
    registry.places().points().put(new PointPlace(thing, 0, enterprise, outlet, 0));
    // SO2 50, NOx 180, particulates 30, as in the standard of the trade.
    PointLimits limits =
        stream ->
            moment ->
                Optional.ofNullable(
                        Map.of(
                                "a21026", Decimal.of(50),
                                "a21002", Decimal.of(180),
                                "a34013", Decimal.of(30))
                            .get(stream.code()))
                    .map(StandingLimit::atMost);
    server =
        HttpServer.start(
            new HttpAddress("127.0.0.1", 0),
            List.of(new TaxRoutes(registry, telemetry, () -> limits, new Laboratories(), clock)));
  }

  private final class Laboratories implements LaboratoryResults {
    @Override
    public List<Long> exceeding(long outlet, String code, YearMonth month) {
      return code.equals(exceeded) ? List.of(12L) : List.of();
    }

    @Override
    public SortedMap<String, MonthOfSamples> found(long outlet, YearMonth month) {
      return sampled.getOrDefault(month, Collections.emptySortedMap());
    }
  }

  /** A sample; its value is held against the limit as it is. */
  private static ManualMonths.Sampled sample(
      long report, @Nullable String found, @Nullable String flow, String limit) {
    BigDecimal value = found == null ? null : new BigDecimal(found);
    BigDecimal compared = value == null ? new BigDecimal("3") : value;
    return new ManualMonths.Sampled(
        report,
        1,
        FEBRUARY,
        value,
        new BigDecimal("3"),
        flow == null ? null : new BigDecimal(flow),
        compared.compareTo(new BigDecimal(limit)) > 0,
        compared,
        new BigDecimal(limit));
  }

  private void laboratory(String month, String code, ManualMonths.Sampled... samples) {
    sampled
        .computeIfAbsent(YearMonth.parse(month), _ -> new TreeMap<>())
        .put(code, new MonthOfSamples(Medium.AIR, List.of(samples)));
  }

  private static final String RAN =
      "{'month':'2026-02','province':'Hunan','laboratory':{'ran':{'DA001':{'hours':'640'}}%s}}";

  @AfterEach
  void stop() {
    server.close();
    registry.close();
    telemetry.close();
    client.close();
  }

  private long stream(String code, String name) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing, code, Interval.HOUR, "31", name, name, UnitOfMeasurement.ofSymbol("mg/m3")))
        .number();
  }

  private void hour(long stream, int hour, String value, @Nullable String total, String flag) {
    Instant start = FEBRUARY.plus(Duration.ofHours(hour));
    RowChange row =
        new RowChange(
            RowKey.ofDevice(stream, start),
            true,
            Decimal.parse(value).orElseThrow(),
            flag,
            total == null ? Map.of() : Map.of("total", Decimal.parse(total).orElseThrow()),
            false);
    telemetry
        .append(
            new NewArrival(start, "test", 1, Bytes.EMPTY, Outcome.DATA, List.of(row), List.of(), 0))
        .join();
  }

  private void month(String code, String name, String value, String kg) {
    long stream = stream(code, name);
    for (int hour = 0; hour < HOURS; hour++) {
      hour(stream, hour, value, kg, "N");
    }
  }

  private HttpResponse<byte[]> ask(String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(server.uri().resolve("/api/enterprises/" + enterprise + path))
            .POST(BodyPublishers.ofString(body.replace('\'', '"')))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private JsonNode tax(String body) throws IOException, InterruptedException {
    return mapper.readTree(ask("/tax", body).body());
  }

  private static JsonNode line(JsonNode statement, String item) {
    for (JsonNode line : statement.path("outlets").path(0).path("lines")) {
      if (line.path("item").asText().equals(item)) {
        return line;
      }
    }
    throw new AssertionError(item + " is not in " + statement);
  }

  @Test
  void cleanMonth_isTaxedByItsHoursAndReduced() throws Exception {
    // 672 h at 10 kg: 6,720 kg; at 0.95 kg: 7,073.684... equivalents; 121 of 180 is 67.2 %: 75 %.
    month("a21002", "氮氧化物", "121", "10");
    month("a34013", "颗粒物", "11", "1");
    JsonNode tax = tax("{'month':'2026-02','province':'Hunan','dust':{'DA001':'smoke dust'}}");
    JsonNode nox = line(tax, "NOx");
    assertThat(nox.path("month").path("kg").asText()).isEqualTo("6720");
    assertThat(nox.path("factor").asText()).isEqualTo("0.75");
    assertThat(nox.path("tax").asText()).isEqualTo("12732.63");
    // 672 kg / 2.18 × 2.4 × 0.5
    assertThat(line(tax, "smoke dust").path("tax").asText()).isEqualTo("369.91");
    assertThat(tax.path("total").asText()).isEqualTo("13102.54");
    assertThat(tax.path("due").asText()).isEqualTo("2026-04-15");
    assertThat(tax.path("outlets").path(0).path("steps").findValuesAsText("result"))
        .contains("12732.63 yuan");
  }

  @Test
  void oneHourAboveTheLimit_takesTheReductionAway() throws Exception {
    long so2 = stream("a21026", "二氧化硫");
    for (int hour = 0; hour < HOURS; hour++) {
      hour(so2, hour, hour == 300 ? "50.1" : "22", "2", "N");
    }
    JsonNode line = line(tax("{'month':'2026-02','province':'湖南'}"), "SO2");
    assertThat(line.path("factor").asText()).isEqualTo("1");
    assertThat(line.path("month").path("compliance").path("exceedances").asInt()).isEqualTo(1);
  }

  @Test
  void laboratoryResultAboveTheLimit_takesTheReductionAway() throws Exception {
    month("a21002", "氮氧化物", "121", "10");
    month("a21026", "二氧化硫", "22", "2");
    exceeded = "a21002";
    JsonNode tax = tax("{'month':'2026-02','province':'Hunan'}");
    assertThat(line(tax, "NOx").path("factor").asText()).isEqualTo("1");
    assertThat(line(tax, "NOx").at("/month/reports/0").asLong()).isEqualTo(12);
    assertThat(line(tax, "SO2").path("factor").asText()).isEqualTo("0.5");
    assertThat(line(tax, "NOx").at("/month/kg").asText()).isEqualTo("6720");
    assertThat(tax.at("/outlets/0/notes/0/code").asText()).isEqualTo("manual-exceeds");
    assertThat(tax.at("/outlets/0/steps").findValuesAsText("expression")).contains("#12");
  }

  @Test
  void pollutantWithoutMonitor_isTaxedByTheLaboratorysSamples_namedInWorkingAndDraft()
      throws Exception {
    laboratory("2026-02", "a21026", sample(7, "20", "18000", "50"), sample(8, "30", "22000", "50"));
    JsonNode tax = tax(RAN.formatted(""));
    // 25 mg/m3 × 20,000 m3/h × 640 h = 320 kg; / 0.95 × 2.4; 25 of 50 is half: 50 %.
    JsonNode so2 = line(tax, "SO2");
    assertThat(new BigDecimal(so2.at("/month/kg").asText())).isEqualByComparingTo("320");
    assertThat(so2.path("factor").asText()).isEqualTo("0.5");
    assertThat(so2.path("tax").asText()).isEqualTo("404.21");
    assertThat(so2.at("/month/laboratory/reports").toString()).isEqualTo("[7,8]");
    assertThat(tax.at("/outlets/0/steps").findValuesAsText("expression"))
        .contains("25×20000×640/10^6");
    assertThat(tax.at("/outlets/0/steps").findValuesAsText("result"))
        .contains("20 mg/m3; 18000 m3/h", "30 mg/m3; 22000 m3/h", "320 kg");

    byte[] book = ask("/tax.xlsx?language=zh", RAN.formatted("")).body();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book))) {
      List<String> first = new ArrayList<>();
      for (Cell cell : workbook.getFirstSheet().read().get(1)) {
        first.add(cell == null ? "" : cell.getText());
      }
      assertThat(first).contains("监测机构监测", "404.21", "手工监测记录 #7, #8（2026-02）");
    }
  }

  @Test
  void monitorGoesBeforeTheLaboratory_neverBoth() throws Exception {
    month("a21002", "氮氧化物", "121", "10");
    laboratory("2026-02", "a21002", sample(7, "150", "20000", "180"));
    laboratory("2026-02", "a21026", sample(7, "60", "20000", "50"));
    JsonNode tax = tax(RAN.formatted(""));
    assertThat(tax.at("/outlets/0/lines").findValuesAsText("item"))
        .containsExactlyInAnyOrder("NOx", "SO2");
    assertThat(line(tax, "NOx").at("/month/kg").asText()).isEqualTo("6720");
    assertThat(line(tax, "NOx").at("/month/laboratory").isNull()).isTrue();
    // 60 × 20,000 × 640 / 10^6 = 768 kg; above its limit: 768 / 0.95 × 2.4
    assertThat(line(tax, "SO2").path("tax").asText()).isEqualTo("1940.21");
    assertThat(line(tax, "SO2").at("/month/reports/0").asLong()).isEqualTo(7);
  }

  @Test
  void silentMonitor_leavesItsPollutantToFactors_unlessNoRuleDemandsIt() throws Exception {
    hour(stream("a21026", "二氧化硫"), -800, "22", "2", "N");
    laboratory("2026-02", "a21026", sample(7, "20", "20000", "50"));
    JsonNode part = tax(RAN.formatted("")).at("/outlets/0");
    assertThat(part.at("/notes/0/code").asText()).isEqualTo("monitor-silent");
    assertThat(part.path("total").asText()).isEqualTo("0.00");

    JsonNode voluntary = tax(RAN.formatted(",'voluntary':['DA001']"));
    // 20 × 20,000 × 640 / 10^6 = 256 kg; / 0.95 × 2.4 × 0.5
    assertThat(line(voluntary, "SO2").path("tax").asText()).isEqualTo("323.37");
    assertThat(voluntary.at("/outlets/0/lines")).hasSize(1);
  }

  @Test
  void sampleOfAnEarlierMonth_countsWithinItsQuarterWhereAllowed_withoutReduction()
      throws Exception {
    laboratory("2026-01", "a21026", sample(6, "90", "1", "50"), sample(7, "20", "20000", "50"));
    laboratory("2025-12", "a21002", sample(5, "20", "20000", "180"));
    assertThat(tax(RAN.formatted("")).at("/outlets/0/notes").findValuesAsText("code"))
        .containsExactly("manual-earlier");
    JsonNode tax = tax(RAN.formatted(",'carryOver':true"));
    JsonNode so2 = line(tax, "SO2");
    assertThat(so2.path("factor").asText()).isEqualTo("1");
    assertThat(so2.path("tax").asText()).isEqualTo("646.74");
    assertThat(so2.at("/month/laboratory/sampled").asText()).isEqualTo("2026-01");
    assertThat(tax.at("/outlets/0/lines")).hasSize(1);
  }

  @Test
  void whatASampleDoesNotSay_isAskedFor_andNotGuessed() throws Exception {
    laboratory("2026-02", "a21026", sample(7, null, "20000", "50"));
    laboratory("2026-02", "a21002", sample(7, "20", null, "180"));
    JsonNode part = tax(RAN.formatted("")).at("/outlets/0");
    assertThat(part.path("notes").findValuesAsText("code"))
        .containsExactly("manual-flow", "manual-not-detected");
    JsonNode half = tax(RAN.formatted(",'notDetected':'half'"));
    // 1.5 × 20,000 × 640 / 10^6 = 19.2 kg; / 0.95 × 2.4 × 0.5
    assertThat(line(half, "SO2").path("tax").asText()).isEqualTo("24.25");
    String bare = "{'month':'2026-02','province':'Hunan'%s}";
    assertThat(
            tax(bare.formatted(",'laboratory':{'notDetected':'zero'}"))
                .at("/outlets/0/notes")
                .findValuesAsText("code"))
        .containsExactly("manual-hours", "manual-hours");
    String volume = "{'DA001':{'volumeM3':'1000000'%s}}";
    JsonNode byVolume = tax(bare.formatted(",'laboratory':{'ran':" + volume.formatted("") + "}"));
    assertThat(line(byVolume, "NOx").at("/month/kg").asText()).isEqualTo("20");
    JsonNode both =
        tax(bare.formatted(",'laboratory':{'ran':" + volume.formatted(",'hours':'1'") + "}"));
    assertThat(both.path("code").asText()).isEqualTo("law-conflict");
    assertThat(tax(RAN.formatted(",'notDetected':'less'")).path("code").asText())
        .isEqualTo("not-detected");
    String hours =
        "{'month':'%s','province':'Hunan','laboratory':{'ran':{'DA001':{'hours':'%s'}}}}";
    assertThat(tax(hours.formatted("2026-02", "673")).path("message").asText())
        .contains("673")
        .contains("from 0 to 672");
    assertThat(tax(hours.formatted("2026-02", "672")).path("outlets")).isNotEmpty();
    assertThat(tax(hours.formatted("2026-01", "744")).path("outlets")).isNotEmpty();
  }

  @Test
  void missingHours_areFilledByTheRuleAndStopsAreNot() throws Exception {
    clock.set(FEBRUARY.plus(Duration.ofHours(HOURS)));
    long nox = stream("a21002", "氮氧化物");
    for (int hour = 0; hour < HOURS; hour++) {
      if (hour < 100 || hour >= 110) {
        hour(nox, hour, "120", hour == 90 ? "14" : "10", hour >= 600 ? "F" : "N");
      }
    }
    JsonNode over = tax("{'month':'2026-02','airRate':'2.4'}");
    assertThat(over.path("over").asBoolean()).isTrue();
    assertThat(tax("{'month':'2026-03','airRate':'2.4'}").path("over").asBoolean(true)).isFalse();
    JsonNode hours = line(over, "NOx").path("month");
    // Ten hours at the largest of the valid hours before (HJ 75-2017, 12).
    assertThat(hours.path("hours").path("substituted").asInt()).isEqualTo(10);
    assertThat(hours.path("hours").path("stopped").asInt()).isEqualTo(72);
    assertThat(hours.path("kg").asText()).isEqualTo("6044"); // 589 × 10 + 14 + 10 × 14
  }

  @Test
  void gapOverTheEndOfTheMonth_isJudgedByItsWholeLengthAndFilledInItsMonth() throws Exception {
    long nox = stream("a21002", "氮氧化物");
    for (int hour = 0; hour < HOURS + 200; hour++) {
      if (hour < HOURS - 10 || hour >= HOURS + 20) {
        hour(nox, hour, "120", hour == 100 ? "14" : "10", "N");
      }
    }
    clock.set(FEBRUARY.plus(Duration.ofHours(HOURS + 200)));
    JsonNode month = line(tax("{'month':'2026-02','airRate':'2.4'}"), "NOx").path("month");
    // 30 h together: the largest of 720 valid hours, not of 180 as for up to 24 h.
    assertThat(month.at("/hours/substituted").asInt()).isEqualTo(10);
    assertThat(month.path("kg").asText()).isEqualTo("6764"); // 661 × 10 + 14 + 10 × 14
  }

  @Test
  void captureRate_isThatOfTheWholeQuarter() throws Exception {
    // February is nearly whole; in March the monitor is dead.
    long nox = stream("a21002", "氮氧化物");
    for (int hour = 0; hour < HOURS; hour++) {
      if (hour < 100 || hour >= 110) {
        hour(nox, hour, "120", "10", "N");
      }
    }
    JsonNode hours = line(tax("{'month':'2026-02','airRate':'2.4'}"), "NOx").at("/month/hours");
    assertThat(hours.path("substituted").asInt()).isZero();
    assertThat(hours.path("missing").asInt()).isEqualTo(10);
  }

  @Test
  void particulatesOfUnknownKind_areAskedForAndNotGuessed() throws Exception {
    month("a34013", "颗粒物", "11", "1");
    JsonNode part = tax("{'month':'2026-02','province':'Hunan'}").path("outlets").path(0);
    assertThat(part.path("notes").path(0).path("code").asText()).isEqualTo("dust-kind");
    assertThat(part.path("total").asText()).isEqualTo("0.00");
  }

  @Test
  void wasteAndNoise_areAddedByTheirOwnRules() throws Exception {
    JsonNode tax =
        tax(
            """
            {'month':'2026-02','province':'Hunan',
             'wastes':[{'kind':'hazardous','generatedT':'12.5','disposedT':'10','dumped':false}],
             'noise':{'dayOverDb':'4','dayDays':20,'nightOverDb':'2','nightDays':10,
                      'boundaryM':'80','places':1}}""");
    assertThat(tax.path("others").path(0).path("tax").asText()).isEqualTo("2500.00");
    assertThat(tax.path("others").path(1).path("tax").asText()).isEqualTo("875.00"); // 700 + 350/2
    assertThat(tax.path("total").asText()).isEqualTo("3375.00");
  }

  @Test
  void noiseOfTwoSites_isTaxedForEachOfThem() throws Exception {
    JsonNode tax =
        tax(
            """
            {'month':'2026-02','province':'Hunan','noise':[
             {'site':'东厂','dayOverDb':'4','dayDays':15,'boundaryM':'101','places':2},
             {'site':'西厂','nightOverDb':'16','nightDays':14,'places':1}]}""");
    assertThat(tax.at("/others/0/tax").asText()).isEqualTo("1400.00"); // 700 × 2
    assertThat(tax.at("/others/1/tax").asText()).isEqualTo("5600.00"); // 11,200 / 2
    assertThat(tax.at("/others/1/name").asText()).isEqualTo("西厂");
    assertThat(tax.path("total").asText()).isEqualTo("7000.00");
  }

  @Test
  void noiseWithoutItsDays_isRefused_insteadOfTaxedWithNothing() throws Exception {
    JsonNode refused =
        tax("{'month':'2026-02','province':'Hunan','noise':{'dayOverDb':'5','places':1}}");
    assertThat(refused.path("code").asText()).isEqualTo("field-missing");
    assertThat(refused.path("message").asText())
        .isEqualTo(
            "noise.dayDays must say on how many days it was over, since noise.dayOverDb is 5");
  }

  @Test
  void pointBeforeTheTreatment_isNotTaxed_thoughItStandsAtTheOutlet() throws Exception {
    // The inlet has the smaller number: it would be read first.
    long outletPoint =
        registry.devices().register("hj212", "M2", Acceptance.named("After"), FEBRUARY).thing();
    PointPlace inlet = registry.places().points().list().getFirst();
    registry.places().points().put(new PointPlace(outletPoint, 0, enterprise, inlet.outlet(), 0));
    long facility =
        registry
            .places()
            .facilities()
            .put(new Facility(0, enterprise, "TA001", "脱硝", null, Medium.AIR, null))
            .row()
            .id();
    registry.places().pairs().put(new FacilityPair(0, facility, thing, outletPoint, null));
    month("a21002", "氮氧化物", "600", "50");
    thing = outletPoint;
    month("a21002", "氮氧化物", "121", "10");
    JsonNode tax = tax("{'month':'2026-02','province':'Hunan'}");
    assertThat(line(tax, "NOx").at("/month/kg").asText()).isEqualTo("6720");
    assertThat(tax.at("/outlets/0/notes")).isEmpty();
  }

  @Test
  void outletAtWhichNothingMeasures_isTold_andNotLeftOutSilently() throws Exception {
    month("a21002", "氮氧化物", "121", "10");
    var _ =
        registry
            .places()
            .outlets()
            .put(new Outlet(0, enterprise, "DA002", "二号窑", null, Medium.AIR));
    JsonNode tax = tax("{'month':'2026-02','province':'Hunan'}");
    assertThat(tax.at("/outlets").findValuesAsText("code")).contains("DA001", "DA002");
    assertThat(tax.at("/outlets/1/notes/0/code").asText()).isEqualTo("no-data");
    assertThat(tax.path("total").asText()).isEqualTo("12732.63");
  }

  @Test
  void monthThatIsNone_isRefused() throws Exception {
    JsonNode refused = tax("{'month':'2026-13','province':'Hunan'}");
    assertThat(refused.path("code").asText()).isEqualTo("month-unreadable");
    assertThat(refused.path("field").asText()).isEqualTo("month");
  }

  @Test
  void rateThatNoProvinceMaySet_isRefusedWithItsRule() throws Exception {
    month("a21002", "氮氧化物", "121", "10");
    JsonNode refused = tax("{'month':'2026-02','airRate':'0.5'}");
    assertThat(refused.path("code").asText()).isEqualTo("law-out-of-range");
    assertThat(refused.path("message").asText()).contains("1.2").contains("annex 1");
  }

  @Test
  void draft_hasTheLinesAndTheWorking() throws Exception {
    month("a21002", "氮氧化物", "121", "10");
    byte[] book = ask("/tax.xlsx?language=zh", "{'month':'2026-02','province':'Hunan'}").body();
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(book))) {
      List<String> first = new ArrayList<>();
      workbook.getFirstSheet().read().get(1).forEach(cell -> first.add(cell.getText()));
      assertThat(first)
          .contains("91990101MA7QH0057K", "2026-02", "DA001", "氮氧化物", "6720", "12732.63");
      assertThat(workbook.getSheets().count()).isEqualTo(2);
    }
  }
}
