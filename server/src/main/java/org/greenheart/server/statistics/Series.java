// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.greenheart.storage.registry.Datastream;
import org.jspecify.annotations.Nullable;

/**
 * One quantity at one point by one period: what it is computed from and where it goes.
 *
 * @param sources the values that it is made of, those that go first first
 * @param own where the device sends the period itself; null where it never did
 * @param computed where the computed values stand; null before the first
 * @param flows by which the values are weighed; empty where they are not
 */
record Series(
    Key key,
    List<Datastream> sources,
    @Nullable Datastream own,
    @Nullable Datastream computed,
    List<Datastream> flows) {
  /** Which series it is. */
  record Key(long thing, String code, Period period) {}

  Series {
    requireNonNull(key, "key is null");
    sources = List.copyOf(sources);
    flows = List.copyOf(flows);
  }

  Period period() {
    return key.period();
  }
}
