// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** How hot a kiln is, by its datastream; 0 = it has none. */
final class KilnTemperature {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Tables tables;
  private final Telemetry telemetry;
  private final long datastream;

  KilnTemperature(Tables tables, Telemetry telemetry, long datastream) {
    this.tables = requireNonNull(tables, "tables is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.datastream = datastream;
  }

  /** Devices send a quantity at several intervals: the newest value is looked for in all. */
  KilnPage.@Nullable Warmth newest() {
    List<Long> streams =
        tables.catalogue().datastream(datastream).stream()
            .flatMap(
                stream ->
                    tables.catalogue().datastreamsOf(stream.thing()).stream()
                        .filter(other -> other.code().equals(stream.code())))
            .map(Datastream::number)
            .toList();
    KilnPage.Warmth newest = null;
    for (Observation row : telemetry.latest(streams).values()) {
      Instant time = row.key().start();
      if (row.result() instanceof Decimal value
          && (newest == null || time.isAfter(newest.time()))) {
        newest = new KilnPage.Warmth(time, value.toBigDecimal());
      }
    }
    return newest;
  }

  /** A stretch with its mean temperature; as it is without one. */
  KilnPage.@Nullable Window warm(KilnPage.@Nullable Window window) {
    if (window == null || datastream == 0) {
      return window;
    }
    TimeRange range = TimeRange.of(window.from(), window.to());
    BigDecimal sum = BigDecimal.ZERO;
    long count = 0;
    for (var bucket : telemetry.aggregate(datastream, range, HOUR, Micros.of(Instant.EPOCH))) {
      sum = sum.add(bucket.sum());
      count += bucket.count();
    }
    return count == 0
        ? window
        : window.with(Shown.of(Exact.divide(sum, BigDecimal.valueOf(count))));
  }
}
