// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.supervision;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * What an output must have used by its quota, against what was billed: far more than billed means
 * another source, far less output than used means hidden production.
 *
 * @param expectedLow by the low end of the quota
 * @param expectedHigh by its high end
 * @param gapLeast what is missing at the least; negative: nothing is
 */
public record ConsumptionGap(BigDecimal expectedLow, BigDecimal expectedHigh, BigDecimal gapLeast) {
  private static final Basis MODEL =
      new Basis("published model of Chengdu (R14)", "", Confidence.MEDIUM, "published case");

  /**
   * @param output heads, t, m2
   * @param quotaLow for one unit of output
   * @param quotaHigh for one unit of output
   */
  public static Reasoned<ConsumptionGap> of(
      BigDecimal output, BigDecimal quotaLow, BigDecimal quotaHigh, BigDecimal billed) {
    Check.notNegative("output", output);
    Check.positive("quotaM3[0]", quotaLow);
    Check.notNegative("billedM3", billed);
    if (quotaHigh.compareTo(quotaLow) < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "quotaM3",
          "quotaM3 (%s, %s) must be given low end first".formatted(quotaLow, quotaHigh));
    }
    BigDecimal low = output.multiply(quotaLow);
    BigDecimal high = output.multiply(quotaHigh);
    BigDecimal gap = low.subtract(billed);
    return new Reasoned<>(
        new ConsumptionGap(low, high, gap),
        MODEL,
        List.of(
            new Step(
                "按定额应耗",
                "expected by the quota",
                "%s × %s … %s"
                    .formatted(Shown.text(output), Shown.text(quotaLow), Shown.text(quotaHigh)),
                "%s … %s".formatted(Shown.text(low), Shown.text(high))),
            new Step(
                "至少缺口 = 低值 − 计费量",
                "gap at the least = low end − billed",
                "%s − %s".formatted(Shown.text(low), Shown.text(billed)),
                Shown.text(gap))));
  }
}
