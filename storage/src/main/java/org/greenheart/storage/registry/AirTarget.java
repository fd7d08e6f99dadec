// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import org.greenheart.storage.Decimal;

/**
 * What an area's air is to reach in a year, as its government has set it.
 *
 * @param item {@code good-days} for the rate of good days in percent, or the HJ 212 code of a
 *     pollutant for its mean in the unit of its limit
 * @param target above 0; of good days at most 100
 * @param basis the document that sets it
 * @param recorded filled in by the registry
 */
public record AirTarget(
    long area,
    int year,
    String item,
    Decimal target,
    String basis,
    String author,
    Instant recorded) {
  /** The item that is a rate of days. */
  public static final String GOOD_DAYS = "good-days";

  /**
   * @throws RuleException {@code air-target-year}, {@code air-target-value}
   */
  public AirTarget {
    item = Checks.text("item", item);
    basis = Checks.text("basis", basis);
    author = Checks.text("author", author);
    if (year < 2013 || year > 2100) {
      throw new RuleException("year", "must be from 2013 to 2100", year, "air-target-year");
    }
    boolean rate = item.equals(GOOD_DAYS);
    if (target.unscaled() <= 0 || (rate && target.compareTo(Decimal.of(100)) > 0)) {
      throw new RuleException(
          "target",
          rate ? "must be above 0 and at most 100" : "must be above 0",
          target,
          "air-target-value");
    }
  }
}
