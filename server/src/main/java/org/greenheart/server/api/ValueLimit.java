// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/**
 * What a value is held against.
 *
 * @param lower lowest allowed; null where there is no such
 * @param upper highest allowed; null where there is no such
 * @param averaging the mean that it is about
 * @param basis where it comes from, such as a permit's number or a standard
 * @param whose {@code permit}, {@code local} or {@code national}
 * @param ref names it, see {@code /api/limits}
 * @param confidence of its basis: {@code high}, {@code medium} or {@code low}
 * @param judges which value it judges: {@code measured}, {@code converted} or {@code
 *     as-the-rule-says}
 * @param oxygen reference oxygen that a converted value stands at, percent; null for none
 * @param digits after the point that a value is rounded to before it is compared (GB/T 8170); below
 *     0: tens, hundreds; null: all are compared
 */
public record ValueLimit(
    @Nullable Decimal lower,
    @Nullable Decimal upper,
    Interval averaging,
    String basis,
    String whose,
    String ref,
    String confidence,
    String judges,
    @Nullable BigDecimal oxygen,
    @Nullable Integer digits) {
  /** The word for {@code judges} of a limit at a reference oxygen. */
  public static final String CONVERTED = "converted";

  /** The word for {@code judges} of a standard without one. */
  public static final String MEASURED = "measured";

  private static final BigDecimal NEAR = new BigDecimal("0.9");

  public ValueLimit {
    requireNonNull(averaging, "averaging is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(whose, "whose is null");
    requireNonNull(ref, "ref is null");
    requireNonNull(confidence, "confidence is null");
    requireNonNull(judges, "judges is null");
    if (lower == null && upper == null) {
      throw new IllegalArgumentException("lower and upper must not both be null");
    }
  }

  /** What it judges of a row; empty when that was not sent. */
  Optional<Decimal> judged(Observation row) {
    Decimal measured = row.result() instanceof Decimal number ? number : null;
    Decimal corrected = row.parameters().get("corrected") instanceof Decimal sent ? sent : null;
    return Optional.ofNullable(
        switch (judges) {
          case CONVERTED -> corrected;
          case MEASURED -> measured;
          default -> corrected == null ? measured : corrected;
        });
  }

  boolean isBrokenBy(Decimal judged) {
    BigDecimal value = judged.toBigDecimal();
    BigDecimal compared =
        digits == null || value.scale() <= digits
            ? value
            : value.setScale(digits, RoundingMode.HALF_EVEN);
    return (upper != null && compared.compareTo(upper.toBigDecimal()) > 0)
        || (lower != null && compared.compareTo(lower.toBigDecimal()) < 0);
  }

  /** Within a tenth of the highest allowed; a range such as that of pH has no near. */
  boolean isNeared(Decimal judged) {
    return upper != null
        && lower == null
        && judged.toBigDecimal().compareTo(upper.toBigDecimal().multiply(NEAR)) >= 0;
  }
}
