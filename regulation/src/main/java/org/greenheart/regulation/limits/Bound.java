// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Exact;

/** How far a value may go; equality always complies. The digits given are the digits judged by. */
public sealed interface Bound {

  /** At most so much. */
  record AtMost(BigDecimal value) implements Bound {
    public AtMost {
      notNegative(value);
    }
  }

  /** At least so much: dissolved oxygen, an efficiency. */
  record AtLeast(BigDecimal value) implements Bound {
    public AtLeast {
      notNegative(value);
    }
  }

  /** From low to high: pH. */
  record Within(BigDecimal low, BigDecimal high) implements Bound {
    public Within {
      notNegative(low);
      if (low.compareTo(high) >= 0) {
        throw new IllegalArgumentException(
            "a range (%s-%s) must begin below its end".formatted(low, high));
      }
    }
  }

  /** No limit but the amount from which a duty begins: it judges nothing. */
  record DutyFrom(BigDecimal value) implements Bound {
    public DutyFrom {
      notNegative(value);
    }
  }

  /**
   * Reads the columns of a table.
   *
   * @param operator {@code <=}, {@code >=}, {@code range} or {@code from}
   * @param value a number, {@code 6-9} for a range
   * @throws IllegalArgumentException when it is no bound
   */
  static Bound parse(String operator, String value) {
    return switch (operator) {
      case "<=" -> new AtMost(number(value));
      case ">=" -> new AtLeast(number(value));
      case "from" -> new DutyFrom(number(value));
      case "range" -> {
        String[] ends = value.split("-", 2);
        if (ends.length != 2) {
          throw new IllegalArgumentException("range (%s) must be like 6-9".formatted(value));
        }
        yield new Within(number(ends[0]), number(ends[1]));
      }
      default ->
          throw new IllegalArgumentException(
              "op (%s) must be <=, >=, range or from".formatted(operator));
    };
  }

  /**
   * A value as it is compared. With one end it is rounded to the digits of the limit (GB/T
   * 8170-2008, 修约值比较法); with two (pH) all its digits are compared (全数值比较法): rounding 9.4 to 9 would
   * let a breach pass. The calculator and the watch both judge by this.
   */
  default BigDecimal compared(BigDecimal value) {
    return switch (this) {
      case AtMost(BigDecimal most) -> inDigitsOf(most, value);
      case AtLeast(BigDecimal least) -> inDigitsOf(least, value);
      case Within _, DutyFrom _ -> value;
    };
  }

  /** Whether a value breaks it as it stands; equality complies. */
  default boolean isBrokenBy(BigDecimal value) {
    return switch (this) {
      case AtMost(BigDecimal most) -> value.compareTo(most) > 0;
      case AtLeast(BigDecimal least) -> value.compareTo(least) < 0;
      case Within(BigDecimal low, BigDecimal high) ->
          value.compareTo(low) < 0 || value.compareTo(high) > 0;
      case DutyFrom _ -> false;
    };
  }

  private static BigDecimal inDigitsOf(BigDecimal bound, BigDecimal value) {
    int digits = Math.max(0, bound.scale());
    return value.scale() > digits ? Exact.round(value, digits) : value;
  }

  /** The operator as tables write it. */
  default String operator() {
    return switch (this) {
      case AtMost _ -> "<=";
      case AtLeast _ -> ">=";
      case Within _ -> "range";
      case DutyFrom _ -> "from";
    };
  }

  /** The number as tables write it: {@code 0.50}, {@code 6-9}. */
  default String text() {
    return switch (this) {
      case AtMost(BigDecimal value) -> value.toPlainString();
      case AtLeast(BigDecimal value) -> value.toPlainString();
      case Within(BigDecimal low, BigDecimal high) ->
          low.toPlainString() + "-" + high.toPlainString();
      case DutyFrom(BigDecimal value) -> value.toPlainString();
    };
  }

  private static BigDecimal number(String text) {
    int mostPlaces = 100;
    try {
      BigDecimal number = new BigDecimal(text.strip());
      // An exponent in the millions would be as many digits where it is written out.
      if (Math.abs((long) number.scale()) + number.precision() <= mostPlaces) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("value (%s) must be a number".formatted(text), e);
    }
    throw new IllegalArgumentException(
        "value (%s) must have at most %s digits".formatted(text, mostPlaces));
  }

  private static void notNegative(BigDecimal value) {
    if (requireNonNull(value, "value is null").signum() < 0) {
      throw new IllegalArgumentException(
          "a limit (%s) must not be negative".formatted(value.toPlainString()));
    }
  }
}
