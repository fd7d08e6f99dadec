// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.time.YearMonth;
import org.greenheart.regulation.tax.TaxMedium;

/**
 * What the server itself has monitored of one pollutant at an outlet in a month. Immutable.
 *
 * @param creditCode of the enterprise
 * @param outlet by its code
 * @param thing the point that measured it
 * @param datastream of hours
 * @param inlet whether it was measured before the treatment: generated, not discharged
 */
public record MonitoredMonth(
    String creditCode,
    String outlet,
    TaxMedium medium,
    long thing,
    long datastream,
    boolean inlet,
    YearMonth of,
    PollutantMonth month) {
  /** Of a hundred hours so many must be known, as the rule for missing ones asks (HJ 75-2017). */
  private static final int LEAST_CAPTURED = 75;

  public MonitoredMonth {
    requireNonNull(creditCode, "creditCode is null");
    requireNonNull(outlet, "outlet is null");
    requireNonNull(medium, "medium is null");
    requireNonNull(of, "of is null");
    requireNonNull(month, "month is null");
  }

  /** Whether so much is known of it that the tax may be counted by it. */
  public boolean whole() {
    PollutantMonth.Hours hours = month.hours();
    int running = hours.due() - hours.stopped();
    return hours.before() == 0 && 100L * hours.counted() >= (long) LEAST_CAPTURED * running;
  }

  /** Whether it is particulates, of which the annex knows two kinds. */
  public boolean particulates() {
    return month.code().equals(PointMonths.PARTICULATES);
  }
}
