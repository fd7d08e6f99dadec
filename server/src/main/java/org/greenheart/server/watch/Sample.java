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
 * @param value that rules judge, measured or converted as the rule says; null when the row holds no
 *     number
 * @param measured as it was measured, not converted
 * @param corrected converted to reference oxygen by the device (ZsAvg); null when none was sent
 * @param flag the data mark, null when none was sent
 * @param countable whether the rule may judge it: a number that no mark sets aside
 * @param raw the mean before correction (HJ 212-2025 RawAvg); null when none was sent
 * @param received when the row came; null when not known
 */
record Sample(
    Signal signal,
    Instant at,
    @Nullable Decimal value,
    @Nullable Decimal measured,
    @Nullable Decimal corrected,
    @Nullable String flag,
    boolean countable,
    @Nullable Decimal raw,
    @Nullable Instant received) {
  Sample {
    requireNonNull(signal, "signal is null");
    requireNonNull(at, "at is null");
  }

  /** A plain one, set aside by any mark but N. */
  Sample(Signal signal, Instant at, @Nullable Decimal value, @Nullable String flag) {
    this(
        signal,
        at,
        value,
        value,
        null,
        flag,
        value != null && MarkUse.VALUE.counts(flag),
        null,
        null);
  }

  /** Whether its number is above zero. */
  boolean positive() {
    return value != null && value.unscaled() > 0;
  }

  /**
   * @param converted whether the value converted to reference oxygen is judged where there is one
   * @param use what the rule needs of a marked value
   * @param marked whether a person's mark sets the row aside
   */
  static Sample of(Signal signal, Observation row, boolean converted, MarkUse use, boolean marked) {
    Decimal measured = row.result() instanceof Decimal number ? number : null;
    Decimal corrected = row.parameters().get("corrected") instanceof Decimal sent ? sent : null;
    Decimal value = converted && corrected != null ? corrected : measured;
    Decimal raw = row.parameters().get("raw") instanceof Decimal before ? before : null;
    boolean countable = value != null && !marked && use.counts(row.flag());
    return new Sample(
        signal,
        row.key().start(),
        value,
        measured,
        corrected,
        row.flag(),
        countable,
        raw,
        row.resultTime());
  }
}
