// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.jspecify.annotations.Nullable;

/**
 * One limit, as held from one day to another and known since some instant. Immutable.
 *
 * @param item its name as in {@link Items}
 * @param code the HJ 212 code; empty when there is none
 * @param unit {@code mg/m3}; {@code 1} for pH
 * @param referenceOxygen percent, above 0 and below 21; null: the measured value is judged
 * @param validity days of the data
 * @param basis of low confidence: unverified, see {@link #shownBasis()}
 * @param enabled whether it judges
 */
public record Limit(
    LimitScope scope,
    String item,
    String code,
    Bound bound,
    String unit,
    Averaging averaging,
    @Nullable BigDecimal referenceOxygen,
    Validity validity,
    Basis basis,
    Entry entry,
    boolean enabled) {
  /** Percent of oxygen in air as every conversion formula writes it: 21, not 20.9. */
  static final BigDecimal AIR_OXYGEN = BigDecimal.valueOf(21);

  public Limit {
    requireNonNull(scope, "scope is null");
    requireNonNull(code, "code is null");
    requireNonNull(bound, "bound is null");
    requireNonNull(averaging, "averaging is null");
    requireNonNull(validity, "validity is null");
    requireNonNull(basis, "basis is null");
    requireNonNull(entry, "entry is null");
    item = Items.shipped().nameOf(item);
    if (item.isEmpty() || unit.isBlank()) {
      throw new IllegalArgumentException(
          "a limit must have its item and its unit: item (%s), unit (%s)".formatted(item, unit));
    }
    if (referenceOxygen != null
        && (referenceOxygen.signum() <= 0 || referenceOxygen.compareTo(AIR_OXYGEN) >= 0)) {
      throw new IllegalArgumentException(
          "reference oxygen (%s) must be above 0 and below 21".formatted(referenceOxygen));
    }
    if (bound instanceof Bound.Within && Unit.of(unit).isConcentration()) {
      throw new IllegalArgumentException(
          "a range (%s) must not be set on a concentration".formatted(bound.text()));
    }
  }

  /** What can hold only once on a day. An outlet has one permit, whatever its number. */
  LimitKey key() {
    LimitScope place =
        scope.level() == Level.PERMIT
            ? LimitScope.permit(scope.holder(), "any", scope.medium())
            : scope;
    return new LimitKey(place, item, averaging, Unit.of(unit).quantity(), bound.operator());
  }

  /**
   * The same limit switched on or off by an operator: a new entry, never a change of the old one.
   */
  public Limit enabled(boolean on, Entry by) {
    return new Limit(
        scope, item, code, bound, unit, averaging, referenceOxygen, validity, basis, by, on);
  }

  /** The basis as it may be shown: one of low confidence is never printed as law. */
  public Basis shownBasis() {
    return shown(basis);
  }

  static Basis shown(Basis basis) {
    return basis.confidence() == Confidence.LOW
        ? new Basis("未核实 unverified: " + basis.document(), "", basis.confidence(), basis.source())
        : basis;
  }

  /**
   * The bound in another unit, exact.
   *
   * @throws org.greenheart.regulation.rules.LawException when the units do not convert
   */
  public Bound boundIn(String other) {
    Unit from = Unit.of(unit);
    Unit to = Unit.of(other);
    return switch (bound) {
      case Bound.AtMost(BigDecimal value) -> new Bound.AtMost(from.convert(value, to));
      case Bound.AtLeast(BigDecimal value) -> new Bound.AtLeast(from.convert(value, to));
      case Bound.DutyFrom(BigDecimal value) -> new Bound.DutyFrom(from.convert(value, to));
      case Bound.Within range when from.convertsTo(to) -> range;
      case Bound.Within(BigDecimal low, BigDecimal high) ->
          new Bound.Within(from.convert(low, to), from.convert(high, to));
    };
  }

  /** In one line: {@code GB 3095-2026, L2: PM2.5 <= 60 ug/m3 (day)}. */
  public String describe() {
    String distinction = scope.distinction();
    return "%s%s: %s %s %s%s (%s)%s"
        .formatted(
            shownBasis().document(),
            distinction.isEmpty() ? "" : ", " + distinction,
            item,
            bound.operator(),
            bound.text(),
            unit.equals("1") ? "" : " " + unit,
            averaging.shown(),
            referenceOxygen == null
                ? ""
                : " at %s %% O2".formatted(referenceOxygen.toPlainString()));
  }

  /** With its days and its entry, for messages about two that contradict each other. */
  String identify() {
    return "%s, valid %s, %s".formatted(describe(), validity, entry.shown());
  }
}
