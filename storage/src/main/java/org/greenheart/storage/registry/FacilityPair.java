// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * The point before and the point after a treatment facility.
 *
 * @param id 0 while not kept yet
 * @param inlet thing
 * @param outlet thing, another one
 * @param minimumEfficiency of removal that is asked for, in percent, 0 to 100
 */
public record FacilityPair(
    long id, long facility, long inlet, long outlet, @Nullable Decimal minimumEfficiency) {
  private static final Decimal ALL = Decimal.of(100);

  public FacilityPair {
    if (inlet == outlet) {
      throw new RuleException("outlet", "must not be the inlet's point", outlet, "pair-same-point");
    }
    if (minimumEfficiency != null
        && (minimumEfficiency.unscaled() < 0 || minimumEfficiency.compareTo(ALL) > 0)) {
      throw new RuleException(
          "minimumEfficiency", "must be 0 to 100 percent", minimumEfficiency, "percent-range");
    }
  }
}
