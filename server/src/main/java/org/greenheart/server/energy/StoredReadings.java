// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.server.meters.Consumption;
import org.greenheart.server.meters.CounterBook;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Readings as they are stored. Marked rows (calibration, fault) do not count: they are missing
 * hours, and missing hours are never filled.
 */
final class StoredReadings implements MeterReadings {
  /** The newest hour is not missed before its frame has had time to come. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration HOUR = Duration.ofHours(1);

  private final Telemetry telemetry;
  private final CounterBook counters;
  private final InstantSource clock;

  StoredReadings(Registry registry, Telemetry telemetry, InstantSource clock) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.counters = new CounterBook(registry, telemetry);
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public Use of(EnergyMeter meter, TimeRange range) {
    TimeRange known = until(range);
    if (known.isEmpty()) {
      return new Use(BigDecimal.ZERO, 0, 0, List.of());
    }
    return switch (meter.way()) {
      case TOTAL -> {
        NavigableMap<Instant, BigDecimal> hours = hours(meter, known);
        yield new Use(
            hours.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add),
            hoursIn(known),
            hours.size(),
            List.of());
      }
      case COUNTER -> counted(meter, known);
    };
  }

  @Override
  public Optional<Instant> begin(long datastream) {
    try (RowCursor rows = telemetry.rows(datastream, TimeRange.ALL, Order.OLDEST_FIRST)) {
      return rows.hasNext() ? Optional.of(rows.next().key().start()) : Optional.empty();
    }
  }

  private TimeRange until(TimeRange range) {
    Instant last = clock.instant().minus(PATIENCE).truncatedTo(ChronoUnit.HOURS);
    return new TimeRange(range.fromMicros(), Math.min(range.toMicros(), Micros.of(last)));
  }

  private static long hoursIn(TimeRange range) {
    return (range.toMicros() - range.fromMicros()) / (HOUR.toNanos() / 1_000);
  }

  @Override
  public NavigableMap<Instant, BigDecimal> hours(EnergyMeter meter, TimeRange range) {
    NavigableMap<Instant, BigDecimal> hours = new TreeMap<>();
    switch (meter.way()) {
      case TOTAL -> {
        try (RowCursor rows = telemetry.rows(meter.datastream(), range, Order.OLDEST_FIRST)) {
          while (rows.hasNext()) {
            Observation row = rows.next();
            if (isGood(row) && row.parameters().get("total") instanceof Decimal total) {
              hours.put(row.key().start(), total.toBigDecimal());
            }
          }
        }
      }
      case COUNTER -> {
        Instant hour = Micros.toInstant(range.fromMicros()).truncatedTo(ChronoUnit.HOURS);
        Instant end = Micros.toInstant(range.toMicros());
        for (Consumption used : counters.hours(meter.datastream(), hour, end)) {
          if (used.isWhole()) {
            hours.put(used.from(), used.amount());
          }
        }
      }
    }
    return hours;
  }

  private static boolean isGood(Observation row) {
    String flag = row.flag();
    return flag == null || flag.equals("N");
  }

  /** A step that waits for a person's decision is not in the amount, and is told. */
  private Use counted(EnergyMeter meter, TimeRange range) {
    Instant from = Micros.toInstant(range.fromMicros());
    Instant to = Micros.toInstant(range.toMicros());
    Consumption used = counters.between(meter.datastream(), from, to);
    long expected = hoursIn(range);
    Duration missing = Duration.ZERO;
    for (Consumption.Gap gap : used.gaps()) {
      Instant begin = gap.from().isBefore(from) ? from : gap.from();
      Instant end = gap.to().isAfter(to) ? to : gap.to();
      missing = missing.plus(Duration.between(begin, end));
    }
    long read = used.first() == null ? 0 : Math.max(0, expected - missing.toHours());
    return new Use(
        used.amount(), expected, read, used.isCertain() ? List.of() : List.of("counter-undecided"));
  }
}
