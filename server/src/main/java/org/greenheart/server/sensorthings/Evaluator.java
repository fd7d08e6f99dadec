// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Term;

/**
 * Works terms out for one row, with the meaning that their SQL has: a comparison with a missing
 * value is false (but {@code ne} is true), one of different types too; arithmetic that has no
 * result gives null. Numbers are exact to 34 digits.
 */
final class Evaluator {
  private static final MathContext EXACT = MathContext.DECIMAL128;

  /** Digits before or behind the point, beyond which a result is none, as in IEEE 754. */
  private static final long FURTHEST = 6_144;

  private static final Term.Constant NULL = new Term.Null();

  /** What a row holds. */
  @FunctionalInterface
  interface Values {
    Term.Constant of(Term.Access access);
  }

  private final Values values;

  Evaluator(Values values) {
    this.values = values;
  }

  boolean holds(Term condition) {
    return isTrue(value(condition));
  }

  Term.Constant value(Term term) {
    return switch (term) {
      case Term.Constant constant -> constant;
      case Term.Access access -> values.of(access);
      case Term.Call call -> call(call);
    };
  }

  private static boolean isTrue(Term.Constant value) {
    return value instanceof Term.Truth(boolean truth) && truth;
  }

  private Term.Constant call(Term.Call call) {
    List<Term> arguments = call.arguments();
    switch (call.operation()) {
      case AND -> {
        return truth(arguments.stream().allMatch(this::holds));
      }
      case OR -> {
        return truth(arguments.stream().anyMatch(this::holds));
      }
      case NOT -> {
        return truth(!holds(arguments.getFirst()));
      }
      default -> {}
    }
    Term.Constant first = arguments.isEmpty() ? NULL : value(arguments.getFirst());
    Term.Constant second = arguments.size() < 2 ? NULL : value(arguments.get(1));
    if (call.operation().isComparison()) {
      return truth(compare(call.operation(), first, second));
    }
    return switch (first) {
      case Term.Text(String text) when call.operation() == Operation.SUBSTRING ->
          substring(text, second, arguments.size() < 3 ? NULL : value(arguments.get(2)), arguments);
      case Term.Text(String text) -> ofText(call.operation(), text, second);
      case Term.Time(long micros) when second instanceof Term.Span(long span) ->
          sum(call.operation(), micros, span, Term.Time::new);
      case Term.Time(long micros) when second instanceof Term.Time(long other) ->
          sum(call.operation(), micros, other, Term.Span::new);
      case Term.Time(long micros) -> ofTime(call.operation(), micros);
      case Term.Span(long micros) when second instanceof Term.Span(long span) ->
          sum(call.operation(), micros, span, Term.Span::new);
      case Term.Span(long micros) when second instanceof Term.Time(long time) ->
          sum(call.operation(), micros, time, Term.Time::new);
      case Term.Numeral(BigDecimal number) -> ofNumber(call.operation(), number, second);
      case Term.Null ignored -> NULL;
      case Term.Truth ignored -> NULL;
      case Term.Span ignored -> NULL;
      case Term.Day ignored -> NULL;
      case Term.ClockTime ignored -> NULL;
    };
  }

  /** The sum or difference of microseconds; null when it is out of all range. */
  private static Term.Constant sum(
      Operation operation, long a, long b, LongFunction<Term.Constant> result) {
    try {
      return result.apply(
          operation == Operation.ADD ? Math.addExact(a, b) : Math.subtractExact(a, b));
    } catch (ArithmeticException e) {
      return NULL;
    }
  }

  private static Term.Constant truth(boolean value) {
    return new Term.Truth(value);
  }

  private static Term.Constant number(long value) {
    return new Term.Numeral(BigDecimal.valueOf(value));
  }

  static boolean compare(Operation operation, Term.Constant left, Term.Constant right) {
    if (left instanceof Term.Null || right instanceof Term.Null) {
      boolean same = left.equals(right);
      return operation == Operation.EQ ? same : operation == Operation.NE && !same;
    }
    Term.Constant a = left;
    Term.Constant b = right;
    // A time beside a value from JSON is compared as the text that the document would hold.
    if (a instanceof Term.Time(long micros) && b instanceof Term.Text) {
      a = new Term.Text(Iso.text(micros));
    } else if (b instanceof Term.Time(long micros) && a instanceof Term.Text) {
      b = new Term.Text(Iso.text(micros));
    }
    if (a.type() != b.type()) {
      return operation == Operation.NE;
    }
    int order = Constants.ORDER.compare(a, b);
    return switch (operation) {
      case EQ -> order == 0;
      case NE -> order != 0;
      case GT -> order > 0;
      case GE -> order >= 0;
      case LT -> order < 0;
      case LE -> order <= 0;
      default -> throw new IllegalArgumentException("no comparison: " + operation);
    };
  }

  private static Term.Constant ofText(Operation operation, String text, Term.Constant second) {
    String other = second instanceof Term.Text(String value) ? value : "";
    boolean hasOther = second instanceof Term.Text;
    return switch (operation) {
      case CONCAT -> hasOther ? new Term.Text(text + other) : NULL;
      case CONTAINS -> truth(hasOther && text.contains(other));
      case SUBSTRINGOF -> truth(hasOther && other.contains(text));
      case STARTSWITH -> truth(hasOther && text.startsWith(other));
      case ENDSWITH -> truth(hasOther && text.endsWith(other));
      case INDEXOF -> hasOther ? number(codePointIndex(text, text.indexOf(other))) : NULL;
      case LENGTH -> number(text.codePointCount(0, text.length()));
      case TOLOWER -> new Term.Text(text.toLowerCase(Locale.ROOT));
      case TOUPPER -> new Term.Text(text.toUpperCase(Locale.ROOT));
      case TRIM -> new Term.Text(text.strip());
      default -> NULL;
    };
  }

  private static int codePointIndex(String text, int index) {
    return index < 0 ? index : text.codePointCount(0, index);
  }

  private static Term.Constant substring(
      String text, Term.Constant from, Term.Constant count, List<Term> arguments) {
    if (!(from instanceof Term.Numeral(BigDecimal start))) {
      return NULL;
    }
    int length = text.codePointCount(0, text.length());
    int first = clamp(start, length);
    int last = length;
    if (arguments.size() == 3) {
      if (!(count instanceof Term.Numeral(BigDecimal many))) {
        return NULL;
      }
      last = Math.min(length, first + clamp(many, length));
    }
    return new Term.Text(
        text.substring(text.offsetByCodePoints(0, first), text.offsetByCodePoints(0, last)));
  }

  private static int clamp(BigDecimal number, int most) {
    return number.max(BigDecimal.ZERO).min(BigDecimal.valueOf(most)).intValue();
  }

  private static Term.Constant ofTime(Operation operation, long micros) {
    OffsetDateTime time = Micros.toInstant(micros).atOffset(ZoneOffset.UTC);
    return switch (operation) {
      case YEAR -> number(time.getYear());
      case MONTH -> number(time.getMonthValue());
      case DAY -> number(time.getDayOfMonth());
      case HOUR -> number(time.getHour());
      case MINUTE -> number(time.getMinute());
      case SECOND -> number(time.getSecond());
      case FRACTIONALSECONDS ->
          new Term.Numeral(BigDecimal.valueOf(Math.floorMod(micros, 1_000_000L), 6));
      case DATE_OF -> new Term.Day(time.toLocalDate());
      case TIME_OF -> new Term.ClockTime(LocalTime.from(time));
      // Times are kept in UTC.
      case TOTALOFFSETMINUTES -> number(0);
      default -> NULL;
    };
  }

  private static Term.Constant ofNumber(
      Operation operation, BigDecimal number, Term.Constant second) {
    return switch (operation) {
      case NEGATE -> new Term.Numeral(number.negate());
      case CEILING -> new Term.Numeral(number.setScale(0, RoundingMode.CEILING));
      case FLOOR -> new Term.Numeral(number.setScale(0, RoundingMode.FLOOR));
      case ROUND -> new Term.Numeral(number.setScale(0, RoundingMode.HALF_UP));
      default ->
          second instanceof Term.Numeral(BigDecimal other)
              ? arithmetic(operation, number, other)
              : NULL;
    };
  }

  private static Term.Constant arithmetic(Operation operation, BigDecimal a, BigDecimal b) {
    boolean byZero = b.signum() == 0;
    return switch (operation) {
      case ADD -> inRange(a.add(b, EXACT));
      case SUB -> inRange(a.subtract(b, EXACT));
      case MUL -> inRange(a.multiply(b, EXACT));
      case DIV -> byZero ? NULL : inRange(a.divide(b, EXACT));
      case MOD -> byZero ? NULL : remainder(a, b);
      default -> NULL;
    };
  }

  /**
   * Without this a few factors would make a number whose digits alone take seconds to write out.
   */
  private static Term.Constant inRange(BigDecimal result) {
    long exponent = (long) result.precision() - result.scale();
    return Math.abs(exponent) <= FURTHEST ? new Term.Numeral(result) : NULL;
  }

  private static Term.Constant remainder(BigDecimal a, BigDecimal b) {
    try {
      return new Term.Numeral(a.remainder(b, EXACT));
    } catch (ArithmeticException e) {
      // The whole quotient has more than 34 digits.
      return NULL;
    }
  }
}
