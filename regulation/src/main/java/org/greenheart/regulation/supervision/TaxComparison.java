// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.Discharge;
import org.greenheart.regulation.tax.OutletTax;
import org.greenheart.regulation.tax.Reduction;
import org.greenheart.regulation.tax.TaxItem;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.regulation.tax.TaxRates;

/**
 * A declared and a recomputed amount of the same outlet and month, as tax before reductions. Short
 * by more than the tolerance of the equivalents and by more than the least difference is a clue
 * (R3, Regulation Art. 21).
 *
 * @param declaredTax in yuan
 * @param recomputedTax in yuan
 * @param shortPercent of the recomputed equivalents; 0 when nothing was recomputed
 */
public record TaxComparison(
    BigDecimal declaredTax, BigDecimal recomputedTax, BigDecimal shortPercent, boolean clue) {
  public TaxComparison {
    requireNonNull(declaredTax, "declaredTax is null");
    requireNonNull(recomputedTax, "recomputedTax is null");
    requireNonNull(shortPercent, "shortPercent is null");
  }

  /** What is not declared, in yuan; negative when too much was. */
  public BigDecimal difference() {
    return recomputedTax.subtract(declaredTax);
  }

  /**
   * @param rate due, yuan for one equivalent
   */
  public static Reasoned<TaxComparison> of(
      Map<String, BigDecimal> declaredKg,
      Map<String, BigDecimal> recomputedKg,
      TaxMedium medium,
      BigDecimal rate,
      SupervisionRule rule,
      LocalDate date) {
    OutletTax.Assessment declared = assess("declaredKg", declaredKg, medium, rate, date);
    OutletTax.Assessment recomputed = assess("recomputedKg", recomputedKg, medium, rate, date);
    BigDecimal equivalents = recomputed.taxedEquivalents();
    BigDecimal missing = equivalents.subtract(declared.taxedEquivalents());
    BigDecimal percent =
        equivalents.signum() == 0
            ? BigDecimal.ZERO
            : Exact.divide(missing.movePointRight(2), equivalents);
    BigDecimal difference = recomputed.total().subtract(declared.total());
    boolean clue =
        percent.compareTo(rule.tolerance().movePointRight(2)) > 0
            && difference.compareTo(rule.leastYuan()) > 0;
    List<Step> steps = new ArrayList<>();
    steps.add(sum("申报", "declared", declared, rate));
    steps.add(sum("复算", "recomputed", recomputed, rate));
    steps.add(
        new Step(
            "少申报占复算当量数；容差 %s%%，差额须大于 %s 元"
                .formatted(
                    Shown.text(rule.tolerance().movePointRight(2)), Shown.text(rule.leastYuan())),
            "short, of the recomputed equivalents; tolerance %s %%, difference above %s yuan"
                .formatted(
                    Shown.text(rule.tolerance().movePointRight(2)), Shown.text(rule.leastYuan())),
            "%s/%s; %s yuan"
                .formatted(
                    Shown.text(missing), Shown.text(equivalents), difference.toPlainString()),
            "%s %%%s".formatted(Exact.text(percent, 2), clue ? " 线索 clue" : "")));
    return new Reasoned<>(
        new TaxComparison(declared.total(), recomputed.total(), percent, clue),
        rule.basis(),
        steps);
  }

  private static Step sum(String zh, String en, OutletTax.Assessment assessment, BigDecimal rate) {
    return new Step(
        zh + "：应税当量数 × 单位税额",
        en + ": taxed equivalents × rate",
        "%s × %s".formatted(Shown.text(assessment.taxedEquivalents()), Shown.text(rate)),
        assessment.total().toPlainString() + " yuan");
  }

  private static OutletTax.Assessment assess(
      String field, Map<String, BigDecimal> kg, TaxMedium medium, BigDecimal rate, LocalDate date) {
    return assess(field, kg, Map.of(), medium, rate, date)
        .orElse(new OutletTax.Assessment(List.of(), BigDecimal.ZERO.setScale(2)));
  }

  /** The tax of amounts; nothing when none of them is listed in the annex. */
  static Optional<OutletTax.Assessment> assess(
      String field,
      Map<String, BigDecimal> kg,
      Map<String, Compliance> compliance,
      TaxMedium medium,
      BigDecimal rate,
      LocalDate date) {
    Map<String, Discharge> discharges = new LinkedHashMap<>();
    Map<String, Compliance> byItem = new HashMap<>();
    kg.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            one -> {
              Optional<TaxItem> item =
                  TaxItems.find(medium, field + "." + one.getKey(), one.getKey(), date);
              item.ifPresent(
                  each -> {
                    if (discharges.put(
                            each.name(), Discharge.ofKg(each.name(), each, one.getValue()))
                        != null) {
                      throw new LawException(
                          LawException.Code.CONFLICT,
                          field + "." + one.getKey(),
                          "%s.%s is %s, which is given twice"
                              .formatted(field, one.getKey(), each.name()));
                    }
                    Compliance kept = compliance.get(one.getKey());
                    if (kept != null) {
                      byItem.put(each.name(), kept);
                    }
                  });
            });
    return discharges.isEmpty()
        ? Optional.empty()
        : Optional.of(
            OutletTax.of(
                    List.copyOf(discharges.values()),
                    TaxRates.given(rate, medium, date),
                    byItem,
                    Reduction.Boundary.INCLUDED,
                    date)
                .value());
  }
}
