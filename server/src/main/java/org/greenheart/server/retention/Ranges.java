// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.util.List;
import java.util.TreeMap;
import org.greenheart.storage.TimeRange;

/** Stretches of time, those that touch made one. Not thread-safe. */
final class Ranges {
  private final TreeMap<Long, Long> endByStart = new TreeMap<>();

  void add(TimeRange range) {
    if (range.isEmpty()) {
      return;
    }
    long from = range.fromMicros();
    long to = range.toMicros();
    for (var last = endByStart.floorEntry(to);
        last != null && last.getValue() >= from;
        last = endByStart.floorEntry(to)) {
      from = Math.min(from, last.getKey());
      to = Math.max(to, last.getValue());
      endByStart.remove(last.getKey());
    }
    endByStart.put(from, to);
  }

  boolean contains(long micros) {
    var last = endByStart.floorEntry(micros);
    return last != null && micros < last.getValue();
  }

  /** Whether one begins at this time or before it. */
  boolean beginsBy(long micros) {
    return endByStart.floorKey(micros) != null;
  }

  List<TimeRange> list() {
    return endByStart.entrySet().stream()
        .map(entry -> new TimeRange(entry.getKey(), entry.getValue()))
        .toList();
  }
}
