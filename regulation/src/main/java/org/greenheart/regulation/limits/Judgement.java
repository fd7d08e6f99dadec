// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.cems.Conversion;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Judges one value by one limit: unit, reference oxygen, rounding to the digits of the limit (GB/T
 * 8170-2008, 修约值比较法), comparison. A range (pH) is compared with all its digits (全数值比较法): rounding
 * 9.4 to 9 would let a breach pass. Whether a value may be judged at all - a valid hour, not
 * stopped, not exempt - is the caller's question. A limit that is not enabled is judged like any
 * other here: who must not act on it asks {@link Limit#enabled()}. One use, one thread.
 */
public final class Judgement {
  /** What {@link Verdict#roundingDecides()} stands on. */
  public static final Basis ROUNDING =
      new Basis("GB/T 8170-2008", "", Confidence.MEDIUM, "widely used; the clause was not read");

  private static final int MULTIPLE_DIGITS = 4;
  private final Limit limit;
  private final Measured measured;
  private boolean roundingDecides;
  private final List<Step> steps = new ArrayList<>();

  private Judgement(Limit limit, Measured measured) {
    this.limit = limit;
    this.measured = measured;
  }

  /**
   * @throws LawException {@link LawException.Code#NO_RULE} for a mean over another time or a limit
   *     that is none, {@link LawException.Code#WRONG_UNIT}, {@link LawException.Code#MISSING} when
   *     the limit has a reference oxygen and the value is neither converted nor has an oxygen
   */
  public static Reasoned<Verdict> of(Limit limit, Measured measured) {
    return new Judgement(limit, measured).judge();
  }

  private Reasoned<Verdict> judge() {
    if (!limit.averaging().judges(measured.averaging())) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "interval",
          "a value over %s cannot be judged by a limit over %s"
              .formatted(measured.averaging().shown(), limit.averaging().shown()));
    }
    BigDecimal value = atReferenceOxygen(inUnitOfLimit());
    Verdict verdict =
        switch (limit.bound()) {
          case Bound.AtMost(BigDecimal most) -> {
            BigDecimal judged = compared(value);
            yield verdict(judged, multiple(judged, most));
          }
          case Bound.AtLeast _, Bound.Within _ -> verdict(compared(value), null);
          case Bound.DutyFrom _ ->
              throw new LawException(
                  LawException.Code.NO_RULE,
                  "item",
                  "%s is no limit but the amount from which a duty begins"
                      .formatted(limit.describe()));
        };
    return new Reasoned<>(verdict, limit.shownBasis(), steps);
  }

  private BigDecimal inUnitOfLimit() {
    BigDecimal value = Unit.of(measured.unit()).convert(measured.value(), Unit.of(limit.unit()));
    if (!Unit.of(measured.unit()).equals(Unit.of(limit.unit()))) {
      step(
          "单位换算",
          "unit",
          "%s %s".formatted(measured.value().toPlainString(), measured.unit()),
          "%s %s".formatted(value.toPlainString(), limit.unit()));
    }
    return value;
  }

  /** GB 13271-2014 and GB 37822-2019, formula (1): ρ × (21 − O_ref) / (21 − O). */
  private BigDecimal atReferenceOxygen(BigDecimal value) {
    BigDecimal reference = limit.referenceOxygen();
    if (reference == null) {
      if (measured.converted()) {
        throw new LawException(
            LawException.Code.OUT_OF_RANGE,
            "converted",
            "the limit has no reference oxygen: the measured value is judged (%s)"
                .formatted(limit.describe()));
      }
      return value;
    }
    if (measured.converted()) {
      return value;
    }
    BigDecimal oxygen = measured.oxygenPercent();
    if (oxygen == null) {
      throw new LawException(
          LawException.Code.MISSING,
          "o2",
          "the limit stands at %s %% oxygen: give the converted value, or o2"
              .formatted(reference.toPlainString()));
    }
    BigDecimal converted = Conversion.value(value, oxygen, reference);
    step(
        "折算到基准含氧量",
        "converted to the reference oxygen",
        "%s × (21 − %s) / (21 − %s)"
            .formatted(value.toPlainString(), reference.toPlainString(), oxygen.toPlainString()),
        Exact.text(converted, 6));
    return converted;
  }

  private BigDecimal compared(BigDecimal value) {
    BigDecimal rounded = limit.bound().compared(value);
    if (rounded.compareTo(value) != 0) {
      roundingDecides = limit.bound().isBrokenBy(value) != limit.bound().isBrokenBy(rounded);
      step(
          roundingDecides ? "按限值位数修约（GB/T 8170-2008），结果取决于修约" : "按限值位数修约（GB/T 8170-2008）",
          "rounded to the digits of the limit (GB/T 8170-2008)"
              + (roundingDecides ? "; the rounding decides" : ""),
          Exact.text(value, rounded.scale() + 6),
          rounded.toPlainString());
    }
    return rounded;
  }

  private static @Nullable BigDecimal multiple(BigDecimal value, BigDecimal bound) {
    return bound.signum() == 0
        ? null
        : Exact.round(Exact.divide(value.subtract(bound), bound), MULTIPLE_DIGITS);
  }

  private Verdict verdict(BigDecimal judged, @Nullable BigDecimal multiple) {
    boolean exceeded = limit.bound().isBrokenBy(judged);
    step(
        exceeded ? "超标" : "达标",
        exceeded ? "exceeded" : "complies",
        "%s %s %s".formatted(Exact.text(judged, 6), limit.bound().operator(), limit.bound().text()),
        exceeded ? "no" : "yes");
    if (multiple != null && exceeded) {
      step(
          "超标倍数",
          "exceedance multiple",
          "(%s − %s) / %s"
              .formatted(judged.toPlainString(), limit.bound().text(), limit.bound().text()),
          multiple.toPlainString());
    }
    return new Verdict(limit, judged, exceeded, multiple, roundingDecides);
  }

  private void step(String zh, String en, String expression, String result) {
    steps.add(new Step(zh, en, expression, result));
  }
}
