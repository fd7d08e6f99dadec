// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.Shown;
import org.greenheart.regulation.rules.Step;

/** Whether the mean of a clock hour is valid: by its valid minutes (HJ 75-2017: 45 or more). */
public final class HourValidity {
  private HourValidity() {}

  /**
   * @param validMinutes in the clock hour, 0 to 60
   * @param date the data's day
   */
  public static Reasoned<Boolean> of(BigDecimal validMinutes, LocalDate date) {
    Check.within("validMinutes", validMinutes, "0", "60");
    RuleRow row = Thresholds.of("hour", date);
    BigDecimal least = row.decimal("least");
    boolean valid = validMinutes.compareTo(least) >= 0;
    return new Reasoned<>(
        valid,
        row.basis(),
        List.of(
            new Step(
                "一小时内有效分钟数，须不少于 %s".formatted(Shown.text(least)),
                "valid minutes of the clock hour; must be %s or more".formatted(Shown.text(least)),
                "%s ≥ %s".formatted(Shown.text(validMinutes), Shown.text(least)),
                valid ? "valid" : "invalid")));
  }
}
