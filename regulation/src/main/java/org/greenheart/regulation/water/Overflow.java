// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Estimates of water that no meter measured: over a weir, and through pumps. */
public final class Overflow {
  /** Hydraulics, no law. */
  public static final Basis WEIR =
      new Basis("Rectangular weir, an engineering estimate", "", Confidence.LOW, "memory");

  public static final Basis PUMPS =
      new Basis("Rated flow and hours run, an engineering estimate", "", Confidence.LOW, "memory");

  /** Discharge coefficient m of a rectangular weir. */
  public static final BigDecimal USUAL_COEFFICIENT = new BigDecimal("0.42");

  private static final BigDecimal TWO_G = new BigDecimal("19.6133");
  private static final BigDecimal SECONDS = BigDecimal.valueOf(60);

  private Overflow() {}

  /**
   * Flow over a rectangular weir, m3/s: m·b·√(2g)·H^1.5.
   *
   * @param coefficient m, above 0
   * @param widthM b, above 0
   * @param headM H above the crest, not negative
   */
  public static Reasoned<BigDecimal> flowM3S(
      BigDecimal coefficient, BigDecimal widthM, BigDecimal headM) {
    Check.positive("coefficient", coefficient);
    Check.positive("widthM", widthM);
    Check.notNegative("headM", headM);
    BigDecimal flow =
        coefficient
            .multiply(widthM)
            .multiply(TWO_G.sqrt(Exact.PRECISION))
            .multiply(headM)
            .multiply(headM.sqrt(Exact.PRECISION))
            .round(Exact.PRECISION);
    return new Reasoned<>(
        flow,
        WEIR,
        List.of(
            new Step(
                "矩形堰流量 Q = m·b·√(2g)·H^1.5",
                "flow over a rectangular weir, Q = m·b·√(2g)·H^1.5",
                "%s × %s × √19.6133 × %s^1.5"
                    .formatted(Shown.text(coefficient), Shown.text(widthM), Shown.text(headM)),
                Shown.text(flow) + " m3/s")));
  }

  /** Volume of a flow that lasts, m3. */
  public static BigDecimal volumeM3(BigDecimal flowM3S, BigDecimal minutes) {
    return Check.notNegative("flowM3S", flowM3S)
        .multiply(Check.notNegative("minutes", minutes))
        .multiply(SECONDS);
  }

  /**
   * Volume that pumps moved, m3: rated flow × hours run × efficiency.
   *
   * @param ratedM3H of each pump
   * @param hours that each ran, as many
   * @param factor above 0, at most 1.5
   */
  public static Reasoned<BigDecimal> pumpedM3(
      List<BigDecimal> ratedM3H, List<BigDecimal> hours, BigDecimal factor) {
    Check.sameLength("hours", hours, "ratedM3H", ratedM3H);
    Check.within("factor", Check.positive("factor", factor), "0", "1.5");
    if (hours.isEmpty()) {
      throw Check.noData("hours", "a volume needs at least one pump");
    }
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = 0; i < hours.size(); i++) {
      sum =
          sum.add(
              Check.notNegative("ratedM3H[%s]".formatted(i), ratedM3H.get(i))
                  .multiply(Check.notNegative("hours[%s]".formatted(i), hours.get(i))));
    }
    BigDecimal volume = sum.multiply(factor);
    return new Reasoned<>(
        volume,
        PUMPS,
        List.of(
            new Step(
                "水泵排水量 Σ 额定流量 × 运行小时 × 系数",
                "pumped volume, Σ rated flow × hours × factor",
                "%s × %s".formatted(Shown.text(sum), Shown.text(factor)),
                Shown.text(volume) + " m3")));
  }
}
