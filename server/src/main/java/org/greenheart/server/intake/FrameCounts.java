// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** Counts of frames by code. There are few codes, all of our own. Thread-safe. */
final class FrameCounts {
  private final ConcurrentHashMap<String, FrameCount> byCode = new ConcurrentHashMap<>();

  void add(String code, Visit visit) {
    String mn = FrameCount.shown(visit.message().mn());
    add(new FrameCount(code, 1, visit.received(), visit.source(), mn));
  }

  void add(FrameCount one) {
    byCode.merge(one.code(), one, FrameCount::and);
  }

  /** The last one first. */
  List<FrameCount> list() {
    return byCode.values().stream()
        .sorted(Comparator.comparing(FrameCount::last).reversed().thenComparing(FrameCount::code))
        .toList();
  }
}
