// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.greenheart.regulation.calculator.Calls.call;
import static org.greenheart.regulation.calculator.Calls.get;
import static org.greenheart.regulation.calculator.Calls.map;
import static org.greenheart.regulation.calculator.Calls.number;
import static org.greenheart.regulation.calculator.Calls.refused;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CemsFunctionsTest {
  @ParameterizedTest
  @CsvSource({
    "95, 17.2, 18, 75",
    "95, 17.2, 8.6, 310",
    "50, 18, 18, 50",
    "0, 10, 9, 0",
    "35, 3.5, 3.5, 35",
    "100, 20.9, 18, 3000"
  })
  void convert_isTheMeasuredAtReferenceOxygen(
      String measured, String o2, String o2Ref, String converted) {
    assertThat(
            call("cems/convert", map("measured", measured, "o2", o2, "o2Ref", o2Ref))
                .get("converted"))
        .isEqualTo(new BigDecimal(converted));
  }

  @ParameterizedTest
  @CsvSource({"21", "21.0", "21.3", "25"})
  void convert_oxygenOfAir_isMarkedAndNotConverted(String o2) {
    Map<String, @Nullable Object> answer =
        call("cems/convert", map("measured", 95, "o2", o2, "o2Ref", 18));

    assertThat(answer).containsEntry("converted", null).containsEntry("confidence", "high");
    assertThat(String.valueOf(answer.get("mark"))).contains("not converted").contains("21 %");
  }

  @Test
  void convert_withALocalCap_countsTheCap_butNeverAir() {
    assertThat(
            number(
                "cems/convert",
                "converted",
                map("measured", 10, "o2", 20.5, "o2Ref", 18, "capO2", 20)))
        .isEqualByComparingTo("30");
    assertThat(
            number(
                "cems/convert",
                "converted",
                map("measured", 10, "o2", 19, "o2Ref", 18, "capO2", 20)))
        .isEqualByComparingTo("15");
    assertThat(
            get(
                "cems/convert",
                "converted",
                map("measured", 10, "o2", 21, "o2Ref", 18, "capO2", 20)))
        .isNull();
  }

  @Test
  void convert_byExcessAir_agreesWithItsOxygen() {
    // α_ref 1.7 is O_ref 8.647; the table prints 8.65.
    assertThat(number("cems/convert", "converted", map("measured", 60, "o2", 15, "alphaRef", 1.7)))
        .isEqualByComparingTo("123.5294");
  }

  @Test
  void convert_sentValue_isComparedWithTheRecomputed() {
    assertThat(call("cems/convert", map("measured", 95, "o2", 17.2, "o2Ref", 18, "sent", 78)))
        .containsEntry("differencePercent", new BigDecimal("4"))
        .containsEntry("agrees", true);
    assertThat(
            get("cems/convert", "agrees", map("measured", 95, "o2", 17.2, "o2Ref", 18, "sent", 79)))
        .isEqualTo(false);
  }

  @Test
  void convert_inputsThatCannotBe_areNamed() {
    refused(
            "cems/convert",
            LawException.Code.OUT_OF_RANGE,
            map("measured", -1, "o2", 17, "o2Ref", 18))
        .withMessage("measured (-1) must not be negative");
    refused(
            "cems/convert",
            LawException.Code.OUT_OF_RANGE,
            map("measured", 1, "o2", -0.1, "o2Ref", 18))
        .withMessage("o2 (-0.1) must be from 0 to 100");
    refused(
            "cems/convert",
            LawException.Code.OUT_OF_RANGE,
            map("measured", 1, "o2", 17, "o2Ref", 21))
        .withMessage("o2Ref (21) must be from 0 to below 21");
    refused("cems/convert", LawException.Code.MISSING, map("measured", 1, "o2", 17))
        .withMessage("the input o2Ref is missing");
    refused(
            "cems/convert",
            LawException.Code.NOT_READABLE,
            map("measured", "x", "o2", 17, "o2Ref", 18))
        .withMessageContaining("measured (x)");
  }

  @Test
  void flow_workedExample_comesOut() {
    Map<String, @Nullable Object> answer =
        call(
            "cems/flow",
            map(
                "diameterM", 1.6,
                "velocityMS", 9.4,
                "temperatureC", 112,
                "atmosphericPa", 101000,
                "staticPa", -120,
                "moisturePercent", 8.5,
                "concentrationDry", 52.3));

    assertThat((BigDecimal) answer.get("flowWetM3H"))
        .isCloseTo(new BigDecimal("68039"), within(new BigDecimal("0.5")));
    assertThat((BigDecimal) answer.get("flowDryStandardM3H"))
        .isCloseTo(new BigDecimal("43951"), within(new BigDecimal("0.5")));
    assertThat(answer)
        .containsEntry("emissionKgH", new BigDecimal("2.29865"))
        .containsEntry("emissionTD", new BigDecimal("0.0551677"))
        .containsEntry("confidence", "low");
  }

  @Test
  void flow_withoutConcentration_hasNoEmission() {
    assertThat(
            get(
                "cems/flow",
                "emissionKgH",
                map(
                    "areaM2", 2,
                    "velocityMS", 10,
                    "temperatureC", 0,
                    "atmosphericPa", 101325,
                    "staticPa", 0,
                    "moisturePercent", 0)))
        .isNull();
  }

  @Test
  void flow_pressureInKilopascals_isRefused() {
    refused(
            "cems/flow",
            LawException.Code.OUT_OF_RANGE,
            map(
                "diameterM", 1.6,
                "velocityMS", 9.4,
                "temperatureC", 112,
                "atmosphericPa", 101,
                "staticPa", -0.12,
                "moisturePercent", 8.5))
        .withMessage("atmosphericPa (101) must be from 50000 to 110000");
  }

  @Test
  void rate_isConcentrationTimesDryFlow() {
    assertThat(number("cems/rate", "kgH", map("concentration", 52.3, "flowDryStandard", 43951)))
        .isEqualByComparingTo("2.29864");
    refused(
            "cems/rate",
            LawException.Code.OUT_OF_RANGE,
            map("concentration", 1, "flowDryStandard", -1))
        .withMessage("flowDryStandard (-1) must not be negative");
  }

  @Test
  void dry_dividesByWhatIsNotWater() {
    assertThat(number("cems/dry", "dry", map("wet", 45.75, "moisturePercent", 8.5)))
        .isEqualByComparingTo("50");
    refused("cems/dry", LawException.Code.OUT_OF_RANGE, map("wet", 1, "moisturePercent", 100))
        .withMessage("moisturePercent (100) must be from 0 to below 100");
  }

  @Test
  void nitrogenOxides_areCountedAsNo2() {
    // (24 + 1.5) × 46/22.4
    assertThat(number("cems/nox", "noxMgM3", map("noPpm", 24, "no2Ppm", 1.5)))
        .isEqualByComparingTo("52.3661");
    // 1 NO is 1.533 NO2.
    assertThat(number("cems/noxmass", "noxMgM3", map("noMgM3", 1, "no2MgM3", 0)))
        .isEqualByComparingTo("1.53333");
    refused("cems/nox", LawException.Code.OUT_OF_RANGE, map("noPpm", -1, "no2Ppm", 0))
        .withMessage("noPpm (-1) must not be negative");
  }

  @ParameterizedTest
  @CsvSource({"0, false", "44, false", "44.9, false", "45, true", "60, true"})
  void validity_ofAnHour_needs45Minutes(String minutes, boolean valid) {
    assertThat(get("cems/validity", "valid", map("validMinutes", minutes))).isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({
    "day, 18, 24, true",
    "day, 17, 24, false",
    "day, 3, 4, true",
    "month, 540, 720, true",
    "month, 539, 720, false"
  })
  void validity_ofADayOrMonth_needsThreeQuartersOfTheOperatingHours(
      String period, int valid, int operating, boolean result) {
    assertThat(
            get(
                "cems/validity",
                "valid",
                map("period", period, "validHours", valid, "operatingHours", operating)))
        .isEqualTo(result);
  }

  @Test
  void validity_ofADayWithoutOperation_isMarked() {
    assertThat(call("cems/validity", map("validHours", 0, "operatingHours", 0)))
        .containsEntry("valid", null)
        .containsEntry("mark", "no average: stopped all the time");
  }

  @Test
  void validity_beforeTheKnownRule_isRefused() {
    refused(
        "cems/validity", LawException.Code.NO_RULE, map("validMinutes", 45, "date", "2017-01-01"));
    refused("cems/validity", LawException.Code.OUT_OF_RANGE, map("validMinutes", 61))
        .withMessage("validMinutes (61) must be from 0 to 60");
    refused("cems/validity", LawException.Code.MISSING, map())
        .withMessage("the input validMinutes is missing");
  }

  @Test
  void capture_workedExample_comesOut() {
    assertThat(
            number(
                "cems/capture",
                "percent",
                map("quarterHours", 2208, "stoppedHours", 96, "invalidHours", 48)))
        .isEqualByComparingTo("97.7273");
  }

  @Test
  void capture_ofAQuarterThatStoodStill_isMarked() {
    assertThat(
            call(
                "cems/capture", map("quarterHours", 2208, "stoppedHours", 2208, "invalidHours", 0)))
        .containsEntry("percent", null)
        .containsKey("mark");
    refused(
        "cems/capture",
        LawException.Code.OUT_OF_RANGE,
        map("quarterHours", 2208, "stoppedHours", 96, "invalidHours", 2113));
  }

  @ParameterizedTest
  @CsvSource({
    "97.73, 10, 180, 2",
    "90, 24, 180, 2",
    "90, 25, 720, 3",
    "89.99, 1, 2160, 5",
    "75, 100, 2160, 5"
  })
  void substitute_takesTheMaximumOfTheRightWindow(
      String capture, int gap, int window, int substitute) {
    // Newest last: 5 stands 2000 valid hours back, 3 stands 700 back, 2 stands 100 back.
    List<Object> previous = new ArrayList<>();
    for (int back = 3000; back > 0; back--) {
      previous.add(back == 2500 ? 9 : back == 2000 ? 5 : back == 700 ? 3 : back == 100 ? 2 : 1);
    }

    assertThat(
            call(
                "cems/substitute",
                map("capturePercent", capture, "gapHours", gap, "previous", previous)))
        .containsEntry("windowValidHours", window)
        .containsEntry("substituteKgH", BigDecimal.valueOf(substitute))
        .containsEntry("gapTotalKg", new BigDecimal(substitute * gap));
  }

  @Test
  void substitute_invalidHours_doNotFillTheWindow() {
    List<@Nullable Object> previous = new ArrayList<>();
    previous.add(7);
    for (int i = 0; i < 179; i++) {
      previous.add(1);
      previous.add(null);
    }

    assertThat(
            get(
                "cems/substitute",
                "substituteKgH",
                map("capturePercent", 95, "gapHours", 1, "previous", previous)))
        .isEqualTo(new BigDecimal("7"));
  }

  @Test
  void substitute_belowThreeQuarters_isNoneWithItsReason() {
    Map<String, @Nullable Object> answer =
        call(
            "cems/substitute", map("capturePercent", 74.99, "gapHours", 5, "previous", List.of(1)));

    assertThat(answer)
        .containsEntry("windowValidHours", null)
        .containsEntry("substituteKgH", null)
        .containsEntry("gapTotalKg", null);
    assertThat(String.valueOf(answer.get("mark"))).contains("below 75 %");
  }

  @Test
  void substitute_overNoData_isRefused() {
    refused(
        "cems/substitute",
        LawException.Code.NO_DATA,
        map("capturePercent", 95, "gapHours", 5, "previous", List.of()));
    refused(
            "cems/substitute",
            LawException.Code.OUT_OF_RANGE,
            map("capturePercent", 95, "gapHours", 0, "previous", List.of(1)))
        .withMessage("gapHours (0) must be from 1 to 8784");
    refused(
        "cems/substitute",
        LawException.Code.OUT_OF_RANGE,
        map("capturePercent", 101, "gapHours", 1, "previous", List.of(1)));
    refused(
            "cems/substitute",
            LawException.Code.OUT_OF_RANGE,
            map("capturePercent", 95, "gapHours", 1, "previous", List.of(1, -2)))
        .withMessage("previous[1] (-2) must not be negative");
  }

  @Test
  void substitute_beforeMarch2018_isTheMeanOfTheNeighbours() {
    assertThat(
            call(
                "cems/substitute",
                map(
                    "date",
                    "2017-06-01",
                    "capturePercent",
                    95,
                    "gapHours",
                    24,
                    "previous",
                    List.of(9, 2),
                    "next",
                    3)))
        .containsEntry("windowValidHours", null)
        .containsEntry("substituteKgH", new BigDecimal("2.5"))
        .containsEntry("gapTotalKg", new BigDecimal("60"))
        .containsEntry("rule", "HJ/T 75-2007");
    assertThat(
            call(
                "cems/substitute",
                map(
                    "date",
                    "2018-02-28",
                    "capturePercent",
                    95,
                    "gapHours",
                    25,
                    "previous",
                    List.of(9, 2),
                    "next",
                    3)))
        .containsEntry("substituteKgH", null)
        .containsKey("mark");
  }

  @Test
  void transmission_workedExample_givesBothDenominators() {
    assertThat(
            call(
                "cems/transmission",
                map(
                    "expectedHours",
                    24,
                    "receivedHours",
                    22,
                    "validHours",
                    21,
                    "stoppedHours",
                    0,
                    "exempt",
                    false)))
        .containsEntry("transmissionPercent", new BigDecimal("91.6667"))
        .containsEntry("validityPercent", new BigDecimal("87.5"))
        .containsEntry("validityOfReceivedPercent", new BigDecimal("95.4545"))
        .containsEntry("effectivePercent", new BigDecimal("80.2083"))
        .containsEntry("effectiveOfReceivedPercent", new BigDecimal("87.5"))
        .containsEntry("compliant", false);
  }

  @Test
  void transmission_hourOfTheSampleCheck_countsAsCompliant() {
    Map<String, @Nullable Object> hours =
        map(
            "expectedHours",
            24,
            "receivedHours",
            23,
            "validHours",
            23,
            "stoppedHours",
            0,
            "targetPercent",
            95);
    assertThat(call("cems/transmission", hours))
        .containsEntry("transmissionPercent", new BigDecimal("95.8333"))
        .containsEntry("compliant", false);

    hours.put("exempt", true);
    assertThat(call("cems/transmission", hours))
        .containsEntry("transmissionPercent", new BigDecimal("95.8333"))
        .containsEntry("compliant", true);
    hours.put("exempt", 1);
    assertThat(call("cems/transmission", hours)).containsEntry("compliant", true);
    hours.put("exempt", 0);
    assertThat(call("cems/transmission", hours)).containsEntry("compliant", false);
  }

  @Test
  void transmission_stoppedHours_areNotDue() {
    assertThat(
            call(
                "cems/transmission",
                map("expectedHours", 24, "receivedHours", 20, "validHours", 20, "stoppedHours", 4)))
        .containsEntry("transmissionPercent", new BigDecimal("100"))
        .containsEntry("validityPercent", new BigDecimal("100"))
        .containsEntry("compliant", true);
    assertThat(
            call(
                "cems/transmission",
                map("expectedHours", 24, "receivedHours", 24, "validHours", 20, "stoppedHours", 4)))
        .containsEntry("transmissionPercent", new BigDecimal("100"));
    assertThat(
            call(
                "cems/transmission",
                map("expectedHours", 24, "receivedHours", 0, "validHours", 0, "stoppedHours", 24)))
        .containsEntry("transmissionPercent", null)
        .containsEntry("compliant", null)
        .containsKey("mark");
    assertThat(
            call(
                "cems/transmission",
                map("expectedHours", 24, "receivedHours", 0, "validHours", 0, "stoppedHours", 0)))
        .containsEntry("effectivePercent", BigDecimal.ZERO)
        .containsEntry("validityOfReceivedPercent", null);
  }

  @Test
  void transmission_moreThanExpected_isRefused() {
    refused(
            "cems/transmission",
            LawException.Code.OUT_OF_RANGE,
            map("expectedHours", 24, "receivedHours", 25, "validHours", 21))
        .withMessage("receivedHours (25) must not be more than expectedHours (24)");
    refused(
            "cems/transmission",
            LawException.Code.OUT_OF_RANGE,
            map("expectedHours", 24, "receivedHours", 20, "validHours", 21))
        .withMessage("validHours (21) must not be more than receivedHours (20)");
  }

  @ParameterizedTest
  @CsvSource({
    "N, true, measured",
    "C, false, substituted",
    "F, false, substituted",
    "S, false, measured",
    "stopped, false, none",
    "start, false, measured",
    "'C,stopped', false, none",
    "sample check, false, substituted"
  })
  void marks_sayWhatAValueIsGoodFor(String mark, boolean judgement, String amount) {
    assertThat(call("cems/marks", map("mark", mark)))
        .containsEntry("judgement", judgement)
        .containsEntry("amount", amount)
        .containsEntry("display", true);
  }

  @Test
  void marks_startBeyondItsTime_isJudgedAgain() {
    assertThat(
            get(
                "cems/marks",
                "judgement",
                map("mark", "start", "industry", "ceramics", "hours", 4)))
        .isEqualTo(false);
    assertThat(
            get(
                "cems/marks",
                "judgement",
                map("mark", "start", "industry", "ceramics", "hours", 4.1)))
        .isEqualTo(true);
    refused("cems/marks", LawException.Code.OUT_OF_RANGE, map("mark", "X"))
        .withMessageStartingWith("mark (X) must be one of N, F, M");
  }

  @Test
  void amount_countsWhatIsMissing() {
    assertThat(call("cems/amount", map("hours", Arrays.asList(2.5, null, 1.5))))
        .containsEntry("tonnes", new BigDecimal("0.004"))
        .containsEntry("missing", 1)
        .containsEntry("complete", false);
    refused("cems/amount", LawException.Code.NO_DATA, map("days", Arrays.asList(null, null)));
  }

  @Test
  void reference_isThatOfTheDay() {
    assertThat(number("cems/reference", "o2Ref", map("facility", "ceramics kiln")))
        .isEqualByComparingTo("18");
    assertThat(
            number(
                "cems/reference", "o2Ref", map("facility", "ceramics kiln", "date", "2013-01-01")))
        .isEqualByComparingTo("8.6");
    assertThat(get("cems/reference", "confidence", map("facility", "coal boiler")))
        .isEqualTo("low");
  }

  @Test
  void slices_addUp() {
    assertThat(
            call(
                "cems/slices", map("medium", "water", "flows", List.of(10, 20), "sliceSeconds", 5)))
        .containsEntry("volumeM3", new BigDecimal("0.15"))
        .containsEntry("meanFlow", new BigDecimal("15"))
        .containsEntry("tenMinutesValid", false);
    refused(
            "cems/slices",
            LawException.Code.OUT_OF_RANGE,
            map("medium", "water", "flows", List.of(10), "sliceSeconds", 6))
        .withMessage("sliceSeconds (6) must be from 0 to 5");
  }

  @Test
  void standard_undoesWhatTheFlowDoes() {
    // At 273 °C the gas takes twice the room that it takes at 0 °C.
    assertThat(
            number(
                "cems/standard",
                "dryStandard",
                map(
                    "concentration",
                    10,
                    "temperatureC",
                    273,
                    "atmosphericPa",
                    101325,
                    "staticPa",
                    0,
                    "moisturePercent",
                    20)))
        .isEqualByComparingTo("25");
    assertThat(number("cems/moisture", "moisturePercent", map("o2Wet", 9, "o2Dry", 10)))
        .isEqualByComparingTo("10");
    assertThat(number("cems/ppm", "mgM3", map("ppm", 35, "gas", "so2")))
        .isEqualByComparingTo("100");
  }
}
