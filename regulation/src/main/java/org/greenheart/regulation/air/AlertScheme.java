// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Step;

/**
 * A set of triggers for warnings of heavy pollution by the forecast of the daily index: the
 * national ones, or a city's own, read from a table of the same form. Immutable.
 *
 * @param name {@code 2024}, {@code 2017}, {@code 2017bth}
 * @param triggers from the highest level down
 */
public record AlertScheme(String name, List<AlertTrigger> triggers) {
  private static final RuleTable TABLE = Air.table("alerts.tsv");

  public AlertScheme {
    requireNonNull(name, "name is null");
    triggers =
        triggers.stream().sorted(Comparator.comparing(AlertTrigger::level).reversed()).toList();
    if (triggers.isEmpty()) {
      throw new IllegalArgumentException("the scheme %s must have a trigger".formatted(name));
    }
  }

  /**
   * The outcome.
   *
   * @param trigger what started it; nothing without a warning
   */
  public record Alert(AlertLevel level, Optional<AlertTrigger> trigger) {}

  /** The national scheme for forecasts of a day. */
  public static AlertScheme at(LocalDate day) {
    return TABLE.at(day).stream()
        .findFirst()
        .map(row -> read(TABLE, row.text("scheme"), Air.VERIFIED))
        .orElseThrow(() -> Air.noRule("date", "warnings of heavy pollution", day));
  }

  /** A national scheme by name, whatever the day. */
  public static AlertScheme named(String text) {
    String name =
        switch (text.strip().toLowerCase(Locale.ROOT)) {
          case "2024", "new", "current" -> "2024";
          case "2017", "2018", "2017-2023", "2017–2023", "old", "older" -> "2017";
          case "2017bth", "2017-bth", "bth" -> "2017bth";
          default ->
              throw new LawException(
                  LawException.Code.OUT_OF_RANGE,
                  "scheme",
                  "scheme (%s) must be one of 2024, 2017, 2017bth".formatted(text));
        };
    return read(TABLE, name, Air.VERIFIED);
  }

  /**
   * Reads the rows of one scheme. Rows with the same level and trigger must hold together; a
   * trigger with a row that is not enabled is left out.
   */
  public static AlertScheme read(RuleTable table, String name, Predicate<RuleRow> enabled) {
    Map<String, List<RuleRow>> triggers = new LinkedHashMap<>();
    for (RuleRow row : table.rows()) {
      if (row.text("scheme").equals(name)) {
        triggers
            .computeIfAbsent(row.text("level") + row.text("trigger"), key -> new ArrayList<>())
            .add(row);
      }
    }
    return new AlertScheme(
        name,
        triggers.values().stream()
            .filter(rows -> rows.stream().allMatch(enabled))
            .map(AlertScheme::trigger)
            .toList());
  }

  private static AlertTrigger trigger(List<RuleRow> rows) {
    RuleRow first = rows.getFirst();
    return new AlertTrigger(
        AlertLevel.valueOf(first.text("level").toUpperCase(Locale.ROOT)),
        rows.stream()
            .map(
                row ->
                    new AlertTrigger.Condition(
                        row.decimal("above").intValueExact(), row.decimal("hours").intValueExact()))
            .toList(),
        first.basis());
  }

  /**
   * The highest level that a forecast starts.
   *
   * @param forecast daily indices of coming days, in order, at least one
   * @param gapDays so many days in between do not end an episode: two that are too close to be
   *     cleared count as one
   */
  public Reasoned<Alert> judge(List<Integer> forecast, int gapDays) {
    if (forecast.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_DATA, "forecast", "forecast must hold at least one day");
    }
    if (gapDays < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "gapDays",
          "gapDays (%s) must not be negative".formatted(gapDays));
    }
    List<Step> steps = new ArrayList<>();
    for (AlertTrigger trigger : triggers) {
      boolean started = true;
      for (AlertTrigger.Condition condition : trigger.conditions()) {
        int hours = 24 * longestRun(forecast, condition.above(), gapDays);
        boolean holds = hours >= condition.hours();
        started &= holds;
        steps.add(
            new Step(
                "%s：AQI > %s 的最长持续时间".formatted(trigger.level().zh(), condition.above()),
                "%s: longest time above %s".formatted(trigger.level().word(), condition.above()),
                "%s h %s %s h".formatted(hours, holds ? "≥" : "<", condition.hours()),
                holds ? "符合 holds" : "不符合 does not hold"));
      }
      if (started) {
        return new Reasoned<>(
            new Alert(trigger.level(), Optional.of(trigger)), trigger.basis(), steps);
      }
    }
    return new Reasoned<>(
        new Alert(AlertLevel.NONE, Optional.empty()), triggers.getLast().basis(), steps);
  }

  /**
   * The longest run of days above a number, gaps of at most so many days within it included.
   *
   * @param gapDays 0: every day must be above
   */
  static int longestRun(List<Integer> forecast, int above, int gapDays) {
    int longest = 0;
    int start = -1;
    int last = -1;
    for (int i = 0; i < forecast.size(); i++) {
      if (forecast.get(i) > above) {
        if (start < 0 || i - last - 1 > gapDays) {
          start = i;
        }
        last = i;
        longest = Math.max(longest, i - start + 1);
      }
    }
    return longest;
  }
}
