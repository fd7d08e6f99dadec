// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/**
 * How far a year's target is. The target is a number that was set for a place; the rest is
 * arithmetic, unrounded, on the assumption that every day that is left will be valid. Immutable.
 *
 * @param yearToDate the mean (unit of the target), or the rate of good days in percent
 * @param validDays so far
 * @param daysLeft after the last day of the data
 * @param allowedMean for the target of a mean: what the rest of the year may have on average, at
 *     most; nothing when no day is left, or when even 0 is too much
 * @param badDaysAllowed for the target of good days: how many more may be bad; nothing when there
 *     were too many already
 * @param goodDaysNeeded for the target of good days: how many of the days left must be good
 */
public record Attainment(
    BigDecimal target,
    BigDecimal yearToDate,
    int validDays,
    int daysLeft,
    Optional<BigDecimal> allowedMean,
    Optional<Integer> badDaysAllowed,
    Optional<Integer> goodDaysNeeded,
    State state) {
  private static final Basis MEAN =
      new Basis(
          "GB 3095",
          "definition of the annual mean; the target is the operator's",
          Confidence.HIGH,
          "text of the standard");

  /** Where the year stands. */
  public enum State {
    /** Nothing that is left can spoil it. */
    REACHED,
    /** It is met if the rest is like the past. */
    ON_TRACK,
    /** It is missed if the rest is like the past. */
    BEHIND,
    /** Nothing that is left can save it. */
    OUT_OF_REACH;

    /** {@code reached}, {@code on track}, {@code behind}, {@code out of reach}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  public Attainment {
    requireNonNull(target, "target is null");
    requireNonNull(yearToDate, "yearToDate is null");
    requireNonNull(allowedMean, "allowedMean is null");
    requireNonNull(badDaysAllowed, "badDaysAllowed is null");
    requireNonNull(goodDaysNeeded, "goodDaysNeeded is null");
    requireNonNull(state, "state is null");
  }

  /**
   * The mean of a year against its target.
   *
   * @param target the mean of the year, at most; above 0
   * @param sum of the valid daily means so far
   * @param validDays at least one
   * @param daysLeft 0 to 365
   */
  public static Reasoned<Attainment> ofMean(
      BigDecimal target, BigDecimal sum, int validDays, int daysLeft) {
    check(target, validDays, daysLeft);
    Air.notNegative("values", sum);
    BigDecimal yearToDate = Exact.divide(sum, BigDecimal.valueOf(validDays));
    BigDecimal room =
        target.multiply(BigDecimal.valueOf((long) validDays + daysLeft)).subtract(sum);
    boolean met = yearToDate.compareTo(target) <= 0;
    Optional<BigDecimal> allowed =
        daysLeft == 0 || room.signum() < 0
            ? Optional.empty()
            : Optional.of(Exact.divide(room, BigDecimal.valueOf(daysLeft)));
    State state;
    if (room.signum() < 0) {
      state = State.OUT_OF_REACH;
    } else if (daysLeft == 0) {
      state = State.REACHED;
    } else {
      state = met ? State.ON_TRACK : State.BEHIND;
    }
    return new Reasoned<>(
        new Attainment(
            target,
            yearToDate,
            validDays,
            daysLeft,
            allowed,
            Optional.empty(),
            Optional.empty(),
            state),
        MEAN,
        List.of(
            new Step(
                "今年以来平均",
                "mean of the year to date",
                "%s / %s".formatted(sum.toPlainString(), validDays),
                Exact.text(yearToDate, 2)),
            new Step(
                "剩余日均值最高",
                "the rest of the year may have a mean of at most",
                "(%s × %s − %s) / %s"
                    .formatted(
                        target.toPlainString(),
                        validDays + daysLeft,
                        sum.toPlainString(),
                        daysLeft),
                allowed.map(value -> Exact.text(value, 2)).orElse("—"))));
  }

  /**
   * The rate of good days (优良天数比例, AQI up to 100) of a year against its target.
   *
   * @param targetPercent above 0 to 100
   * @param goodDays so far
   * @param validDays at least one
   * @param daysLeft 0 to 365
   * @param day of the data
   */
  public static Reasoned<Attainment> ofGoodDays(
      BigDecimal targetPercent, int goodDays, int validDays, int daysLeft, LocalDate day) {
    check(targetPercent, validDays, daysLeft);
    if (targetPercent.compareTo(BigDecimal.valueOf(100)) > 0) {
      throw outOfRange("target", targetPercent.toPlainString(), "above 0 and at most 100");
    }
    if (goodDays < 0 || goodDays > validDays) {
      throw outOfRange("goodDays", Integer.toString(goodDays), "from 0 to " + validDays);
    }
    int total = validDays + daysLeft;
    int needed =
        targetPercent
            .multiply(BigDecimal.valueOf(total))
            .movePointLeft(2)
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    BigDecimal rate =
        Exact.divide(BigDecimal.valueOf(100L * goodDays), BigDecimal.valueOf(validDays));
    int allowed = total - needed - (validDays - goodDays);
    int stillNeeded = Math.max(0, needed - goodDays);
    State state;
    if (allowed < 0) {
      state = State.OUT_OF_REACH;
    } else if (stillNeeded == 0) {
      state = State.REACHED;
    } else {
      state = rate.compareTo(targetPercent) >= 0 ? State.ON_TRACK : State.BEHIND;
    }
    return new Reasoned<>(
        new Attainment(
            targetPercent,
            rate,
            validDays,
            daysLeft,
            Optional.empty(),
            allowed < 0 ? Optional.empty() : Optional.of(Math.min(allowed, daysLeft)),
            Optional.of(stillNeeded),
            state),
        Statistics.rateBasis(day),
        List.of(
            new Step(
                "今年以来优良天数比例",
                "rate of good days of the year to date",
                "%s / %s × 100".formatted(goodDays, validDays),
                Exact.text(rate, 1) + " %"),
            new Step(
                "全年需优良天数",
                "good days that the year needs",
                "%s %% × %s".formatted(targetPercent.toPlainString(), total),
                Integer.toString(needed)),
            new Step(
                "还可有的污染天数",
                "bad days that are still allowed",
                "%s − %s − %s".formatted(total, needed, validDays - goodDays),
                Integer.toString(allowed))));
  }

  private static void check(BigDecimal target, int validDays, int daysLeft) {
    if (target.signum() <= 0) {
      throw outOfRange("target", target.toPlainString(), "above 0");
    }
    if (validDays < 1 || validDays > 366) {
      throw outOfRange("validDays", Integer.toString(validDays), "from 1 to 366");
    }
    if (daysLeft < 0 || daysLeft > 366 - validDays) {
      throw outOfRange("daysLeft", Integer.toString(daysLeft), "from 0 to " + (366 - validDays));
    }
  }

  private static LawException outOfRange(String field, String value, String rule) {
    return new LawException(
        LawException.Code.OUT_OF_RANGE, field, "%s (%s) must be %s".formatted(field, value, rule));
  }
}
