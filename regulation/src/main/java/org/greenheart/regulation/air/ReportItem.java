// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.greenheart.regulation.rules.RuleRow;

/**
 * An item of a report. Immutable.
 *
 * @param name {@code O3}, {@code O3_1h}: the pollutant where it has one item only
 */
public record ReportItem(String name, Indicator indicator, Role role) {
  /** What an item does to the index. */
  public enum Role {
    /** It counts, and is missing when it is not there. */
    ITEM,
    /** It counts when the item of the same pollutant has no index. */
    INSTEAD,
    /** It is published, and has no index. */
    SHOWN
  }

  public ReportItem {
    requireNonNull(name, "name is null");
    requireNonNull(indicator, "indicator is null");
    requireNonNull(role, "role is null");
  }

  static ReportItem read(RuleRow row, Indicator indicator) {
    return new ReportItem(
        row.text("name"), indicator, Role.valueOf(row.text("role").toUpperCase(Locale.ROOT)));
  }
}
