// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** The hours of one Datastream over a stretch of time: amount, concentration, stop. */
final class HourRows {
  private static final long HOUR = Duration.ofHours(1).toSeconds() * 1_000_000L;
  private static final String NORMAL = "N";
  private static final String STOPPED = "F";

  private final long from;
  private final @Nullable BigDecimal[] kg;
  private final @Nullable Decimal[] measured;
  private final @Nullable Decimal[] converted;
  private final boolean[] stopped;

  private HourRows(long from, int hours) {
    this.from = from;
    this.kg = new @Nullable BigDecimal[hours];
    this.measured = new @Nullable Decimal[hours];
    this.converted = new @Nullable Decimal[hours];
    this.stopped = new boolean[hours];
  }

  /**
   * Reads them. The amount of an hour is the total that the device sent, else concentration times
   * the volume of the same hour.
   *
   * @param flow whose totals are m3; null: not known
   */
  static HourRows read(
      Telemetry telemetry, Datastream stream, @Nullable Datastream flow, Instant from, Instant to) {
    TimeRange range = new TimeRange(Micros.of(from), Math.max(Micros.of(from), Micros.of(to)));
    int hours = (int) ((range.toMicros() - range.fromMicros()) / HOUR);
    HourRows rows = new HourRows(range.fromMicros(), hours);
    @Nullable Decimal[] volume = new @Nullable Decimal[hours];
    if (flow != null) {
      try (RowCursor cursor = telemetry.rows(flow.number(), range, Order.OLDEST_FIRST)) {
        while (cursor.hasNext()) {
          Observation row = cursor.next();
          if (counts(row) && row.parameters().get("total") instanceof Decimal total) {
            volume[rows.hour(row)] = total;
          }
        }
      }
    }
    String unit = stream.unit().symbol();
    try (RowCursor cursor = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
      while (cursor.hasNext()) {
        Observation row = cursor.next();
        rows.add(row, volume[rows.hour(row)], unit == null ? "" : unit);
      }
    }
    return rows;
  }

  private int hour(Observation row) {
    return (int) ((row.key().startMicros() - from) / HOUR);
  }

  private static boolean counts(Observation row) {
    String flag = row.flag();
    return row.result() instanceof Decimal && (flag == null || flag.equals(NORMAL));
  }

  private void add(Observation row, @Nullable Decimal volume, String unit) {
    int hour = hour(row);
    if (STOPPED.equals(row.flag())) {
      stopped[hour] = true;
    } else if (counts(row) && row.result() instanceof Decimal value) {
      stopped[hour] = false;
      measured[hour] = value;
      converted[hour] = row.parameters().get("corrected") instanceof Decimal sent ? sent : null;
      if (row.parameters().get("total") instanceof Decimal total) {
        kg[hour] = total.toBigDecimal().max(BigDecimal.ZERO);
      } else if (volume != null) {
        kg[hour] =
            value
                .toBigDecimal()
                .max(BigDecimal.ZERO)
                .multiply(volume.toBigDecimal())
                .movePointLeft(digits(unit));
      }
    }
  }

  /** From unit times m3 to kg. */
  private static int digits(String unit) {
    return switch (unit) {
      case "mg/L" -> 3;
      case "ug/m3", "μg/m3", "µg/m3" -> 9;
      case "ug/L", "μg/L", "µg/L", "mg/m3" -> 6;
      default ->
          throw new IllegalArgumentException("unit (%s) is no concentration".formatted(unit));
    };
  }

  /** Whether amounts can be made of a unit. */
  static boolean isConcentration(@Nullable String unit) {
    return unit != null
        && List.of("mg/m3", "ug/m3", "μg/m3", "µg/m3", "mg/L", "ug/L", "μg/L", "µg/L")
            .contains(unit);
  }

  int index(Instant moment) {
    return Math.clamp((Micros.of(moment) - from) / HOUR, 0, kg.length);
  }

  Instant start(int hour) {
    return Micros.toInstant(from + hour * HOUR);
  }

  int length() {
    return kg.length;
  }

  @Nullable BigDecimal kg(int hour) {
    return kg[hour];
  }

  boolean stopped(int hour) {
    return stopped[hour];
  }

  /** As it was measured; null where none counts. */
  @Nullable Decimal measured(int hour) {
    return measured[hour];
  }

  /** Converted to the reference oxygen by the device; null where it sent none, or none counts. */
  @Nullable Decimal converted(int hour) {
    return converted[hour];
  }

  /** Amounts from one hour to before another, null for what is missing. */
  List<@Nullable BigDecimal> between(int first, int end) {
    return Collections.unmodifiableList(Arrays.asList(kg).subList(first, end));
  }

  /** Hours without an amount that were not stopped, from one hour to before another. */
  int invalid(int first, int end) {
    int invalid = 0;
    for (int hour = first; hour < end; hour++) {
      invalid += kg[hour] == null && !stopped[hour] ? 1 : 0;
    }
    return invalid;
  }

  int stopped(int first, int end) {
    int count = 0;
    for (int hour = first; hour < end; hour++) {
      count += stopped[hour] ? 1 : 0;
    }
    return count;
  }
}
