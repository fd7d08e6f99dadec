// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.limits.AppliedStandard;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Criteria;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.limits.RegisteredOutlet;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Validity;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LimitFunctionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 9, 1);

  @Test
  void efficiency_goesByMassRates() {
    assertThat(
            call(
                "limits/efficiency",
                "inletMgM3",
                310,
                "inletFlow",
                12000,
                "outletMgM3",
                48,
                "outletFlow",
                12600,
                "keyRegion",
                false))
        .containsEntry("inletKgH", new BigDecimal("3.72"))
        .containsEntry("outletKgH", new BigDecimal("0.6048"))
        .containsEntry("efficiencyPercent", new BigDecimal("83.74"))
        .containsEntry("required", true)
        .containsEntry("pass", true)
        .containsEntry("rule", "GB 37822-2019")
        .containsEntry("clause", "10.3.2")
        .containsEntry("confidence", "high");
  }

  @ParameterizedTest
  @CsvSource({
    // inlet mg/m3, outlet mg/m3, key region, required, pass; flows 10 000 m3/h
    "300, 60, false, true, true",
    "300, 60.01, false, true, false",
    "299.9, 200, false, false, true",
    "200, 100, false, false, true",
    "200, 100, true, true, false",
    "199.9, 100, true, false, true"
  })
  void efficiency_isAskedForFromTheThreshold(
      String inlet, String outlet, boolean key, boolean required, boolean pass) {
    assertThat(
            call(
                "limits/efficiency",
                "inletMgM3",
                inlet,
                "inletFlow",
                10000,
                "outletMgM3",
                outlet,
                "outletFlow",
                10000,
                "keyRegion",
                key))
        .containsEntry("required", required)
        .containsEntry("pass", pass);
  }

  @Test
  void efficiencyJustBelow_isNotRoundedAcrossTheThreshold() {
    assertThat(
            call(
                "limits/efficiency",
                "inletMgM3",
                1000,
                "inletFlow",
                10000,
                "outletMgM3",
                "200.01",
                "outletFlow",
                10000))
        .containsEntry("efficiencyPercent", new BigDecimal("79.999"))
        .containsEntry("pass", false);
  }

  @Test
  void efficiencyOfNothing_isNull_andOldDataHasNoRule() {
    assertThat(
            call(
                "limits/efficiency",
                "inletMgM3",
                0,
                "inletFlow",
                10000,
                "outletMgM3",
                1,
                "outletFlow",
                10000))
        .containsEntry("efficiencyPercent", null)
        .containsEntry("required", false);
    assertRefused(
        LawException.Code.NO_RULE,
        "date",
        "limits/efficiency",
        "inletMgM3",
        1,
        "inletFlow",
        1,
        "outletMgM3",
        1,
        "outletFlow",
        1,
        "date",
        "2019-06-30");
  }

  @Test
  void gb16297_answersBothShapes() {
    assertThat(call("limits/gb16297", "pollutant", "NMHC", "heightM", 25, "zone", 2, "new", true))
        .containsEntry("limitKgH", new BigDecimal("35"))
        .containsEntry("rule", "GB 16297-1996");
    assertThat(call("limits/gb16297", "pollutant", "NMHC", "heightM", 12, "zone", 2, "new", true))
        .containsEntry("limitKgH", new BigDecimal("3.2"));
    assertThat(call("limits/gb16297", "pollutant", "NMHC", "heightM", 50, "zone", "2"))
        .containsEntry("limitKgH", new BigDecimal("156.25"));
    assertThat(call("limits/gb16297", "h1", 20, "h2", 30, "distanceM", 40, "q1", 6, "q2", 4))
        .containsEntry("merge", true)
        .containsEntry("q", new BigDecimal("10"))
        .containsEntry("h", new BigDecimal("25.495098"))
        .containsEntry("xFrom1M", new BigDecimal("16"));
    assertThat(call("limits/gb16297", "h1", 20, "h2", 30, "distanceM", 50, "q1", 6, "q2", 4))
        .containsEntry("merge", false)
        .containsEntry("h", null);
  }

  @ParameterizedTest
  @CsvSource({
    "COD, 1A, 20, 50",
    "COD, 3, 20, 120",
    "NH3-N, 1A, 12, 8",
    "NH3-N, 1A, 12.1, 5",
    "氨氮, 1B, 8, 15",
    "w21003, 2, 20, 25",
    "TP, 1A, 20, 0.5",
    "TP, 3, 20, 5",
    "LAS, 1A, 20, 0.5",
    "Hg, 1B, 20, 0.001",
    "faecal coliform, 2, 20, 10000"
  })
  void gb18918_answersTheGradesLimit(String item, String grade, String celsius, String limit) {
    assertThat(call("limits/gb18918", "item", item, "grade", grade, "temperatureC", celsius))
        .containsEntry("limit", new BigDecimal(limit))
        .containsEntry("rule", "GB 18918-2002");
  }

  @Test
  void gb18918_takesTheBuildDateForPhosphorus() {
    assertThat(call("limits/gb18918", "item", "TP", "grade", "1A", "built", "2005-12-31"))
        .containsEntry("limit", BigDecimal.ONE);
    assertThat(call("limits/gb18918", "item", "TP", "grade", "1A", "built", 2006))
        .containsEntry("limit", new BigDecimal("0.5"));
  }

  @Test
  void gb18918_refusesWhatItDoesNotSay() {
    assertRefused(
        LawException.Code.MISSING,
        "temperatureC",
        "limits/gb18918",
        "item",
        "NH3-N",
        "grade",
        "1A");
    assertRefused(LawException.Code.NO_RULE, "item", "limits/gb18918", "item", "TN", "grade", "3");
    assertRefused(LawException.Code.NO_DATA, "codIn", "limits/gb18918", "codIn", 0, "codOut", 0);
  }

  @ParameterizedTest
  @CsvSource({
    "400, 150, 62.5, true",
    "400, 160, 60, false",
    "351, 200, 43.02, false",
    "350, 120, 65.71, true",
    "350, 121, 65.43, false"
  })
  void gb18918_judgesStrongSewageByRemoval(String in, String out, String percent, boolean pass) {
    assertThat(call("limits/gb18918", "codIn", in, "codOut", out))
        .containsEntry("removalPercent", new BigDecimal(percent))
        .containsEntry("pass", pass);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-28, GB 3095, 75, GB 3095-2012",
    "2026-03-01, GB 3095, 60, GB 3095-2026",
    "2030-12-31, GB 3095-2026, 60, GB 3095-2026",
    "2031-01-01, GB3095-2026, 50, GB 3095-2026"
  })
  void judge_takesTheEditionAndColumnOfTheDay(
      String date, String standard, String limit, String rule) {
    assertThat(
            call(
                "limits/judge",
                "standard",
                standard,
                "pollutant",
                "PM2.5",
                "value",
                62,
                "interval",
                "day",
                "date",
                date))
        .containsEntry("limit", new BigDecimal(limit))
        .containsEntry("rule", rule)
        .containsEntry("exceeded", !limit.equals("75"));
  }

  @Test
  void judge_takesTheClassGiven_elseTheSecondAndSaysSo() {
    Map<String, @Nullable Object> first =
        call(
            "limits/judge",
            "standard",
            "GB 3095-2026",
            "pollutant",
            "PM2.5",
            "value",
            40,
            "interval",
            "day",
            "class",
            1);
    Map<String, @Nullable Object> second =
        call(
            "limits/judge",
            "standard",
            "GB 3095-2026",
            "pollutant",
            "PM2.5",
            "value",
            40,
            "interval",
            "day");

    assertThat(first).containsEntry("limit", new BigDecimal("35")).containsEntry("exceeded", true);
    assertThat(second).containsEntry("limit", new BigDecimal("60"));
    assertThat(second.get("assumed")).asString().contains("no class given: the second class");
  }

  @ParameterizedTest
  @CsvSource({"2026-08-14, 大气污染防治法", "2026-08-15, 生态环境法典"})
  void judge_citesTheLawOfTheDay(String date, String law) {
    Map<String, @Nullable Object> answer =
        call(
            "limits/judge",
            "standard",
            "GB 25464-2010",
            "pollutant",
            "SO2",
            "value",
            62,
            "interval",
            "hour",
            "date",
            date);

    assertThat(answer)
        .containsEntry("limit", new BigDecimal("50"))
        .containsEntry("exceeded", true)
        .containsEntry("ratio", new BigDecimal("0.24"))
        .containsEntry("confidence", "medium");
    assertThat(answer.get("basis")).asInstanceOf(STRING).contains("GB 25464-2010").contains(law);
    assertThat(answer.get("law")).asInstanceOf(MAP).containsEntry("confidence", "medium");
  }

  @Test
  void judge_convertsWithOxygen_andRefusesAMeasuredValueWithout() {
    assertThat(
            call(
                "limits/judge",
                "standard",
                "GB 25464",
                "pollutant",
                "a21026",
                "value",
                30,
                "interval",
                "1h",
                "o2",
                19))
        .containsEntry("judged", new BigDecimal("45"))
        .containsEntry("exceeded", false);
    assertRefused(
        LawException.Code.MISSING,
        "o2",
        "limits/judge",
        "standard",
        "GB 25464",
        "pollutant",
        "a21026",
        "value",
        30,
        "interval",
        "1h",
        "converted",
        false);
  }

  @Test
  void judge_refusesWhatDoesNotFit() {
    assertRefused(
        LawException.Code.WRONG_UNIT,
        "unit",
        "limits/judge",
        "standard",
        "GB 25464",
        "pollutant",
        "SO2",
        "value",
        30,
        "interval",
        "1h",
        "unit",
        "ppm");
    assertRefused(
        LawException.Code.NO_RULE,
        "interval",
        "limits/judge",
        "standard",
        "GB 25464",
        "pollutant",
        "SO2",
        "value",
        30,
        "interval",
        "day");
    assertRefused(
        LawException.Code.MISSING,
        "grade",
        "limits/judge",
        "standard",
        "GB 18918-2002",
        "pollutant",
        "COD",
        "value",
        55,
        "interval",
        "day");
    assertRefused(
        LawException.Code.OUT_OF_RANGE,
        "value",
        "limits/judge",
        "standard",
        "GB 25464",
        "pollutant",
        "SO2",
        "value",
        -1,
        "interval",
        "1h");
    assertRefused(
        LawException.Code.NO_DATA,
        "outlet",
        "limits/judge",
        "outlet",
        "DA001",
        "pollutant",
        "SO2",
        "value",
        30,
        "interval",
        "1h");
    assertRefused(
        LawException.Code.MISSING,
        "standard",
        "limits/judge",
        "pollutant",
        "SO2",
        "value",
        30,
        "interval",
        "1h");
  }

  @Test
  void judge_ofAStackStandard_takesTheStackAndTheConcentration() {
    assertThat(
            call(
                "limits/judge",
                "standard",
                "GB 16297-1996",
                "pollutant",
                "NMHC",
                "value",
                130,
                "interval",
                "1h"))
        .containsEntry("limit", new BigDecimal("120"))
        .containsEntry("exceeded", true);
    assertThat(
            call(
                "limits/judge",
                "standard",
                "GB 37822",
                "pollutant",
                "NMHC",
                "value",
                8,
                "interval",
                "1h",
                "region",
                "special"))
        .containsEntry("limit", new BigDecimal("6"));
  }

  @Test
  void judge_byAnUnverifiedLimit_saysSo_andNeverPrintsItAsLaw() {
    Map<String, @Nullable Object> answer =
        call(
            "limits/judge",
            "standard",
            "DB43/1356-2017",
            "pollutant",
            "toluene",
            "value",
            5,
            "interval",
            "1h",
            "point",
            "stack");

    assertThat(answer)
        .containsEntry("confidence", "low")
        .containsEntry("enabled", false)
        .containsEntry("clause", "");
    assertThat(answer.get("rule")).asString().startsWith("未核实 unverified");
    assertThat(answer.get("basis")).asString().contains("disabled until checked");
    assertThat(answer.get("note")).asString().startsWith("disabled until checked");
  }

  @Test
  void judge_ofBoilers_staysUnverified_untilItsOxygenIsChecked() {
    assertThat(
            call(
                "limits/judge",
                "standard",
                "GB 13271-2014",
                "pollutant",
                "SO2",
                "value",
                320,
                "interval",
                "1h",
                "fuel",
                "coal"))
        .containsEntry("limit", new BigDecimal("300"))
        .containsEntry("referenceO2", new BigDecimal("9"))
        .containsEntry("confidence", "low")
        .containsEntry("enabled", false);
  }

  @Test
  void judge_ofARegisteredOutlet_asksItsPermitFirst() {
    Limit permit =
        new Limit(
            LimitScope.permit("DA001", "permit 1", Medium.WASTE_GAS),
            "SO2",
            "a21026",
            new Bound.AtMost(new BigDecimal("40")),
            "mg/m3",
            Averaging.HOUR,
            new BigDecimal("18"),
            new Validity(null, null),
            Basis.seen("permit 1", ""),
            Entry.added("li", Instant.parse("2026-05-01T00:00:00Z")),
            true);
    RegisteredOutlet outlet =
        new RegisteredOutlet(
            "DA001",
            LimitBook.shipped().with(List.of(permit)),
            List.of(new AppliedStandard("GB 25464-2010", Criteria.NONE)),
            false);

    assertThat(
            Calculator.standard((name, day) -> outlet)
                .function("limits/judge")
                .apply(
                    Map.of("outlet", "DA001", "pollutant", "SO2", "value", 45, "interval", "hour"),
                    TODAY))
        .containsEntry("limit", new BigDecimal("40"))
        .containsEntry("rule", "permit 1")
        .containsEntry("exceeded", true);
  }

  @Test
  void list_showsWhatIsInForce() {
    Map<String, @Nullable Object> answer =
        call("limits/list", "standard", "GB 3095", "pollutant", "PM2.5", "date", "2031-01-01");

    assertThat(answer).containsEntry("count", 4).containsEntry("rule", "GB 3095-2026");
    assertThat(answer.get("limits"))
        .asInstanceOf(MAP)
        .containsKey("GB 3095-2026, L2: PM2.5 <= 50 ug/m3 (day)");
  }

  @Test
  void list_ofEveryStandard_hasALineForEveryLimit() {
    for (String standard :
        List.of(
            "GB 3095-2026",
            "GB 25464",
            "GB 16297",
            "GB 37822",
            "GB 18918",
            "GB 3838",
            "GB 13271",
            "DB43/1356")) {
      Map<String, @Nullable Object> answer = call("limits/list", "standard", standard);

      assertThat(((Map<?, ?>) java.util.Objects.requireNonNull(answer.get("limits"))).size())
          .as(standard)
          .isEqualTo(answer.get("count"));
    }
  }

  @Test
  void legalFrame_answersByDay() {
    assertThat(call("limits/legalframe", "medium", "air", "date", "2026-08-14"))
        .containsEntry("law", "中华人民共和国大气污染防治法")
        .containsEntry("confidence", "medium");
    assertThat(call("limits/legalframe", "medium", "noise"))
        .containsEntry("verified", false)
        .containsEntry("confidence", "low");
  }

  private static void assertRefused(
      LawException.Code code, String field, String function, Object... inputs) {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> call(function, inputs))
        .satisfies(
            e -> {
              assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.field()).as(e.getMessage()).isEqualTo(field);
            });
  }

  private static Map<String, @Nullable Object> call(String function, Object... inputs) {
    Map<String, @Nullable Object> values = new HashMap<>();
    for (int i = 0; i < inputs.length; i += 2) {
      values.put((String) inputs[i], inputs[i + 1]);
    }
    return Calculator.standard().function(function).apply(values, TODAY);
  }
}
