// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.greenheart.regulation.rules.Reasoned;

/**
 * Whether the mean of a day is valid: by its valid hours (HJ 75-2017: 75 % of the operating hours).
 */
public final class DayValidity {
  private DayValidity() {}

  /**
   * @param validHours not more than the operating hours
   * @param operatingHours of the facility in the day
   * @param date the data's day
   */
  public static Reasoned<Validness> of(
      BigDecimal validHours, BigDecimal operatingHours, LocalDate date) {
    return Thresholds.shareOfOperation("day", validHours, operatingHours, date);
  }
}
