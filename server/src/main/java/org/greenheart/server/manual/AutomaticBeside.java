// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.limits.Unit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * What the device of the point sent while a sample was taken, to be shown beside it: measured
 * values against measured ones. Only compared, never mixed. Thread-safe.
 */
final class AutomaticBeside {
  private static final List<Interval> FINEST_LAST =
      List.of(Interval.HOUR, Interval.MINUTE, Interval.REALTIME);

  private static final int MOST = 5_000;
  private static final int DIGITS = 3;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final Registry registry;
  private final Telemetry telemetry;

  AutomaticBeside(Registry registry, Telemetry telemetry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
  }

  /**
   * The device's values of the time.
   *
   * @param interval of the values: {@code hour}
   * @param mean in the result's unit
   * @param count of values in the mean
   * @param marked values left out for their mark
   * @param difference of the mean from the result, percent of the result; null where nothing was
   *     detected
   */
  record Beside(
      String interval, BigDecimal mean, int count, int marked, @Nullable BigDecimal difference) {}

  /** Empty when the point has no values of that time, or none in a unit that can be compared. */
  Optional<Beside> of(ManualReport report, ManualResult result) {
    List<Datastream> streams =
        registry.catalogue().datastreamsOf(report.sample().thing()).stream()
            .filter(stream -> stream.code().equals(result.code()))
            .toList();
    return FINEST_LAST.stream()
        .flatMap(interval -> streams.stream().filter(stream -> stream.interval() == interval))
        .flatMap(stream -> of(stream, report, result).stream())
        .findFirst();
  }

  private Optional<Beside> of(Datastream stream, ManualReport report, ManualResult result) {
    String symbol = stream.unit().symbol();
    Unit from = Unit.of(symbol == null ? "" : symbol);
    Unit to = Unit.of(result.unit());
    if (!from.convertsTo(to)) {
      return Optional.empty();
    }
    BigDecimal sum = BigDecimal.ZERO;
    int count = 0;
    int marked = 0;
    try (RowCursor rows =
        telemetry.rows(stream.number(), range(stream, report), Order.OLDEST_FIRST)) {
      for (int read = 0; rows.hasNext() && read < MOST; read++) {
        Observation row = rows.next();
        String flag = row.flag();
        if (flag != null && !flag.equals("N")) {
          marked++;
        } else if (row.result() instanceof Decimal value) {
          sum = sum.add(from.convert(value.toBigDecimal(), to));
          count++;
        }
      }
    }
    if (count == 0) {
      return Optional.empty();
    }
    BigDecimal mean = sum.divide(BigDecimal.valueOf(count), DIGITS, RoundingMode.HALF_UP);
    return Optional.of(
        new Beside(
            stream.interval().text(), mean, count, marked, difference(mean, result.value())));
  }

  private static @Nullable BigDecimal difference(BigDecimal mean, @Nullable Decimal value) {
    if (value == null || value.unscaled() == 0) {
      return null;
    }
    BigDecimal found = value.toBigDecimal();
    return mean.subtract(found).multiply(HUNDRED).divide(found.abs(), 1, RoundingMode.HALF_UP);
  }

  /** Every period that the sampling touches. */
  private static TimeRange range(Datastream stream, ManualReport report) {
    Instant from = report.sample().from();
    Instant to = report.sample().to();
    Instant begin = stream.interval() == Interval.HOUR ? from.truncatedTo(ChronoUnit.HOURS) : from;
    return TimeRange.of(begin, to.isAfter(from) ? to : from.plusSeconds(1));
  }
}
