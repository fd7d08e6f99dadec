// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a Datastream to read its observations.
 *
 * @param ownPeriod where the period is its own and not the setting of the point
 * @param extras values that were asked for beside
 */
public record StreamRow(
    long number,
    long thing,
    Interval interval,
    @Nullable Duration ownPeriod,
    List<Term.Constant> extras) {
  public StreamRow {
    extras = List.copyOf(extras);
  }
}
