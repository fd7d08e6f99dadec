// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * The tax of one outlet and month. Ranked by equivalents before any reduction, the first three of
 * air, and of water the first five of class 1 and the first three of the others are taxed (Art. 9);
 * each pays equivalents × rate × what its reduction leaves (Art. 11, 13). A tie at the cut keeps
 * the order of the call and is told. One use, one thread.
 */
public final class OutletTax {
  private final BigDecimal rate;
  private final Map<String, Compliance> compliance;
  private final Reduction.Boundary boundary;
  private final LocalDate date;
  private final List<Step> steps = new ArrayList<>();

  private OutletTax(
      BigDecimal rate,
      Map<String, Compliance> compliance,
      Reduction.Boundary boundary,
      LocalDate date) {
    this.rate = rate;
    this.compliance = compliance;
    this.boundary = boundary;
    this.date = date;
  }

  /**
   * The result.
   *
   * @param lines one a discharge, in the order of their equivalents within each group
   * @param total in yuan
   */
  public record Assessment(List<TaxLine> lines, BigDecimal total) {
    public Assessment {
      lines = List.copyOf(lines);
      requireNonNull(total, "total is null");
    }

    /** Equivalents that are taxed. */
    public BigDecimal taxedEquivalents() {
      return lines.stream()
          .filter(TaxLine::taxed)
          .map(line -> line.discharge().equivalents())
          .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * @param discharges of one medium, each pollutant once
   * @param compliance by the name of the discharge; one that is not there is not reduced
   * @param date a day of the month
   * @throws org.greenheart.regulation.rules.LawException when there is nothing to tax or no law on
   *     that day
   */
  public static Reasoned<Assessment> of(
      List<Discharge> discharges,
      Reasoned<BigDecimal> rate,
      Map<String, Compliance> compliance,
      Reduction.Boundary boundary,
      LocalDate date) {
    if (discharges.isEmpty()) {
      throw Check.noData("kg", "a tax needs the amount of at least one pollutant");
    }
    OutletTax tax = new OutletTax(rate.value(), Map.copyOf(compliance), boundary, date);
    Assessment assessment = tax.assess(discharges);
    Basis law = Tax.law("Art. 8, 9, 11, 13");
    List<Step> steps = new ArrayList<>(rate.steps());
    steps.addAll(tax.steps);
    return new Reasoned<>(
        assessment,
        new Basis(
            law.document(),
            law.clause(),
            law.confidence().and(rate.basis().confidence()),
            law.source()),
        steps);
  }

  private Assessment assess(List<Discharge> discharges) {
    discharges.forEach(discharge -> steps.add(discharge.working()));
    Map<TaxGroup, List<Discharge>> groups = new EnumMap<>(TaxGroup.class);
    discharges.forEach(
        one -> groups.computeIfAbsent(one.group(), group -> new ArrayList<>()).add(one));
    List<TaxLine> lines = new ArrayList<>();
    groups.forEach((group, members) -> lines.addAll(rank(group, members)));
    BigDecimal total =
        lines.stream().map(TaxLine::tax).reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    steps.add(new Step("应纳税额合计", "tax in all", "", total.toPlainString() + " yuan"));
    return new Assessment(lines, total);
  }

  private List<TaxLine> rank(TaxGroup group, List<Discharge> members) {
    int most = Tax.term(group.word() + " items", date).intValueExact();
    List<Discharge> ranked =
        members.stream().sorted(Comparator.comparing(Discharge::equivalents).reversed()).toList();
    Map<String, Discharge> largest = new HashMap<>();
    List<TaxLine> lines = new ArrayList<>();
    List<Discharge> kept = new ArrayList<>();
    for (Discharge discharge : ranked) {
      boolean excluded =
          !discharge.exclusive().isEmpty()
              && largest.putIfAbsent(discharge.exclusive(), discharge) != null;
      if (excluded) {
        lines.add(untaxed(discharge, TaxLine.Fate.EXCLUDED, "同一排放口只征一项", "only one is taxed"));
      } else if (discharge.equivalents().signum() == 0) {
        lines.add(untaxed(discharge, TaxLine.Fate.OUTRANKED, "无污染当量", "no equivalents"));
      } else if (kept.size() < most) {
        kept.add(discharge);
        lines.add(taxed(discharge));
      } else {
        tie(kept.getLast(), discharge);
        lines.add(
            untaxed(
                discharge,
                TaxLine.Fate.OUTRANKED,
                "%s只征前 %s 项".formatted(group.zh(), most),
                "only the first %s of %s".formatted(most, group.word())));
      }
    }
    return lines;
  }

  private void tie(Discharge last, Discharge next) {
    if (last.equivalents().compareTo(next.equivalents()) == 0) {
      steps.add(
          new Step(
              "当量数相同：按填报顺序取前者",
              "a tie at the cut: the order of the call decides",
              "%s = %s".formatted(last.name(), next.name()),
              last.name()));
    }
  }

  private TaxLine untaxed(Discharge discharge, TaxLine.Fate fate, String zh, String en) {
    steps.add(
        new Step(discharge.name() + " 不征：" + zh, discharge.name() + " not taxed: " + en, "", "0"));
    return new TaxLine(discharge, fate, BigDecimal.ONE, BigDecimal.ZERO);
  }

  private TaxLine taxed(Discharge discharge) {
    Compliance kept = compliance.get(discharge.name());
    BigDecimal factor = BigDecimal.ONE;
    if (kept != null) {
      Reasoned<BigDecimal> reduction = Reduction.factor(kept, boundary, date);
      factor = reduction.value();
      for (Step step : reduction.steps()) {
        steps.add(
            new Step(
                discharge.name() + " " + step.zh(),
                discharge.name() + ": " + step.en(),
                step.expression(),
                step.result()));
      }
    }
    BigDecimal tax = Tax.yuan(discharge.equivalents().multiply(rate).multiply(factor));
    steps.add(
        new Step(
            discharge.name() + " 税额 = 当量数 × 单位税额 × 减征系数",
            discharge.name() + ": tax = equivalents × rate × what is left",
            "%s × %s × %s"
                .formatted(
                    Shown.text(discharge.equivalents()), Shown.text(rate), factor.toPlainString()),
            tax.toPlainString() + " yuan"));
    return new TaxLine(discharge, TaxLine.Fate.TAXED, factor, tax);
  }
}
