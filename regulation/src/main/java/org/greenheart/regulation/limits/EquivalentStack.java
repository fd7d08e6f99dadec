// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/**
 * Two stacks that count as one (等效排气筒, GB 16297-1996, 7.2 and Annex A). More stacks are merged one
 * after another. Immutable.
 *
 * @param kgPerHour the sum of both
 * @param heightM root of the mean of the squares
 * @param metresFromFirst its place on the line from the first stack to the second
 */
public record EquivalentStack(
    BigDecimal kgPerHour, BigDecimal heightM, BigDecimal metresFromFirst) {
  private static final Basis BASIS = Basis.seen("GB 16297-1996", "7.2, Annex A");

  /**
   * A stack that emits the same pollutant as another.
   *
   * @param heightM above 0
   * @param kgPerHour not negative
   */
  public record Source(BigDecimal heightM, BigDecimal kgPerHour) {
    public Source {
      StackHeightLimits.positive("height", heightM);
      if (kgPerHour.signum() < 0) {
        throw new LawException(
            LawException.Code.OUT_OF_RANGE,
            "q",
            "emission rate (%s) must not be negative".formatted(kgPerHour.toPlainString()));
      }
    }
  }

  /**
   * Merges two stacks that stand closer than the sum of their heights; nothing otherwise.
   *
   * @param distanceM between them, not negative
   * @throws LawException when neither emits anything: then there is no place to compute
   */
  public static Reasoned<Optional<EquivalentStack>> of(
      Source first, Source second, BigDecimal distanceM) {
    if (distanceM.signum() < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "distanceM",
          "distanceM (%s) must not be negative".formatted(distanceM.toPlainString()));
    }
    BigDecimal reach = first.heightM().add(second.heightM());
    boolean merge = distanceM.compareTo(reach) < 0;
    Step rule =
        new Step(
            merge ? "距离小于两排气筒高度之和，应合并" : "距离不小于两排气筒高度之和，不合并",
            merge
                ? "closer than the sum of the heights: one equivalent stack"
                : "not closer than the sum of the heights: two stacks",
            "%s m, %s + %s m"
                .formatted(
                    distanceM.toPlainString(),
                    first.heightM().toPlainString(),
                    second.heightM().toPlainString()),
            merge ? "merge" : "no merge");
    if (!merge) {
      return new Reasoned<>(Optional.empty(), BASIS, List.of(rule));
    }
    BigDecimal sum = first.kgPerHour().add(second.kgPerHour());
    if (sum.signum() == 0) {
      throw new LawException(
          LawException.Code.NO_DATA, "q1", "neither stack emits anything: q1 and q2 are 0");
    }
    BigDecimal squares = first.heightM().pow(2).add(second.heightM().pow(2));
    BigDecimal height = Exact.divide(squares, BigDecimal.TWO).sqrt(Exact.PRECISION);
    BigDecimal place = Exact.divide(distanceM.multiply(second.kgPerHour()), sum);
    return new Reasoned<>(
        Optional.of(new EquivalentStack(sum, height, place)),
        BASIS,
        List.of(
            rule,
            new Step(
                "等效高度",
                "equivalent height",
                "√((%s² + %s²) / 2)"
                    .formatted(first.heightM().toPlainString(), second.heightM().toPlainString()),
                Exact.text(height, 4) + " m"),
            new Step(
                "等效位置，距 1 号排气筒",
                "place, from stack 1",
                "%s × %s / %s"
                    .formatted(
                        distanceM.toPlainString(),
                        second.kgPerHour().toPlainString(),
                        sum.toPlainString()),
                Exact.text(place, 4) + " m")));
  }
}
