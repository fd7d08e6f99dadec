// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Step;

/**
 * The individual index (空气质量分指数, IAQI) of one indicator. Its working is written only when asked
 * for. Immutable.
 */
public final class IndividualIndex {
  private final Indicator indicator;
  private final BigDecimal concentration;
  private final BigDecimal rounded;
  private final Breakpoints column;
  private final int index;

  IndividualIndex(
      Indicator indicator, BigDecimal concentration, BigDecimal rounded, Breakpoints column) {
    this.indicator = indicator;
    this.concentration = concentration;
    this.rounded = rounded;
    this.column = column;
    this.index = column.index(rounded);
  }

  public Indicator indicator() {
    return indicator;
  }

  /** As given. */
  public BigDecimal concentration() {
    return concentration;
  }

  /** As looked up: rounded where the edition says so. */
  public BigDecimal rounded() {
    return rounded;
  }

  /** 0 to 500, rounded up; nothing when the edition has no index for this concentration. */
  public OptionalInt value() {
    return Breakpoints.optional(index);
  }

  /** The index, or −1: for comparing without a box. */
  int number() {
    return index;
  }

  /** Whether the concentration is above the last node of the table: the index stops at 500. */
  public boolean beyondIndex() {
    return column.beyondIndex(rounded);
  }

  public Basis basis() {
    return column.basis();
  }

  /** The working. */
  public List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    if (rounded.compareTo(concentration) != 0) {
      steps.add(
          new Step(
              indicator.pollutant() + " 浓度修约（四舍六入五成双）",
              "concentration of " + indicator.pollutant() + " rounded half to even",
              concentration.toPlainString(),
              rounded.toPlainString()));
    }
    steps.add(column.step(indicator, rounded));
    return steps;
  }
}
