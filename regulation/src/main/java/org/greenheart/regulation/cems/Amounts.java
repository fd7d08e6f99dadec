// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Amounts of a day, month, quarter or year, in tonnes. Invalid hours are to be {@linkplain
 * Substitution substituted} before; what is still missing is counted, not taken as 0 in silence.
 */
public final class Amounts {
  public static final Basis BASIS = new Basis("HJ 75-2017", "", Confidence.LOW, "memory");

  private Amounts() {}

  /**
   * A sum and what it is made of. Immutable.
   *
   * @param tonnes of the parts that are there
   * @param counted how many those are
   * @param missing how many are not there
   */
  public record Sum(BigDecimal tonnes, int counted, int missing) {
    public Sum {
      requireNonNull(tonnes, "tonnes is null");
    }

    public boolean complete() {
      return missing == 0;
    }
  }

  /**
   * A day: Σ G_h × 10⁻³.
   *
   * @param kg of each hour, kg; null for one that is missing; not negative
   */
  public static Reasoned<Sum> ofHours(List<? extends @Nullable BigDecimal> kg) {
    return sum("hours", kg, 3, "Σ G_h × 10⁻³");
  }

  /**
   * A month, quarter or year: Σ G_d.
   *
   * @param tonnes of each day, t; null for one that is missing; not negative
   */
  public static Reasoned<Sum> ofDays(List<? extends @Nullable BigDecimal> tonnes) {
    return sum("days", tonnes, 0, "Σ G_d");
  }

  private static Reasoned<Sum> sum(
      String field, List<? extends @Nullable BigDecimal> parts, int shift, String formula) {
    BigDecimal sum = BigDecimal.ZERO;
    int counted = 0;
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal part = parts.get(i);
      if (part != null) {
        sum = sum.add(Check.notNegative("%s[%s]".formatted(field, i), part));
        counted++;
      }
    }
    if (counted == 0) {
      throw Check.noData(field, "a sum needs at least one value");
    }
    Sum result = new Sum(sum.movePointLeft(shift), counted, parts.size() - counted);
    return new Reasoned<>(
        result,
        BASIS,
        List.of(
            new Step(
                "排放量合计 " + formula,
                "amount " + formula,
                "%s counted, %s missing".formatted(counted, result.missing()),
                Shown.text(result.tonnes()) + " t")));
  }
}
