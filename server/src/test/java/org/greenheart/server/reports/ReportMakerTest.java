// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PointGroup;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReportMakerTest {
  private static final Map<String, String> HOURS =
      Map.of("kind", "data", "from", "2026-03-01", "to", "2026-03-02", "language", "en");

  @TempDir private Path folder;
  private ReportRig rig;
  private long kiln;

  @BeforeEach
  void open() {
    rig = new ReportRig(folder);
    kiln = rig.point("88888880000001", "Kiln 1");
    long so2 = rig.stream(kiln, "a21026", "二氧化硫", "mg/m3", Interval.HOUR);
    long nox = rig.stream(kiln, "a21002", "氮氧化物", "mg/m3", Interval.HOUR);
    rig.hour(so2, 0, "12.50", "N");
    rig.hour(so2, 1, "13.00", "M");
    rig.hour(so2, 24, "14.1", "N");
    rig.hour(nox, 1, "80", "N");
    rig.hour(so2, 48, "99", "N");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private static Map<String, String> with(Map<String, String> given, String... more) {
    HashMap<String, String> all = new HashMap<>(given);
    for (int i = 0; i < more.length; i += 2) {
      all.put(more[i], more[i + 1]);
    }
    return all;
  }

  @Test
  void csv_hours_haveARowAValueWithItsDigits() throws IOException {
    assertThat(rig.csv(HOURS).lines())
        .containsExactly(
            "\uFEFFTime,Point,Device,Enterprise,Area,Code,Quantity,Unit,Value,Least,Most,Mark",
            "2026-03-01 01:00:00,Kiln 1,88888880000001,,,a21002,氮氧化物 (en),mg/m3,80,,,N",
            "2026-03-01 00:00:00,Kiln 1,88888880000001,,,a21026,二氧化硫 (en),mg/m3,12.50,,,N",
            "2026-03-01 01:00:00,Kiln 1,88888880000001,,,a21026,二氧化硫 (en),mg/m3,13.00,,,M",
            "2026-03-02 00:00:00,Kiln 1,88888880000001,,,a21026,二氧化硫 (en),mg/m3,14.1,,,N");
  }

  @Test
  void workbook_hasASheetAPoint_quantitiesSideBySide() throws IOException {
    long pump = rig.point("88888880000002", "Kiln 1");
    rig.hour(rig.stream(pump, "w01018", "COD", "mg/L", Interval.HOUR), 3, "7", "N");
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(rig.workbook(HOURS)))) {
      List<Sheet> sheets = book.getSheets().toList();
      assertThat(sheets).extracting(Sheet::getName).containsExactly("Kiln 1", "Kiln 1 (2)");
      List<Row> rows = sheets.getFirst().read();
      assertThat(rows).hasSize(4);
      assertThat(rows.getFirst().getCellText(3)).isEqualTo("二氧化硫 (en) (mg/m3)");
      assertThat(rows.get(1).getCellAsNumber(3)).contains(new BigDecimal("12.50"));
      assertThat(rows.get(2).getCellAsNumber(1)).contains(new BigDecimal("80"));
      assertThat(rows.get(2).getCellText(4)).isEqualTo("M");
      assertThat(rows.get(1).getCellAsDate(0)).contains(LocalDateTime.of(2026, 3, 1, 0, 0));
    }
  }

  @Test
  void workbook_byPeriod_hasASheetAMonth() throws IOException {
    Map<String, String> given = with(HOURS, "by", "period", "from", "2026-02-20");
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(rig.workbook(given)))) {
      assertThat(book.getSheets().map(Sheet::getName)).containsExactly("2026-02", "2026-03");
    }
  }

  @Test
  void month_isTheMeanOfValidValues() throws IOException {
    String csv = rig.csv(with(HOURS, "step", "month", "to", "2026-03-31", "codes", "a21026"));

    // (12.50 + 14.1 + 99)/3; the hour in maintenance is not counted
    assertThat(csv.lines().skip(1))
        .containsExactly(
            "2026-03,Kiln 1,88888880000001,,,a21026,二氧化硫 (en),mg/m3,41.867,12.50,99,3");
  }

  @Test
  void points_outsideTheReach_doNotAppear() throws IOException {
    long other = rig.point("88888880000002", "Other");
    rig.hour(rig.stream(other, "a21026", "二氧化硫", "mg/m3", Interval.HOUR), 0, "5", "N");
    long group =
        rig.registry.places().groups().put(new PointGroup(0, "g", "组", "Group")).row().id();
    rig.registry.places().points().join(group, other);
    rig.alarm(kiln, "above-limit", ReportRig.T0, "60", "50");
    Reach reach = Reach.of(Set.of(), Set.of(), Set.of(group));

    for (String kind : List.of("data", "alarms", "exceedances", "rates", "cases", "air")) {
      Map<String, String> given = with(HOURS, "kind", kind, "points", kiln + "," + other);
      assertThat(rig.csv(ReportMaker.Order.of(given, reach))).as(kind).doesNotContain("Kiln");
    }
    assertThat(rig.csv(ReportMaker.Order.of(HOURS, reach))).contains("Other");
  }

  @Test
  void exceedances_areAlarmsAboveALimit_withTheirTimesOver() throws IOException {
    rig.alarm(kiln, "above-limit", ReportRig.T0, "60", "50");
    rig.alarm(kiln, "silent", ReportRig.T0, "60", "50");

    assertThat(rig.csv(with(HOURS, "kind", "exceedances")).lines().skip(1))
        .singleElement()
        .asString()
        .contains(",2026-03-01 00:00:00,2026-03-01 01:30:00,1.5,60,50,0.2,mg/m3,permit");
    assertThat(rig.csv(with(HOURS, "kind", "alarms")).lines().skip(1)).hasSize(2);
  }

  @Test
  void valueBelowALowerLimit_isNoMultiple() throws IOException {
    rig.alarm(kiln, "above-limit", ReportRig.T0, "4", "6");

    assertThat(rig.csv(with(HOURS, "kind", "exceedances")).lines().skip(1))
        .singleElement()
        .asString()
        .contains(",1.5,4,6,,mg/m3,permit");
  }

  @Test
  void alarmOfAnArea_standsInTheReportOfThoseWhoSeeTheArea() throws IOException {
    long city =
        rig.registry
            .places()
            .areas()
            .put(new Area(0, "9903", "枫渚市", "Fengzhu City", Area.Level.CITY, 0))
            .row()
            .id();
    rig.areaAlarm(city);
    Map<String, String> alarms = with(HOURS, "kind", "alarms");

    assertThat(rig.csv(alarms)).contains("枫渚市");
    assertThat(rig.csv(ReportMaker.Order.of(alarms, Reach.of(Set.of(), Set.of(city), Set.of()))))
        .contains("枫渚市");
    assertThat(
            rig.csv(ReportMaker.Order.of(alarms, Reach.of(Set.of(), Set.of(city + 1), Set.of()))))
        .doesNotContain("枫渚市");
  }

  @Test
  void rates_giveBothDenominators() throws IOException {
    String csv = rig.csv(with(HOURS, "kind", "rates", "codes", "a21026"));

    // 48 h due, 3 received, 2 valid: 6.25 %, 4.167 %, 66.667 %
    assertThat(csv.lines().skip(1))
        .singleElement()
        .asString()
        .endsWith(",48,0,3,2,6.25,4.167,66.667,0.26,4.167,no");
  }

  @Test
  void air_aDay_hasItsIndexAndPrimaryPollutant() throws IOException {
    long station = rig.point("88888880000003", "Station");
    Map<String, String> units =
        Map.of(
            "a21026", "ug/m3", "a21004", "μg/m³", "a21005", "mg/m3", "a05024", "ug/m3", "a34002",
            "ug/m3", "a34004", "mg/m3");
    Map<String, String> values =
        Map.of(
            "a21026", "12", "a21004", "46", "a21005", "0.9", "a05024", "172", "a34002", "98",
            "a34004", "0.066");
    units.forEach(
        (code, unit) -> {
          long stream = rig.stream(station, code, code, unit, Interval.HOUR);
          for (int hour = 0; hour < 24; hour++) {
            rig.hour(stream, hour, values.getOrDefault(code, ""), "N");
          }
        });

    assertThat(rig.csv(with(HOURS, "kind", "air")).lines().skip(1).findFirst().orElseThrow())
        .startsWith("2026-03-01,")
        .contains("O3")
        .contains(",12,46,0.9,172,98,66,");
  }

  private void matter(String title, String unit, long area, Duration after, boolean closed) {
    Instant opened = ReportRig.T0.plus(after);
    CaseFile draft =
        CaseFile.draft(
            "petition",
            title,
            Stage.RECEIVED,
            CaseFacts.of("phone").placed(area, 0).ledBy(unit),
            CaseClock.begin(opened, null, opened.plus(Duration.ofHours(2))));
    CaseFile file = rig.registry.cases().create(draft, new CaseEvent(opened, "Duty", "opened", ""));
    if (closed) {
      Instant end = opened.plus(Duration.ofHours(1));
      CaseFile _ =
          rig.registry
              .cases()
              .change(
                  file.moved(Stage.CLOSED, file.clock().turn(end, null)),
                  new CaseEvent(end, "Duty", "closed", ""));
    }
  }

  @Test
  void cases_areCountedByUnitAndByArea() throws IOException {
    long east =
        rig.registry
            .places()
            .areas()
            .put(new Area(0, "330106", "东片", null, Area.Level.COUNTY, 0))
            .row()
            .id();
    matter("Smell", "West office", east, Duration.ofHours(1), true);
    matter("Noise", "West office", east, Duration.ofHours(2), false);
    matter("Dust", "", 0, Duration.ofHours(3), false);
    matter("Next year", "", 0, Duration.ofDays(400), false);

    List<String> lines = rig.csv(with(HOURS, "kind", "cases")).lines().toList();

    assertThat(lines)
        .contains("West office,2,1,1,1", "东片,2,1,1,1", "—,1,0,1,1")
        .anySatisfy(line -> assertThat(line).contains("Smell"))
        .noneSatisfy(line -> assertThat(line).contains("Next year"));
  }

  @Test
  void formula_inAName_isText() throws IOException {
    rig.registry.catalogue().describe(kiln, "=cmd|'/c calc'!A1", "x");
    assertThat(rig.csv(HOURS)).contains(",'=cmd|'/c calc'!A1,").doesNotContain(",=cmd");
    for (String text : List.of("=1", "+1", "-1", "@x", "\t=1", "  =1", "＝1", "|x")) {
      assertThat(CsvSink.text(text)).startsWith("'");
    }
    assertThat(CsvSink.text("a\"b,c")).isEqualTo("\"a\"\"b,c\"");
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(rig.workbook(HOURS)))) {
      assertThat(book.getFirstSheet().getName()).doesNotContain("/");
    }
  }

  @Test
  void template_choosesAndNamesColumns() throws IOException {
    Path templates = Files.createDirectories(folder.resolve("report-templates"));
    Files.writeString(
        templates.resolve("hourly.tsv"),
        "# for the bureau\ntime\t时间\tHour\na21026.value\t二氧化硫浓度\tSO2\nremark\t备注\tRemark\n");
    assertThat(rig.maker.templates()).containsExactly("hourly");

    try (ReadableWorkbook book =
        new ReadableWorkbook(
            new ByteArrayInputStream(rig.workbook(with(HOURS, "template", "hourly"))))) {
      List<Row> rows = book.getFirstSheet().read();
      assertThat(rows.getFirst().stream().map(cell -> cell.getText()))
          .containsExactly("Hour", "SO2", "Remark");
      assertThat(rows.get(1).getCellAsNumber(1)).contains(new BigDecimal("12.50"));
    }
    assertThatThrownBy(() -> rig.csv(with(HOURS, "template", "../registry")))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("template-unknown"));
  }

  @Test
  void sheetTooLong_goesOnInAnother() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    WorkbookSink sink = new WorkbookSink(out, "en", 10);
    sink.sheet(
        Said.same("A/B:[long] name of more than thirty-one letters"),
        List.of(Column.of("n", "n", "n")));
    for (int i = 0; i < 25; i++) {
      sink.row(List.of(Cell.number(i)));
    }
    sink.end();
    try (ReadableWorkbook book =
        new ReadableWorkbook(new ByteArrayInputStream(out.toByteArray()))) {
      List<Sheet> sheets = book.getSheets().toList();
      assertThat(sheets).hasSize(3);
      assertThat(sheets).allSatisfy(sheet -> assertThat(sheet.getName().length()).isBetween(1, 31));
      assertThat(sheets.getLast().read()).hasSize(6);
    }
  }

  @Test
  void screen_showsTheFirstRows_andSaysThatThereAreMore() throws IOException {
    ScreenSink.Screen screen = rig.maker.screen(rig.order(HOURS), 2);

    assertThat(screen.more()).isTrue();
    assertThat(screen.sheets())
        .singleElement()
        .satisfies(sheet -> assertThat(sheet.rows()).hasSize(2));
  }

  @Test
  void request_badField_isNamed() {
    for (Map.Entry<String, Map<String, String>> each :
        Map.of(
                "report-kind", with(HOURS, "kind", "gossip"),
                "date-form", with(HOURS, "from", "yesterday"),
                "report-range", with(HOURS, "to", "2028-03-01"),
                "number-unreadable", with(HOURS, "points", "all"),
                "report-language", with(HOURS, "language", "fr"))
            .entrySet()) {
      assertThatThrownBy(() -> rig.order(each.getValue()))
          .isInstanceOfSatisfying(
              RuleException.class, e -> assertThat(e.code()).isEqualTo(each.getKey()));
    }
  }

  @Test
  void nothing_isStillAWorkbook() throws IOException {
    try (ReadableWorkbook book =
        new ReadableWorkbook(
            new ByteArrayInputStream(
                rig.workbook(with(HOURS, "from", "2020-01-01", "to", "2020-01-02"))))) {
      assertThat(book.getSheets()).hasSize(1);
    }
  }
}
