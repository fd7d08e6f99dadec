// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Bucket;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * A quantity over time as it is drawn: mean, smallest and largest of equal stretches, so few that a
 * page can show them.
 *
 * @param name of the quantity
 * @param limit what it was held against; null where there was none
 * @param pieces stretches without a gap, oldest first
 */
record Curve(
    String name,
    String unit,
    @Nullable Decimal limit,
    Instant from,
    Instant to,
    List<List<Point>> pieces) {
  private static final int MOST = 600;

  Curve {
    pieces = List.copyOf(pieces);
  }

  /**
   * @param at the middle of the stretch
   */
  record Point(Instant at, BigDecimal min, BigDecimal mean, BigDecimal max) {}

  static Curve read(
      Telemetry telemetry,
      Datastream datastream,
      String name,
      @Nullable Decimal limit,
      Instant from,
      Instant to) {
    long width = Math.max(1, Math.ceilDiv(Duration.between(from, to).toSeconds(), MOST));
    List<Bucket> buckets =
        telemetry.aggregate(
            datastream.number(),
            TimeRange.of(from, to),
            Duration.ofSeconds(width),
            Micros.of(from));
    String symbol = datastream.unit().symbol();
    return new Curve(
        name, symbol == null ? "" : symbol, limit, from, to, pieces(buckets, width * 1_000_000));
  }

  /** Cut where more than three usual steps are missing. */
  private static List<List<Point>> pieces(List<Bucket> buckets, long width) {
    long usual = usualStep(buckets, width);
    List<List<Point>> pieces = new ArrayList<>();
    List<Point> piece = new ArrayList<>();
    long last = 0;
    for (Bucket bucket : buckets) {
      if (!piece.isEmpty() && bucket.startMicros() - last > 3 * usual) {
        pieces.add(piece);
        piece = new ArrayList<>();
      }
      last = bucket.startMicros();
      piece.add(
          new Point(
              Micros.toInstant(bucket.startMicros() + width / 2),
              bucket.min().toBigDecimal(),
              bucket
                  .sum()
                  .divide(
                      BigDecimal.valueOf(bucket.count()),
                      bucket.sum().scale() + 2,
                      RoundingMode.HALF_EVEN),
              bucket.max().toBigDecimal()));
    }
    if (!piece.isEmpty()) {
      pieces.add(piece);
    }
    return pieces;
  }

  private static long usualStep(List<Bucket> buckets, long width) {
    List<Long> steps = new ArrayList<>();
    for (int i = 1; i < buckets.size(); i++) {
      steps.add(buckets.get(i).startMicros() - buckets.get(i - 1).startMicros());
    }
    steps.sort(null);
    return steps.isEmpty() ? width : Math.max(width, steps.get(steps.size() / 2));
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** The largest of values and limit; what is drawn begins at 0 or below. */
  BigDecimal top() {
    BigDecimal top = limit == null ? BigDecimal.ZERO : limit.toBigDecimal();
    for (List<Point> piece : pieces) {
      for (Point point : piece) {
        top = top.max(point.max());
      }
    }
    return top;
  }

  BigDecimal bottom() {
    BigDecimal bottom = BigDecimal.ZERO;
    for (List<Point> piece : pieces) {
      for (Point point : piece) {
        bottom = bottom.min(point.min());
      }
    }
    return bottom;
  }
}
