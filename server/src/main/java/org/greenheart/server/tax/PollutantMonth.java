// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.regulation.rules.Step;
import org.greenheart.regulation.tax.Compliance;
import org.jspecify.annotations.Nullable;

/**
 * What the hours of one quantity at an outlet come to in a month. Immutable.
 *
 * @param code of the quantity, {@code a21002}
 * @param kg of the valid hours, and of what stands in for missing ones
 * @param compliance how it kept to its limit; null: no mean or no limit is known
 */
public record PollutantMonth(
    String code,
    String name,
    Hours hours,
    BigDecimal kg,
    @Nullable Compliance compliance,
    List<Step> steps) {
  /**
   * Hours that are over, from the first row of the quantity on.
   *
   * @param due in the month
   * @param stopped marked as stopped: nothing is due of them
   * @param substituted missing, and filled by the rule
   * @param missing neither: not in the amount
   * @param before the first row: nothing is known of them
   */
  public record Hours(
      int due, int counted, int stopped, int substituted, int missing, int before) {}

  public PollutantMonth {
    requireNonNull(code, "code is null");
    requireNonNull(name, "name is null");
    requireNonNull(hours, "hours is null");
    requireNonNull(kg, "kg is null");
    steps = List.copyOf(steps);
  }

  /**
   * The same with samples above the limit: one is enough that no reduction is given (Regulation,
   * Art. 11), whatever the automatic data say. Its amount stays that of the hours.
   */
  PollutantMonth withSamplesAbove(int samples) {
    Compliance kept = compliance;
    if (samples == 0 || kept == null) {
      return this;
    }
    List<Step> more = new ArrayList<>(steps);
    more.add(
        new Step(
            "手工监测超标，不减征",
            "manual results above the limit: no reduction",
            Integer.toString(samples),
            "1"));
    return new PollutantMonth(
        code,
        name,
        hours,
        kg,
        new Compliance(kept.mean(), kept.limit(), kept.exceedances() + samples),
        more);
  }
}
