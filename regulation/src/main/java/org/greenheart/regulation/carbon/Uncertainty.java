// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/**
 * Uncertainties of independent figures put together by error propagation: of a sum √Σ(Uᵢ·xᵢ)² /
 * Σxᵢ, of a product √ΣUᵢ². All in percent, at one level of confidence.
 */
public final class Uncertainty {
  private static final Basis IPCC =
      new Basis(
          "IPCC 2006 Guidelines, volume 1",
          "3.2.3.1, equations 3.1 and 3.2",
          Confidence.MEDIUM,
          "widely used; the text was not read");

  private Uncertainty() {}

  /**
   * One part of a sum.
   *
   * @param amount tCO2
   * @param percent its uncertainty, ± of itself
   */
  public record Part(BigDecimal amount, BigDecimal percent) {
    public Part {
      Check.within("percent", percent, "0", "1000");
    }
  }

  /** ± percent of a sum. */
  public static Reasoned<BigDecimal> ofSum(List<Part> parts) {
    BigDecimal sum = parts.stream().map(Part::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.signum() <= 0) {
      throw Check.noData("amounts", "an uncertainty in percent needs a sum above 0");
    }
    List<String> terms = new ArrayList<>();
    BigDecimal squares = BigDecimal.ZERO;
    for (Part part : parts) {
      squares = squares.add(part.amount().multiply(part.percent()).pow(2));
      terms.add("(%s × %s)²".formatted(Shown.text(part.percent()), Shown.text(part.amount())));
    }
    BigDecimal percent = Exact.divide(squares.sqrt(Exact.PRECISION), sum);
    return result(percent, "√(%s)/%s".formatted(String.join(" + ", terms), Shown.text(sum)));
  }

  /** ± percent of a product, as of activity and factor. */
  public static Reasoned<BigDecimal> ofProduct(List<BigDecimal> percents) {
    if (percents.isEmpty()) {
      throw Check.noData("percents", "a product has at least one factor");
    }
    List<String> terms = new ArrayList<>();
    BigDecimal squares = BigDecimal.ZERO;
    for (BigDecimal percent : percents) {
      squares = squares.add(Check.within("percents", percent, "0", "1000").pow(2));
      terms.add(Shown.text(percent) + "²");
    }
    return result(squares.sqrt(Exact.PRECISION), "√(%s)".formatted(String.join(" + ", terms)));
  }

  private static Reasoned<BigDecimal> result(BigDecimal percent, String expression) {
    return new Reasoned<>(
        percent,
        IPCC,
        List.of(
            new Step(
                "不确定性合成",
                "uncertainties put together",
                expression,
                "± " + Shown.text(percent) + " %")));
  }
}
