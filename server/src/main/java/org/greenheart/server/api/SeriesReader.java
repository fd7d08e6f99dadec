// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Bucket;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a chart of a given width can show: the rows themselves while there are not many more
 * than pixels, else smallest, mean and largest by equal stretches. Thread-safe.
 */
final class SeriesReader {
  /** Stretches that people think in; days begin in Beijing. */
  private static final List<Duration> STRETCHES =
      List.of(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(30),
          Duration.ofHours(1),
          Duration.ofHours(3),
          Duration.ofHours(6),
          Duration.ofDays(1));

  private static final long BEIJING_MIDNIGHT = Micros.of(Instant.parse("1999-12-31T16:00:00Z"));
  private static final int ROWS_READ_FOR_FLAGS = 50_000;
  private static final int MEAN_EXTRA_DIGITS = 2;

  private final Telemetry telemetry;

  SeriesReader(Telemetry telemetry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
  }

  /**
   * One of rows and buckets is empty.
   *
   * @param width seconds of a bucket; 0 when the rows themselves are given
   * @param gapSeconds a longer step between two of them is a gap; 0 when not known
   * @param flags stretches whose rows carry one mark other than N
   */
  record Series(
      long datastream,
      Instant from,
      Instant to,
      long width,
      long gapSeconds,
      List<Row> rows,
      List<Stretch> buckets,
      List<Marked> flags) {}

  record Row(
      long id,
      Instant time,
      @Nullable Value value,
      @Nullable String flag,
      @Nullable Value min,
      @Nullable Value max) {}

  record Stretch(Instant time, long count, Decimal min, BigDecimal mean, Decimal max) {}

  record Marked(Instant from, Instant to, String flag) {}

  Series read(Datastream datastream, TimeRange range, int pixels) {
    long number = datastream.number();
    long count = telemetry.count(number, range);
    Optional<Duration> step =
        Optional.ofNullable(datastream.period()).or(() -> Cadence.of(telemetry, number));
    boolean asRows = count <= 2L * pixels;
    Duration width = asRows ? Duration.ZERO : stretch(range, pixels, step.orElse(Duration.ZERO));
    return new Series(
        number,
        Micros.toInstant(range.fromMicros()),
        Micros.toInstant(range.toMicros()),
        width.toSeconds(),
        gap(datastream, step, width).toSeconds(),
        asRows ? rows(number, range) : List.of(),
        asRows ? List.of() : buckets(number, range, width),
        count <= ROWS_READ_FOR_FLAGS
            ? marked(number, range, step.orElse(Duration.ZERO))
            : List.of());
  }

  private List<Row> rows(long datastream, TimeRange range) {
    List<Row> rows = new ArrayList<>();
    try (RowCursor cursor = telemetry.rows(datastream, range, Order.OLDEST_FIRST)) {
      cursor.forEachRemaining(row -> rows.add(row(row)));
    }
    return rows;
  }

  private List<Marked> marked(long datastream, TimeRange range, Duration step) {
    return telemetry.flags(datastream, range).stream()
        .filter(run -> !run.flag().equals("N"))
        .map(
            run ->
                new Marked(
                    Micros.toInstant(run.firstMicros()),
                    Micros.toInstant(run.lastMicros()).plus(step),
                    run.flag()))
        .toList();
  }

  private List<Stretch> buckets(long datastream, TimeRange range, Duration width) {
    return telemetry.aggregate(datastream, range, width, BEIJING_MIDNIGHT).stream()
        .map(SeriesReader::stretch)
        .toList();
  }

  private static Stretch stretch(Bucket bucket) {
    BigDecimal mean =
        bucket
            .sum()
            .divide(
                BigDecimal.valueOf(bucket.count()),
                bucket.sum().scale() + MEAN_EXTRA_DIGITS,
                RoundingMode.HALF_EVEN);
    return new Stretch(
        Micros.toInstant(bucket.startMicros()), bucket.count(), bucket.min(), mean, bucket.max());
  }

  private static Row row(Observation row) {
    return new Row(
        row.id(),
        row.key().start(),
        row.result(),
        row.flag(),
        row.parameters().get("min"),
        row.parameters().get("max"));
  }

  /** The shortest that gives no more than two stretches a pixel and holds at least one row. */
  private static Duration stretch(TimeRange range, int pixels, Duration step) {
    long micros = range.toMicros() - range.fromMicros();
    for (Duration stretch : STRETCHES) {
      if (stretch.compareTo(step) >= 0 && micros / (stretch.toNanos() / 1_000) <= 2L * pixels) {
        return stretch;
      }
    }
    Duration longest = STRETCHES.getLast();
    return longest.multipliedBy(
        Math.max(1, Math.ceilDiv(micros / (longest.toNanos() / 1_000), 2L * pixels)));
  }

  /** One and a half steps where the step is stated; three where it is only usual. */
  private static Duration gap(Datastream datastream, Optional<Duration> step, Duration width) {
    if (step.isEmpty()) {
      return Duration.ZERO;
    }
    Duration longer = step.get().compareTo(width) > 0 ? step.get() : width;
    return datastream.period() == null
        ? longer.multipliedBy(3)
        : longer.multipliedBy(3).dividedBy(2);
  }
}
