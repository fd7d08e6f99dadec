// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * Flood signal of a station, by its marks on one datum (level, m) or its flows (m3/s). The rules
 * say blue "near" the warning mark and not how near: that is set for each station. Immutable.
 *
 * @param warning 警戒
 * @param guarantee 保证, above the warning
 * @param record the highest ever; null: not known
 * @param near how far below the warning blue begins, above 0
 */
public record FloodSignal(
    BigDecimal warning, BigDecimal guarantee, @Nullable BigDecimal record, BigDecimal near) {
  public static final Basis BASIS =
      new Basis(
          "水情预警信号 (water-regime warning signals)",
          "flood signals, blue to red",
          Confidence.MEDIUM,
          "two encyclopedia and agency pages");

  /** Half a metre: a proposal of this program, no rule's. */
  public static final BigDecimal USUAL_NEAR = new BigDecimal("0.5");

  private static final BigDecimal NEAR_FIVE_YEARS = new BigDecimal("4.5");

  public FloodSignal {
    Check.notNegative("near", near);
    if (guarantee.compareTo(warning) <= 0) {
      throw new LawException(
          LawException.Code.CONFLICT,
          "guarantee",
          "guarantee (%s) must be above warning (%s)"
              .formatted(guarantee.toPlainString(), warning.toPlainString()));
    }
    if (record != null && record.compareTo(warning) <= 0) {
      throw new LawException(
          LawException.Code.CONFLICT,
          "record",
          "record (%s) must be above warning (%s)"
              .formatted(record.toPlainString(), warning.toPlainString()));
    }
  }

  /** The colour of a level. */
  public Reasoned<SignalColour> at(BigDecimal level) {
    List<Step> steps = new ArrayList<>();
    SignalColour colour = colour(level, steps);
    steps.add(new Step("洪水预警信号", "flood signal", "", colour.zh() + " " + colour.word()));
    return new Reasoned<>(colour, BASIS, steps);
  }

  /** The colour of a return period in years; what counts is the worse of this and the level's. */
  public static SignalColour ofReturnPeriod(BigDecimal years) {
    Check.notNegative("returnYears", years);
    if (years.compareTo(BigDecimal.valueOf(50)) >= 0) {
      return SignalColour.RED;
    }
    if (years.compareTo(BigDecimal.valueOf(20)) >= 0) {
      return SignalColour.ORANGE;
    }
    if (years.compareTo(BigDecimal.valueOf(5)) >= 0) {
      return SignalColour.YELLOW;
    }
    return years.compareTo(NEAR_FIVE_YEARS) >= 0 ? SignalColour.BLUE : SignalColour.NONE;
  }

  private SignalColour colour(BigDecimal level, List<Step> steps) {
    if (record != null && reaches(level, record, "历史最高", "highest on record", steps)) {
      return SignalColour.RED;
    }
    if (reaches(level, guarantee, "保证值", "guarantee", steps)) {
      return SignalColour.ORANGE;
    }
    if (reaches(level, warning, "警戒值", "warning", steps)) {
      return SignalColour.YELLOW;
    }
    return reaches(level, warning.subtract(near), "接近警戒值", "near the warning", steps)
        ? SignalColour.BLUE
        : SignalColour.NONE;
  }

  private static boolean reaches(
      BigDecimal level, BigDecimal mark, String zh, String en, List<Step> steps) {
    boolean reached = level.compareTo(mark) >= 0;
    steps.add(
        new Step(
            "达到或超过" + zh,
            "at or above: " + en,
            "%s ≥ %s".formatted(Shown.text(level), Shown.text(mark)),
            reached ? "yes" : "no"));
    return reached;
  }
}
