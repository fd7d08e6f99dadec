// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The moments of a point to be judged again; those near to each other are one range. */
final class LateRanges {
  private final Duration near;
  private final TreeMap<Instant, Instant> ranges = new TreeMap<>();
  private @Nullable Instant liveFrom;

  /**
   * @param near so far beside a moment what it decides may lie
   */
  LateRanges(Duration near) {
    this.near = requireNonNull(near, "near is null").multipliedBy(2);
  }

  /** Both ends are within. */
  record Range(Instant from, Instant to) {}

  /**
   * @param live whether it came in order and in its time: what it shows may sound
   */
  void add(Instant at, boolean live) {
    if (live && (liveFrom == null || at.isBefore(liveFrom))) {
      liveFrom = at;
    }
    Instant from = at;
    Instant to = at;
    Map.Entry<Instant, Instant> before = ranges.floorEntry(at);
    if (before != null && !before.getValue().plus(near).isBefore(at)) {
      from = before.getKey();
      to = before.getValue().isAfter(at) ? before.getValue() : at;
    }
    Map.Entry<Instant, Instant> after = ranges.higherEntry(at);
    if (after != null && !to.plus(near).isBefore(after.getKey())) {
      to = after.getValue().isAfter(to) ? after.getValue() : to;
      ranges.remove(after.getKey());
    }
    ranges.put(from, to);
  }

  /** By time. */
  List<Range> list() {
    List<Range> list = new ArrayList<>();
    ranges.forEach((from, to) -> list.add(new Range(from, to)));
    return list;
  }

  @Nullable Instant liveFrom() {
    return liveFrom;
  }
}
