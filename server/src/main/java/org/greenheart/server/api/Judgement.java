// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.Locale;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/** What a value says at first sight; alarms are the watch's business and weigh more. */
enum Judgement {
  NORMAL,
  MARKED,
  INVALID,
  NEAR,
  EXCEEDED,

  /** An alarm is open that is not about a limit. */
  ALARM;

  /** Calibration, maintenance, stop, set by hand: the value is not the plant's. */
  private static final Set<String> MARKS = Set.of("C", "M", "F", "S");

  /** Fault, link broken, over range, power fault: the value is not to be trusted. */
  private static final Set<String> DOUBTS = Set.of("D", "B", "T", "P");

  /** Of a value against the limit that holds for it; without a limit only its mark is judged. */
  static Judgement of(Observation row, @Nullable ValueLimit limit) {
    String flag = row.flag();
    if (flag != null && MARKS.contains(flag)) {
      return MARKED;
    }
    if (flag != null && DOUBTS.contains(flag)) {
      return INVALID;
    }
    Decimal value = limit == null ? null : limit.judged(row).orElse(null);
    if (limit == null || value == null) {
      return NORMAL;
    }
    if (limit.isBrokenBy(value)) {
      return EXCEEDED;
    }
    return limit.isNeared(value) ? NEAR : NORMAL;
  }

  Judgement worse(Judgement other) {
    return compareTo(other) >= 0 ? this : other;
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
