// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.greenheart.regulation.cems.Conversion;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A limit as the values of one Datastream are held against it: its ends in their unit, and which
 * value it judges. Compares as the calculator does ({@link Bound#compared}). Immutable.
 */
public final class StandingLimit {
  /** Digits kept of a conversion beyond those of the limit and of the value. */
  private static final int MORE_DIGITS = 4;

  private static final int MOST_DIGITS = 12;

  private final @Nullable Bound bound;
  private final BigDecimal factor;
  private final Judges judges;
  private final @Nullable BigDecimal oxygen;
  private final @Nullable Decimal lower;
  private final @Nullable Decimal upper;

  /** Which value a limit judges. */
  public enum Judges {
    /** The measured one: the standard has no reference oxygen (GB 37822-2019 10.3.3). */
    MEASURED,
    /** The one converted to its reference oxygen (折算), and no other. */
    CONVERTED,
    /** A permit, or a rule's own number, that says nothing of oxygen: as the rule says. */
    AS_THE_RULE_SAYS
  }

  private StandingLimit(
      @Nullable Bound bound,
      BigDecimal factor,
      Judges judges,
      @Nullable BigDecimal oxygen,
      @Nullable Decimal lower,
      @Nullable Decimal upper) {
    this.bound = bound;
    this.factor = factor;
    this.judges = judges;
    this.oxygen = oxygen;
    this.lower = lower;
    this.upper = upper;
  }

  /** A rule's own upper end: no standard's number, so nothing is rounded to its digits. */
  public static StandingLimit atMost(Decimal most) {
    return own(null, most);
  }

  /** A rule's own lower end. */
  public static StandingLimit atLeast(Decimal least) {
    return own(least, null);
  }

  /** A rule's own range. */
  public static StandingLimit within(Decimal low, Decimal high) {
    return own(low, high);
  }

  private static StandingLimit own(@Nullable Decimal lower, @Nullable Decimal upper) {
    return new StandingLimit(null, BigDecimal.ONE, Judges.AS_THE_RULE_SAYS, null, lower, upper);
  }

  /**
   * A limit that counts at an outlet.
   *
   * @param unit of the Datastream; empty when it is not known
   * @param oxygen that it stands at; null for none
   * @return empty for an amount from which a duty begins: that is no limit
   */
  public static Optional<StandingLimit> of(
      Limit limit, String unit, Judges judges, @Nullable BigDecimal oxygen) {
    Unit from = Unit.of(unit);
    Unit to = Unit.of(limit.unit());
    BigDecimal factor = from.convertsTo(to) ? from.convert(BigDecimal.ONE, to) : BigDecimal.ONE;
    Bound bound = limit.bound();
    return switch (bound) {
      case Bound.AtMost(BigDecimal most) ->
          Optional.of(new StandingLimit(bound, factor, judges, oxygen, null, here(most, factor)));
      case Bound.AtLeast(BigDecimal least) ->
          Optional.of(new StandingLimit(bound, factor, judges, oxygen, here(least, factor), null));
      case Bound.Within(BigDecimal low, BigDecimal high) ->
          Optional.of(
              new StandingLimit(
                  bound, factor, judges, oxygen, here(low, factor), here(high, factor)));
      case Bound.DutyFrom _ -> Optional.empty();
    };
  }

  /** A number of the limit in the Datastream's unit. */
  private static Decimal here(BigDecimal number, BigDecimal factor) {
    BigDecimal value = factor.compareTo(BigDecimal.ONE) == 0 ? number : number.divide(factor);
    return Decimal.of(value)
        .orElseThrow(
            () -> new IllegalArgumentException("a limit (%s) is too long".formatted(value)));
  }

  /** Which value it judges. */
  public Judges judges() {
    return judges;
  }

  /** Whether it judges converted values and no other. */
  public boolean isOfConverted() {
    return judges == Judges.CONVERTED;
  }

  /** The highest value allowed, in the Datastream's unit. */
  public Optional<Decimal> upper() {
    return Optional.ofNullable(upper);
  }

  /** The lowest value allowed, in the Datastream's unit. */
  public Optional<Decimal> lower() {
    return Optional.ofNullable(lower);
  }

  /**
   * Digits after the point that a value in the Datastream's unit is rounded to before it is
   * compared; below 0: tens, hundreds; empty when all are compared.
   */
  public OptionalInt digits() {
    if (bound == null) {
      return OptionalInt.empty();
    }
    return switch (bound) {
      case Bound.AtMost(BigDecimal most) -> OptionalInt.of(digits(most));
      case Bound.AtLeast(BigDecimal least) -> OptionalInt.of(digits(least));
      case Bound.Within _, Bound.DutyFrom _ -> OptionalInt.empty();
    };
  }

  private int digits(BigDecimal number) {
    // The factor is a power of ten.
    return Math.max(0, number.scale()) + factor.precision() - 1 - factor.scale();
  }

  /** Whether both ends limit. */
  public boolean isRange() {
    return lower != null && upper != null;
  }

  /** The end that a value is told with: the upper one where there is one. */
  public Decimal end() {
    return requireNonNull(upper != null ? upper : lower, "a limit has an end");
  }

  /** Whether a number is one of its ends. */
  public boolean hasEnd(@Nullable Decimal number) {
    return number != null
        && Stream.of(upper().stream(), lower().stream())
            .flatMap(end -> end)
            .anyMatch(end -> Objects.equals(end, number));
  }

  /** The end that a value breaks; empty when it complies, as a value equal to the limit does. */
  public Optional<Decimal> brokenBy(Decimal value) {
    boolean below = lower != null && value.compareTo(lower) < 0;
    boolean above = upper != null && value.compareTo(upper) > 0;
    if (!below && !above) {
      return Optional.empty(); // rounding brings no value beyond a limit
    }
    boolean broken =
        bound == null || bound.isBrokenBy(bound.compared(value.toBigDecimal().multiply(factor)));
    return broken ? Optional.ofNullable(below ? lower : upper) : Optional.empty();
  }

  /**
   * A measured value at the limit's oxygen, cut so that comparing it says what comparing all its
   * digits would.
   *
   * @param percent oxygen measured beside it
   * @return empty when gas with so much oxygen is not converted
   */
  public Optional<Decimal> converted(Decimal measured, Decimal percent) {
    if (oxygen == null || !Conversion.converts(percent.toBigDecimal())) {
      return Optional.empty();
    }
    int digits = Math.min(MOST_DIGITS, Math.max(end().scale(), measured.scale()) + MORE_DIGITS);
    return Decimal.of(
        Exact.cut(
            Conversion.value(measured.toBigDecimal(), percent.toBigDecimal(), oxygen), digits));
  }
}
