// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How alarms are handled, whatever their rule.
 *
 * @param recurrence an alarm that begins within this time after one of the same rule, point and
 *     quantity ended is its recurrence; 0 for none
 * @param operators how many people share the alarms, at least 1
 * @param steps whom to turn to when nobody acknowledges, levels of a severity rising with the time
 */
public record AlarmPolicy(Duration recurrence, int operators, List<Step> steps) {
  private static final Duration LONGEST = Duration.ofDays(366);

  public AlarmPolicy {
    requireNonNull(recurrence, "recurrence is null");
    steps = List.copyOf(steps);
    if (recurrence.isNegative() || recurrence.compareTo(LONGEST) > 0) {
      throw new RuleException(
          "recurrenceSeconds", "must be 0 to a year", recurrence, "policy-recurrence");
    }
    if (operators < 1 || operators > 1_000) {
      throw new RuleException("operators", "must be 1 to 1000", operators, "policy-operators");
    }
    Set<String> seen = new HashSet<>();
    for (Step step : steps) {
      if (!seen.add(step.severity + " " + step.level)) {
        throw new RuleException(
            "level", "must be given once for " + step.severity.text(), step.level, "policy-level");
      }
      for (Step other : steps) {
        if (other.severity == step.severity
            && other.level < step.level
            && other.after.compareTo(step.after) >= 0) {
          throw new RuleException(
              "afterSeconds",
              "must be longer than that of level %s".formatted(other.level),
              step.after,
              "policy-order");
        }
      }
    }
  }

  /** The steps of a severity. */
  public List<Step> steps(Severity severity) {
    return steps.stream().filter(step -> step.severity == severity).toList();
  }

  /**
   * A level of escalation.
   *
   * @param level from 1
   * @param after how long nobody has acknowledged, at least a minute
   * @param recipient a word for the one turned to
   */
  public record Step(Severity severity, int level, Duration after, String recipient) {
    public Step {
      requireNonNull(severity, "severity is null");
      requireNonNull(after, "after is null");
      if (level < 1 || level > 9) {
        throw new RuleException("level", "must be 1 to 9", level, "policy-level");
      }
      if (after.compareTo(Duration.ofMinutes(1)) < 0 || after.compareTo(LONGEST) > 0) {
        throw new RuleException(
            "afterSeconds", "must be a minute to a year", after, "policy-after");
      }
      if (recipient.isBlank() || recipient.length() > 100) {
        throw new RuleException(
            "recipient", "must have 1 to 100 characters", recipient, "policy-recipient");
      }
    }
  }
}
