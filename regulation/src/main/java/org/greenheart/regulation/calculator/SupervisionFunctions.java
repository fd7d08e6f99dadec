// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.supervision.ConsumptionGap;
import org.greenheart.regulation.supervision.RuleId;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.regulation.supervision.TaxComparison;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Filing;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.Tax;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;

/** {@code supervision/...}: what was declared against what other data come to. */
final class SupervisionFunctions {
  private static final Field CLUE = Field.flag("clue", "是否构成线索", "whether it is a clue");
  private static final Field RULE_ID = Field.text("ruleId", "规则编号", "number of the rule");
  private static final List<Field> SUMS =
      List.of(
          Field.number("declaredTax", "yuan", "按申报的税额", "tax as declared"),
          Field.number("recomputedTax", "yuan", "复算税额", "tax recomputed"),
          Field.number("difference", "yuan", "差额", "difference"));

  private SupervisionFunctions() {}

  static List<LawFunction> all() {
    return List.of(tax(), reduction(), gap(), late());
  }

  private static List<Field> sumsAnd(Field... more) {
    List<Field> fields = new ArrayList<>(SUMS);
    fields.addAll(List.of(more));
    fields.add(CLUE);
    fields.add(RULE_ID);
    return fields;
  }

  private static LawFunction tax() {
    return new LawFunction(
        "supervision/tax",
        "申报与复算比对（R3）",
        "declared against recomputed (R3)",
        List.of(
            Field.numbersByName("declaredKg", "kg", "申报排放量", "amounts as declared")
                .known(TaxFunctions.ANY),
            Field.numbersByName("recomputedKg", "kg", "复算排放量", "amounts recomputed")
                .known(TaxFunctions.ANY),
            TaxInputs.RATE,
            TaxInputs.PROVINCE,
            Field.choice(
                    "medium",
                    "介质，默认按污染物判断",
                    "medium; default: by the pollutants",
                    List.of("air", "water"))
                .optional(),
            Field.number("tolerance", "", "容差（0–1），默认 0.1", "tolerance, 0 to 1; 0.1").optional()),
        sumsAnd(
            Field.object("equivalents", "申报与复算的当量数", "equivalents of both"),
            Field.number("shortPercent", "%", "少申报比例", "short by")),
        Map.of("declaredKg", Map.of("NOx", 3100), "recomputedKg", Map.of("NOx", 3950), "rate", 2.4),
        SupervisionFunctions::tax);
  }

  private static Answer tax(Inputs inputs) {
    Map<String, BigDecimal> declared = TaxInputs.kg(inputs, "declaredKg");
    Map<String, BigDecimal> recomputed = TaxInputs.kg(inputs, "recomputedKg");
    TaxMedium medium = medium(inputs, declared, recomputed);
    SupervisionRule shipped = SupervisionRule.of(RuleId.R3, inputs.date());
    SupervisionRule rule = inputs.findDecimal("tolerance").map(shipped::tolerating).orElse(shipped);
    Reasoned<BigDecimal> rate = TaxInputs.rate(inputs, medium);
    Reasoned<TaxComparison> result =
        TaxComparison.of(declared, recomputed, medium, rate.value(), rule, inputs.date());
    TaxComparison comparison = result.value();
    Map<String, Object> equivalents = new LinkedHashMap<>();
    equivalents.put("declared", equivalents(inputs, medium, "declaredKg", declared));
    equivalents.put("recomputed", equivalents(inputs, medium, "recomputedKg", recomputed));
    Answer answer =
        sums(
            Answer.of(result).also(rate.basis()),
            comparison.declaredTax(),
            comparison.recomputedTax());
    return Figures.put(
            answer.put("equivalents", equivalents), "shortPercent", comparison.shortPercent())
        .put("clue", comparison.clue())
        .put("ruleId", RuleId.R3.name());
  }

  private static Map<String, BigDecimal> equivalents(
      Inputs inputs, TaxMedium medium, String field, Map<String, BigDecimal> kg) {
    Map<String, BigDecimal> equivalents = new LinkedHashMap<>();
    TaxInputs.pollutants(inputs, field, medium, kg)
        .discharges()
        .forEach(one -> equivalents.put(one.name(), Shown.number(one.equivalents())));
    return equivalents;
  }

  private static TaxMedium medium(
      Inputs inputs, Map<String, BigDecimal> one, Map<String, BigDecimal> other) {
    Optional<TaxMedium> given = TaxInputs.medium(inputs);
    Set<String> names = new LinkedHashSet<>(one.keySet());
    names.addAll(other.keySet());
    boolean air = names.stream().anyMatch(name -> !TaxItems.lists(TaxMedium.WATER, name));
    boolean water = names.stream().anyMatch(name -> !TaxItems.lists(TaxMedium.AIR, name));
    if (given.isEmpty() && air == water) {
      throw new LawException(
          LawException.Code.MISSING,
          "medium",
          "the input medium is missing: %s may be of air and of water"
              .formatted(String.join(", ", names)));
    }
    return given.orElse(air ? TaxMedium.AIR : TaxMedium.WATER);
  }

  private static LawFunction reduction() {
    return new LawFunction(
        "supervision/reduction",
        "减征核查（R4）",
        "a claimed reduction (R4)",
        List.of(
            Field.number("equivalents", "", "污染当量数", "pollution equivalents"),
            TaxInputs.RATE,
            TaxInputs.PROVINCE,
            TaxInputs.MEDIUM,
            Field.number(
                "claimed", "", "申报的减征后系数（1、0.75、0.5）", "what the claim leaves: 1, 0.75, 0.5"),
            Field.number("mean", "mg/m3, mg/L", "月均浓度", "mean of the month"),
            Field.number("limit", "mg/m3, mg/L", "排放限值", "limit"),
            Field.integer("exceedances", "", "当月有效超标次数", "valid exceedances of the month")),
        sumsAnd(Field.number("factor", "", "应适用的系数", "what is due")),
        Map.of(
            "equivalents", 210,
            "rate", 2.4,
            "claimed", 0.5,
            "mean", 18,
            "limit", 50,
            "exceedances", 1),
        inputs -> {
          TaxMedium medium = TaxInputs.medium(inputs).orElse(TaxMedium.AIR);
          BigDecimal full =
              inputs.amount("equivalents").multiply(TaxInputs.rate(inputs, medium).value());
          BigDecimal claimed = claimed(inputs);
          Reasoned<BigDecimal> due =
              Reduction.factor(
                  new Compliance(
                      inputs.decimal("mean"),
                      inputs.decimal("limit"),
                      inputs.integer("exceedances", 0, 10_000)),
                  Reduction.Boundary.INCLUDED,
                  inputs.date());
          return sums(
                  Answer.of(due),
                  Tax.yuan(full.multiply(claimed)),
                  Tax.yuan(full.multiply(due.value())))
              .put("factor", due.value())
              .put("clue", due.value().compareTo(claimed) > 0)
              .put("ruleId", RuleId.R4.name());
        });
  }

  private static BigDecimal claimed(Inputs inputs) {
    BigDecimal claimed = inputs.decimal("claimed");
    for (String factor : List.of("1", "0.75", "0.5")) {
      if (claimed.compareTo(new BigDecimal(factor)) == 0) {
        return claimed;
      }
    }
    throw new LawException(
        LawException.Code.OUT_OF_RANGE,
        "claimed",
        "claimed (%s) must be 1, 0.75 or 0.5".formatted(claimed.toPlainString()));
  }

  private static LawFunction gap() {
    return new LawFunction(
        "supervision/gap",
        "用水（能、料）与产量核对（R14）",
        "consumption against output (R14)",
        List.of(
            Field.number("heads", "", "头数", "heads").optional(),
            Field.number("output", "", "产量（代替头数）", "output, instead of heads").optional(),
            Field.numbers("quotaM3", "m3", "单位定额 [低, 高]", "quota for one: [low, high]"),
            Field.number("billedM3", "m3", "计费量", "billed")),
        List.of(
            Field.numbers("expectedM3", "m3", "应耗 [低, 高]", "expected: [low, high]"),
            Field.number("gapMinM3", "m3", "至少缺口", "gap at the least"),
            CLUE,
            RULE_ID),
        Map.of("heads", 141569, "quotaM3", List.of(0.5, 0.6), "billedM3", 7400),
        inputs -> {
          if (inputs.has("heads") == inputs.has("output")) {
            throw new LawException(
                inputs.has("heads") ? LawException.Code.CONFLICT : LawException.Code.MISSING,
                "heads",
                "either heads or output must be given");
          }
          List<BigDecimal> quota = Figures.whole(inputs, "quotaM3");
          if (quota.size() != 2) {
            throw new LawException(
                LawException.Code.OUT_OF_RANGE,
                "quotaM3",
                "quotaM3 (%s values) must be [low, high]".formatted(quota.size()));
          }
          Reasoned<ConsumptionGap> result =
              ConsumptionGap.of(
                  inputs.amount(inputs.has("heads") ? "heads" : "output"),
                  quota.getFirst(),
                  quota.getLast(),
                  inputs.amount("billedM3"));
          ConsumptionGap gap = result.value();
          return Answer.of(result)
              .put("expectedM3", List.of(gap.expectedLow(), gap.expectedHigh()))
              .put("gapMinM3", gap.gapLeast())
              .put("clue", gap.gapLeast().signum() > 0)
              .put("ruleId", RuleId.R14.name());
        });
  }

  private static LawFunction late() {
    return new LawFunction(
        "supervision/late",
        "逾期申报（R15）",
        "filed late (R15)",
        List.of(
            Field.text("month", "所属月份，如 2026-02", "month, like 2026-02"),
            Field.date("filed", "申报日期", "day of filing")),
        List.of(
            Field.date("due", "申报期限", "last day"),
            Field.integer("daysLate", "d", "逾期天数", "days late"),
            CLUE,
            RULE_ID),
        Map.of("month", "2026-02", "filed", "2026-04-20"),
        inputs -> {
          LocalDate filed =
              inputs
                  .findDate("filed")
                  .orElseThrow(
                      () ->
                          new LawException(
                              LawException.Code.MISSING, "filed", "the input filed is missing"));
          Reasoned<LocalDate> due = Filing.due(TaxOtherFunctions.month(inputs, "month"));
          long late = Math.max(0, ChronoUnit.DAYS.between(due.value(), filed));
          return Answer.of(due)
              .put("due", due.value().toString())
              .put("daysLate", late)
              .put("clue", late > 0)
              .put("ruleId", RuleId.R15.name());
        });
  }

  private static Answer sums(Answer answer, BigDecimal declared, BigDecimal recomputed) {
    return answer
        .put("declaredTax", declared)
        .put("recomputedTax", recomputed)
        .put("difference", recomputed.subtract(declared));
  }
}
