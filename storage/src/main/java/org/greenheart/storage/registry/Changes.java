// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counters that rise after each committed change of a subject, for those who keep it at hand.
 *
 * @param devices devices and their policies
 * @param places areas, enterprises, permits and where points belong
 * @param rules rules of the watch and marks of points
 * @param removals removed Datastreams
 * @param limits limits of operators and where standards apply
 * @param growth Datastreams that were made or got another period, by thing
 */
record Changes(
    AtomicLong devices,
    AtomicLong places,
    AtomicLong rules,
    AtomicLong removals,
    AtomicLong limits,
    ConcurrentHashMap<Long, Long> growth) {
  Changes() {
    this(
        new AtomicLong(),
        new AtomicLong(),
        new AtomicLong(),
        new AtomicLong(),
        new AtomicLong(),
        new ConcurrentHashMap<>());
  }

  void grew(long thing) {
    var _ = growth.merge(thing, 1L, Long::sum);
  }
}
