// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AirFunctionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);
  private static final Map<String, Object> DAY =
      Map.of("SO2", 12, "NO2", 46, "CO", "0.9", "O3", 172, "PM10", 98, "PM2.5", 66);

  private static Map<String, @Nullable Object> call(String name, @Nullable Object... fields) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put(String.valueOf(fields[i]), fields[i + 1]);
    }
    return Calculator.standard().function("air/" + name).apply(values, TODAY);
  }

  private static void refused(String message, ThrowingCallable call) {
    assertThatExceptionOfType(LawException.class).isThrownBy(call).withMessage(message);
  }

  private static void number(@Nullable Object value, String expected) {
    assertThat(value).isInstanceOf(BigDecimal.class);
    assertThat((BigDecimal) value).isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"NO2, day", "no2, 24h", "a21004, DAY"})
  void iaqi_takesNamesAndCodes(String pollutant, String period) {
    assertThat(call("iaqi", "pollutant", pollutant, "period", period, "concentration", "46"))
        .containsEntry("iaqi", 58)
        .containsEntry("category", "良")
        .containsEntry("rule", "HJ 633-2026")
        .containsEntry("clause", "Table 3")
        .containsEntry("confidence", "high");
  }

  @ParameterizedTest
  @CsvSource({"2026-02-28, 89, HJ 633-2012", "2026-03-01, 106, HJ 633-2026"})
  void iaqi_dayOfTheData_selectsTheEdition(String date, int iaqi, String rule) {
    assertThat(
            call("iaqi", "pollutant", "PM2.5", "period", "day", "concentration", 66, "date", date))
        .containsEntry("iaqi", iaqi)
        .containsEntry("rule", rule);
  }

  @Test
  void iaqi_aboveTheTable_isFlagged() {
    assertThat(call("iaqi", "pollutant", "PM2.5", "period", "day", "concentration", 900))
        .containsEntry("iaqi", 500)
        .containsEntry("beyondIndex", true)
        .containsEntry("levelNumber", 6);
  }

  @Test
  void iaqi_whereThereIsNone_isNull() {
    assertThat(
            call(
                "iaqi",
                "pollutant",
                "PM10",
                "period",
                "1h",
                "concentration",
                100,
                "date",
                "2025-01-01"))
        .containsEntry("iaqi", null)
        .containsEntry("level", null);
  }

  @Test
  void iaqi_badInputs_areRefused_namingFieldRuleAndValue() {
    refused(
        "pollutant (H2S) must be one of SO2, NO2, CO, O3, PM10, PM2.5",
        () -> call("iaqi", "pollutant", "H2S", "period", "day", "concentration", 1));
    refused(
        "concentration (-1) must not be negative",
        () -> call("iaqi", "pollutant", "SO2", "period", "day", "concentration", -1));
    refused(
        "concentration (NaN) must be a number",
        () -> call("iaqi", "pollutant", "SO2", "period", "day", "concentration", Double.NaN));
    refused(
        "period (2h) must be one of 1h, 8h, day, month, quarter, year",
        () -> call("iaqi", "pollutant", "SO2", "period", "2h", "concentration", 1));
    refused(
        "the input concentration is missing",
        () -> call("iaqi", "pollutant", "SO2", "period", "day"));
  }

  @Test
  void aqi_dailyExample() {
    assertThat(call("aqi", "report", "daily", "values", DAY))
        .containsEntry("aqi", 111)
        .containsEntry(
            "iaqi", Map.of("SO2", 12, "NO2", 58, "CO", 23, "O3", 111, "PM10", 85, "PM2.5", 106))
        .containsEntry("primary", List.of("O3"))
        .containsEntry("level", "三级")
        .containsEntry("levelNumber", 3)
        .containsEntry("category", "轻度污染")
        .containsEntry("categoryEn", "light pollution")
        .containsEntry("colour", "orange")
        .containsEntry("rgb", "255,126,0")
        .containsEntry("missing", List.of())
        .containsEntry("rule", "HJ 633-2026");
  }

  @Test
  void aqi_dailyExampleOf2012_takesTheHourOfOzoneToo() {
    Map<String, Object> values = new HashMap<>(DAY);
    values.put("O3_1h", 250);
    Map<String, @Nullable Object> answer =
        call("aqi", "report", "daily", "values", values, "date", "2026-02-28");

    assertThat(answer)
        .containsEntry("aqi", 125)
        .containsEntry("primary", List.of("O3"))
        .containsEntry("exceeding", List.of("O3"))
        .containsEntry("rule", "HJ 633-2012");
    assertThat(call("aqi", "report", "daily", "values", values))
        .containsEntry("aqi", 111)
        .containsEntry("unused", List.of("O3_1h"));
  }

  @Test
  void aqi_hourlyExample() {
    assertThat(
            call(
                "aqi",
                "report",
                "hourly",
                "values",
                Map.of("a21026", 20, "no2", 88, "co", 1.4, "O3_1h", 41, "pm10", 150, "PM2_5", 92)))
        .containsEntry("aqi", 130)
        .containsEntry(
            "iaqi", Map.of("SO2", 7, "NO2", 44, "CO", 14, "O3", 13, "PM10", 112, "PM2.5", 130))
        .containsEntry("primary", List.of("PM2.5"));
  }

  @Test
  void aqi_missingItem_isNaUnlessTheOthersShowPollution() {
    Map<String, @Nullable Object> values = new LinkedHashMap<>(DAY);
    values.put("O3", null);
    assertThat(call("aqi", "report", "daily", "values", values)).containsEntry("aqi", 106);
    values.put("PM2.5", 60);

    Map<String, @Nullable Object> answer = call("aqi", "report", "daily", "values", values);

    assertThat(answer)
        .containsEntry("aqi", "NA")
        .containsEntry("level", "NA")
        .containsEntry("category", "NA")
        .containsEntry("primary", List.of())
        .containsEntry("missing", List.of("O3"));
    assertThat((Map<?, ?>) answer.get("iaqi"))
        .hasSize(6)
        .satisfies(iaqi -> assertThat(iaqi.get("PM2.5")).isEqualTo(100))
        .satisfies(iaqi -> assertThat(iaqi.get("O3")).isNull());
    assertThat(call("aqi", "report", "daily", "values", values, "notMonitored", List.of("O3")))
        .containsEntry("aqi", 100);
  }

  @Test
  void aqi_badValues_areRefused() {
    refused(
        "values.PM1 (PM1) must be one of SO2, NO2, CO, O3, PM10, PM2.5",
        () -> call("aqi", "report", "daily", "values", Map.of("PM1", 3)));
    refused(
        "values.SO2 (-3) must not be negative",
        () -> call("aqi", "report", "daily", "values", Map.of("SO2", -3)));
    refused(
        "values must hold at least one pollutant",
        () -> call("aqi", "report", "daily", "values", Map.of()));
    refused(
        "report (weekly) must be one of hourly, daily",
        () -> call("aqi", "report", "weekly", "values", DAY));
    Map<String, Object> twice = new LinkedHashMap<>();
    twice.put("O3", 1);
    twice.put("O3_8h", 2);
    refused(
        "values.O3_8h names O3 8h a second time",
        () -> call("aqi", "report", "daily", "values", twice));
  }

  @Test
  void round_isHalfToEven() {
    number(call("round", "pollutant", "CO", "period", "1h", "value", "1.25").get("rounded"), "1.2");
    number(call("round", "pollutant", "PM10", "period", "day", "value", 35.5).get("rounded"), "36");
  }

  @Test
  void validity_ofADay() {
    assertThat(call("validity", "pollutant", "PM2.5", "validHours", 20))
        .containsEntry("valid", true)
        .containsEntry("rule", "GB 3095-2026")
        .containsEntry("clause", "Table 4");
    assertThat(call("validity", "pollutant", "PM2.5", "validHours", 19))
        .containsEntry("valid", false);
    assertThat(call("validity", "pollutant", "O3", "validHours", 6)).containsEntry("valid", true);
    assertThat(call("validity", "pollutant", "O3", "validHours", 5)).containsEntry("valid", false);
    assertThat(call("validity", "pollutant", "TSP", "validHours", 23))
        .containsEntry("valid", false);
    refused(
        "no rule for the validity of a mean over day of O3 is in force on 2026-05-04",
        () -> call("validity", "pollutant", "O3", "validHours", 20, "period", "day"));
  }

  @Test
  void validity_ofAYear() {
    Map<String, Object> months = new HashMap<>();
    for (int month = 1; month <= 12; month++) {
      months.put("%02d".formatted(month), month == 2 ? 25 : 28);
    }
    assertThat(call("validity", "validDays", 333, "byMonth", months)).containsEntry("valid", true);
    assertThat(call("validity", "validDays", 323, "byMonth", months)).containsEntry("valid", false);
    months.put("02", 24);
    assertThat(call("validity", "validDays", 332, "byMonth", months)).containsEntry("valid", false);
    assertThat(call("validity", "validDays", 27, "month", 3)).containsEntry("valid", true);
    assertThat(call("validity", "validMinutes", 44)).containsEntry("valid", false);
    refused(
        "byMonth.13 (3) must be a whole number of days of a month from 01 to 12",
        () -> call("validity", "validDays", 330, "byMonth", Map.of("13", 3)));
  }

  @Test
  void validity_ofEightHours() {
    Map<String, @Nullable Object> answer =
        call("validity", "hours", Arrays.asList(100, 110, null, 120, 130, null, 140, 150));
    number(answer.get("mean"), "125");
    assertThat(answer).containsEntry("valid", true);
    assertThat(call("validity", "hours", Arrays.asList(100, null, null, 120, 130, null, 140, 150)))
        .containsEntry("mean", null)
        .containsEntry("valid", false);
    refused(
        "hours (2 values) must be 8, or 24 of a day, null for a missing one",
        () -> call("validity", "hours", List.of(1, 2)));
  }

  @ParameterizedTest
  @CsvSource({"90, 100", "0.9, 100", "95, 105", "0.95, 105", "100, 110", "1, 110", "0, 10"})
  void percentile_takesPercentOrAShare(String p, String expected) {
    number(
        call("percentile", "values", List.of(110, 20, 30, 40, 50, 60, 70, 80, 90, 100, 10), "p", p)
            .get("percentile"),
        expected);
  }

  @Test
  void percentile_ofNothing_isRefused() {
    refused(
        "values must hold at least one number",
        () -> call("percentile", "values", List.of(), "p", 90));
    refused(
        "p (101) must be from 0 to 100", () -> call("percentile", "values", List.of(1), "p", 101));
  }

  @ParameterizedTest
  @CsvSource({"2025-12-31, 3.80", "2026-03-31, 4.11"})
  void composite_dividesByTheLimitsOfTheDate(String date, String index) {
    number(
        call(
                "composite",
                "SO2",
                8,
                "NO2",
                27,
                "PM10",
                58,
                "PM2.5",
                36,
                "COp95",
                "1.1",
                "O3p90",
                138,
                "date",
                date)
            .get("index"),
        index);
  }

  @Test
  void alert_namesLevelAndTrigger() {
    assertThat(call("alert", "forecast", List.of(160, 210, 175, 120)))
        .containsEntry("level", "orange")
        .containsEntry("trigger", "AQI > 150 ≥ 72 h")
        .containsEntry("scheme", "2024")
        .containsEntry("response", "Ⅱ");
    assertThat(call("alert", "forecast", List.of(160, 170, 140))).containsEntry("level", "yellow");
    assertThat(call("alert", "forecast", List.of(140, 205, 130))).containsEntry("level", "yellow");
    assertThat(call("alert", "forecast", List.of(50, 60)))
        .containsEntry("level", "none")
        .containsEntry("trigger", null);
    assertThat(call("alert", "forecast", List.of(140, 205, 130), "scheme", 2017))
        .containsEntry("level", "blue");
    refused("forecast must hold at least one day", () -> call("alert", "forecast", List.of()));
    refused(
        "forecast[1] (-5) must not be negative", () -> call("alert", "forecast", List.of(100, -5)));
    refused(
        "scheme (2030) must be one of 2024, 2017, 2017bth",
        () -> call("alert", "forecast", List.of(100), "scheme", "2030"));
  }

  @Test
  void limits_areThoseOfDateAndLevel() {
    Map<String, @Nullable Object> answer = call("limits", "pollutant", "pm2.5", "period", "day");
    number(answer.get("limit"), "60");
    assertThat(answer)
        .containsEntry("stage", "transition")
        .containsEntry("limits", Map.of("year", new BigDecimal("30"), "day", new BigDecimal("60")));
    number(
        call("limits", "pollutant", "PM2.5", "period", "day", "level", 1, "date", "2031-01-01")
            .get("limit"),
        "25");
    refused(
        "no limit of CO year is in force on 2026-05-04",
        () -> call("limits", "pollutant", "CO", "period", "year"));
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> call("limits", "pollutant", "H2S"))
        .withMessageStartingWith("pollutant (H2S) must be one of SO2, NO2, CO");
  }

  @Test
  void exceedance_hasItsMultiple() {
    Map<String, @Nullable Object> answer =
        call("exceedance", "pollutant", "PM2.5", "period", "day", "value", 66);

    assertThat(answer).containsEntry("exceeded", true).containsEntry("confidence", "medium");
    number(answer.get("multiple"), "0.1");
  }

  @Test
  void compliance_countsDays() {
    number(call("compliance", "aqi", List.of(45, 88, 100, 101, 160, 50)).get("rate"), "66.7");
    number(
        call(
                "compliance",
                "pollutant",
                "PM2.5",
                "period",
                "day",
                "values",
                Arrays.asList(60, 61, null, 10))
            .get("rate"),
        "66.7");
  }

  @Test
  void attainment_saysWhatIsLeft() {
    Map<String, @Nullable Object> answer =
        call(
            "attainment",
            "date",
            "2026-09-30",
            "pollutant",
            "PM2.5",
            "yearToDate",
            "28.5",
            "validDays",
            270);
    assertThat(answer).containsEntry("daysLeft", 92).containsEntry("state", "on track");
    number(answer.get("target"), "30");
    assertThat(
            call(
                "attainment",
                "date",
                "2026-12-30",
                "measure",
                "goodDays",
                "target",
                50,
                "values",
                List.of(80, 120, 90)))
        .containsEntry("badDaysAllowed", 1)
        .containsEntry("goodDaysNeeded", 0)
        .containsEntry("state", "reached");
  }
}
