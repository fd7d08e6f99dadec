// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.jspecify.annotations.Nullable;

/**
 * One value of a signal as the watch sees it.
 *
 * @param at the start of the time that it stands for
 * @param value null when the row holds no number
 * @param flag the data mark, null when none was sent
 */
record Sample(Signal signal, Instant at, @Nullable Decimal value, @Nullable String flag) {
  /** HJ 212-2017 table 8: the one mark under which a value is a plain measurement. */
  private static final String NORMAL = "N";

  Sample {
    requireNonNull(signal, "signal is null");
    requireNonNull(at, "at is null");
  }

  /**
   * @param converted whether the value converted to reference oxygen is judged where there is one
   */
  static Sample of(Signal signal, Observation row, boolean converted) {
    Decimal value = row.result() instanceof Decimal number ? number : null;
    if (converted && row.parameters().get("corrected") instanceof Decimal corrected) {
      value = corrected;
    }
    return new Sample(signal, row.key().start(), value, row.flag());
  }

  /** Whether it may be judged: a number that no mark sets aside (no mark counts as normal). */
  boolean countable() {
    return value != null && (flag == null || flag.equals(NORMAL));
  }
}
