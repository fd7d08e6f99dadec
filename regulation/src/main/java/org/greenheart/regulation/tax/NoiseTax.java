// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * Tax of industrial noise by the dB over the standard at the loudest place of the boundary: day and
 * night each for itself; half when it was under 15 days of the month; twice when the boundary is
 * longer than 100 m and exceeds at two places or more.
 */
public final class NoiseTax {
  private static final RuleTable TABLE = Tax.table("noise.tsv");

  /** Fractions of a dB: remembered, not read. */
  private static final Basis ROUNDING =
      new Basis("财税〔2018〕23号", "", Confidence.LOW, "memory: whole dB, half up");

  private final LocalDate date;
  private final List<Step> steps = new ArrayList<>();
  private Basis basis;

  private NoiseTax(LocalDate date) {
    this.date = date;
    this.basis = Tax.first(TABLE, date, row -> true, "noise").basis();
  }

  /**
   * How loud it was.
   *
   * @param overDb dB over the standard; 0 or less: not over
   * @param days of the month on which it was over
   */
  public record Excess(BigDecimal overDb, int days) {
    public Excess {
      Check.within("overDb", overDb, "-150", "150");
      Check.within("days", BigDecimal.valueOf(days), "0", "31");
    }
  }

  /**
   * The month's tax in yuan.
   *
   * @param day by day
   * @param night by night
   * @param boundaryM length of the boundary in m
   * @param places how many places of the boundary are over the standard
   */
  public static Reasoned<BigDecimal> of(
      Excess day, Excess night, BigDecimal boundaryM, int places, LocalDate date) {
    Check.notNegative("boundaryM", boundaryM);
    Check.notNegative("places", BigDecimal.valueOf(places));
    NoiseTax tax = new NoiseTax(date);
    BigDecimal sum = tax.part("昼间", "day", day).add(tax.part("夜间", "night", night));
    boolean twice = places >= 2 && boundaryM.compareTo(Tax.term("noise long boundary", date)) > 0;
    BigDecimal total = twice ? sum.multiply(BigDecimal.TWO) : sum;
    if (twice) {
      tax.steps.add(
          new Step(
              "边界超过 100 m 且两处以上超标，按两个单位计",
              "boundary over 100 m and two places or more: counts twice",
              "%s × 2".formatted(Shown.text(sum)),
              Shown.text(total)));
    }
    tax.steps.add(new Step("应纳税额", "tax", "", Tax.yuan(total).toPlainString() + " yuan"));
    return new Reasoned<>(Tax.yuan(total), tax.basis, tax.steps);
  }

  private BigDecimal part(String zh, String en, Excess excess) {
    BigDecimal whole = excess.overDb().setScale(0, RoundingMode.HALF_UP);
    if (whole.compareTo(excess.overDb()) != 0) {
      basis = new Basis(basis.document(), basis.clause(), Confidence.LOW, ROUNDING.source());
      steps.add(
          new Step(
              zh + "超标分贝取整（未核实：" + ROUNDING.document() + "）",
              en + ": whole dB (unverified: " + ROUNDING.document() + ")",
              Shown.text(excess.overDb()),
              whole.toPlainString()));
    }
    if (excess.days() == 0 || whole.signum() <= 0) {
      return BigDecimal.ZERO;
    }
    RuleRow row = Tax.first(TABLE, date, one -> covers(one, whole), "noise over by " + whole);
    BigDecimal month = row.decimal("yuan_month");
    boolean half =
        BigDecimal.valueOf(excess.days()).compareTo(Tax.term("noise short month", date)) < 0;
    BigDecimal tax = half ? Exact.divide(month, BigDecimal.TWO) : month;
    steps.add(
        new Step(
            zh + "超标 %s dB".formatted(whole) + (half ? "，不足 15 天减半" : ""),
            en + ": %s dB over".formatted(whole) + (half ? ", under 15 days: half" : ""),
            half ? month.toPlainString() + "/2" : "",
            Shown.text(tax) + " yuan"));
    return tax;
  }

  private static boolean covers(RuleRow row, BigDecimal whole) {
    return row.decimal("from_db").compareTo(whole) <= 0
        && row.findDecimal("to_db").map(to -> whole.compareTo(to) <= 0).orElse(true);
  }
}
