// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The row whose value is an alarm's peak: so one sees what was measured where a converted value was
 * judged, and by which oxygen the server converted it where the device sent none.
 *
 * @param at when its time begins
 * @param measured as it was measured, not converted
 * @param oxygen measured beside it, %; null when none was
 * @param converted {@code device}, {@code server}, or {@code none}: the measured value is the peak
 */
record PeakRow(Instant at, Decimal measured, @Nullable Decimal oxygen, String converted) {
  /** The code of oxygen in the gas, HJ 212. */
  private static final String OXYGEN = "a19001";

  /** An alarm that lasts longer is searched no further. */
  private static final Duration LONGEST = Duration.ofDays(31);

  /**
   * Finds it.
   *
   * @param interval of the values that the rule judges
   * @param limit that judged, where it stands at a reference oxygen; null else
   */
  static Optional<PeakRow> of(
      Registry registry,
      Telemetry telemetry,
      Alarm alarm,
      Interval interval,
      @Nullable StandingLimit limit) {
    Decimal peak = alarm.peak();
    Datastream signal = datastream(registry, alarm.thing(), alarm.signalCode(), interval);
    if (peak == null || signal == null) {
      return Optional.empty();
    }
    Datastream oxygen = datastream(registry, alarm.thing(), OXYGEN, interval);
    Instant last = alarm.start().plus(LONGEST);
    Instant end = alarm.end() == null || alarm.end().isAfter(last) ? last : alarm.end();
    TimeRange range = TimeRange.of(alarm.start(), end.plusNanos(1_000));
    try (RowCursor rows = telemetry.rows(signal.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        Observation row = rows.next();
        if (row.result() instanceof Decimal measured) {
          Instant at = row.key().start();
          Decimal percent = oxygen == null ? null : at(telemetry, oxygen, at);
          String how = how(peak, measured, row, percent, limit);
          if (how != null) {
            return Optional.of(new PeakRow(at, measured, percent, how));
          }
        }
      }
    }
    return Optional.empty();
  }

  /** How a row's value became the peak; null when it did not. */
  private static @Nullable String how(
      Decimal peak,
      Decimal measured,
      Observation row,
      @Nullable Decimal percent,
      @Nullable StandingLimit limit) {
    if (row.parameters().get("corrected") instanceof Decimal sent && sent.compareTo(peak) == 0) {
      return "device";
    }
    boolean ours =
        limit != null
            && percent != null
            && limit
                .converted(measured, percent)
                .filter(own -> own.compareTo(peak) == 0)
                .isPresent();
    return ours ? "server" : measured.compareTo(peak) == 0 ? "none" : null;
  }

  private static @Nullable Decimal at(Telemetry telemetry, Datastream oxygen, Instant at) {
    return telemetry
        .find(RowKey.ofDevice(oxygen.number(), at))
        .map(Observation::result)
        .map(result -> result instanceof Decimal number ? number : null)
        .orElse(null);
  }

  private static @Nullable Datastream datastream(
      Registry registry, long thing, String code, Interval interval) {
    return registry.catalogue().datastreamsOf(thing).stream()
        .filter(each -> each.code().equals(code) && each.interval() == interval)
        .findFirst()
        .orElse(null);
  }
}
