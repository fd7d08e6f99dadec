// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Rainstorm signals, and the classes of a day's rain. */
public final class RainstormSignal {
  private static final RuleTable TABLE = RuleTable.resource(RainstormSignal.class, "rain.tsv");

  private RainstormSignal() {}

  /**
   * The signal of the rain that fell or is expected.
   *
   * @param mmByHours length of a window in hours (3, 6, 12) to its rain, mm; at least one
   */
  public static Reasoned<SignalColour> of(Map<Integer, BigDecimal> mmByHours, LocalDate date) {
    if (mmByHours.isEmpty()) {
      throw Check.noData("mm", "a signal needs the rain of 3, 6 or 12 hours");
    }
    mmByHours.forEach((hours, mm) -> Check.notNegative("mm%sh".formatted(hours), mm));
    SignalColour colour = SignalColour.NONE;
    List<Step> steps = new ArrayList<>();
    List<RuleRow> rows = rows("signal", date);
    for (RuleRow row : rows) {
      int hours = row.decimal("hours").intValueExact();
      BigDecimal mm = mmByHours.get(hours);
      if (mm != null) {
        boolean reached = mm.compareTo(row.decimal("least")) >= 0;
        String word = row.text("result");
        steps.add(
            new Step(
                "%s 小时雨量".formatted(hours),
                "rain of %s h".formatted(hours),
                "%s ≥ %s mm".formatted(Shown.text(mm), row.text("least")),
                reached ? word : "no"));
        if (reached) {
          colour = colour.worse(SignalColour.valueOf(word.toUpperCase(Locale.ROOT)));
        }
      }
    }
    return new Reasoned<>(colour, rows.getFirst().basis(), steps);
  }

  /** The class of a day's rain: none, light, moderate, heavy, storm, big storm, extreme. */
  public static String dayClass(BigDecimal mm24h, LocalDate date) {
    Check.notNegative("mm24h", mm24h);
    String word = "none";
    for (RuleRow row : rows("class", date)) {
      if (mm24h.compareTo(row.decimal("least")) >= 0) {
        word = row.text("result");
      }
    }
    return word;
  }

  private static List<RuleRow> rows(String kind, LocalDate date) {
    List<RuleRow> rows =
        TABLE.at(date).stream().filter(row -> row.text("kind").equals(kind)).toList();
    if (rows.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE, "date", "date (%s) has no rule for rain".formatted(date));
    }
    return rows;
  }
}
