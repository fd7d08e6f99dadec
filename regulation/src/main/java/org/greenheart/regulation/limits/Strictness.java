// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.util.OptionalInt;
import org.greenheart.regulation.rules.Exact;

/** Which of two limits allows less. */
final class Strictness {
  private Strictness() {}

  /** Below 0: the first is stricter. Nothing when they limit different quantities. */
  static OptionalInt compare(Limit one, Limit other) {
    Unit unit = Unit.of(one.unit());
    Unit otherUnit = Unit.of(other.unit());
    if (!otherUnit.convertsTo(unit)
        || (one.referenceOxygen() == null) != (other.referenceOxygen() == null)) {
      return OptionalInt.empty();
    }
    if (one.bound() instanceof Bound.AtMost(BigDecimal most)
        && other.bound() instanceof Bound.AtMost(BigDecimal otherMost)) {
      return OptionalInt.of(
          atNoOxygen(most, one).compareTo(atNoOxygen(otherUnit.convert(otherMost, unit), other)));
    }
    if (one.bound() instanceof Bound.AtLeast(BigDecimal least)
        && other.bound() instanceof Bound.AtLeast(BigDecimal otherLeast)) {
      return OptionalInt.of(otherUnit.convert(otherLeast, unit).compareTo(least));
    }
    if (one.bound() instanceof Bound.Within(BigDecimal low, BigDecimal high)
        && other.bound() instanceof Bound.Within(BigDecimal otherLow, BigDecimal otherHigh)) {
      int lower = otherLow.compareTo(low);
      int upper = high.compareTo(otherHigh);
      // One range inside the other, or none comparable.
      return lower * upper < 0 ? OptionalInt.empty() : OptionalInt.of(lower + upper);
    }
    return OptionalInt.empty();
  }

  /** A limit at 18 % oxygen and one at 3 % compare by what they are at the same dilution. */
  private static BigDecimal atNoOxygen(BigDecimal value, Limit limit) {
    BigDecimal reference = limit.referenceOxygen();
    return reference == null ? value : Exact.divide(value, Limit.AIR_OXYGEN.subtract(reference));
  }
}
