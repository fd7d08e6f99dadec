// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.air;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** The air stations of areas and their hours, as they are on disk. Thread-safe. */
public final class AirStations {
  /** HJ 212-2017 table 5: ambient air quality monitoring. */
  public static final String SYSTEM_TYPE = "22";

  private static final long HOUR_MICROS = 3_600_000_000L;

  private final Telemetry telemetry;
  private final Registry registry;

  public AirStations(Telemetry telemetry, Registry registry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** The air stations in an area and the areas within it, by id. */
  public List<Long> of(long area) {
    return registry.places().points().inArea(area).stream()
        .filter(thing -> !streams(thing).isEmpty())
        .toList();
  }

  /** Start of the newest hour that a station has told of; empty when it has told of none. */
  public Optional<Instant> newest(long station) {
    List<Long> numbers = streams(station).stream().map(Datastream::number).toList();
    return telemetry.latest(numbers).values().stream()
        .map(row -> row.key().start())
        .max(Instant::compareTo);
  }

  /**
   * Hours of a station. A value with a mark other than normal (HJ 212-2017 table 8; HJ/T 212-2005
   * writes 3 for it), or that a person's mark sets aside, is missing.
   *
   * @param from start of the first hour
   */
  public AirSeries read(long station, Instant from, int hours) {
    List<PointMark> marks =
        registry.pointMarks().of(station).stream()
            .filter(mark -> mark.kind() != PointMark.Kind.OTHER)
            .toList();
    long first = Micros.of(from);
    TimeRange range = new TimeRange(first, first + hours * HOUR_MICROS);
    Map<Pollutant, @Nullable BigDecimal[]> values = new EnumMap<>(Pollutant.class);
    for (Datastream stream : streams(station)) {
      Pollutant pollutant = Pollutant.find(requireNonNull(stream.code())).orElseThrow();
      @Nullable BigDecimal[] own =
          values.computeIfAbsent(pollutant, absent -> new @Nullable BigDecimal[hours]);
      try (RowCursor rows = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
        while (rows.hasNext()) {
          Observation row = rows.next();
          int hour = (int) ((row.key().startMicros() - first) / HOUR_MICROS);
          // What the device has sent itself goes before what was computed for it.
          if (own[hour] == null || !stream.computed()) {
            own[hour] = value(row, stream, pollutant, marks);
          }
        }
      }
    }
    return new AirSeries(from, hours, values);
  }

  private List<Datastream> streams(long station) {
    return registry.catalogue().datastreamsOf(station).stream()
        .filter(
            one ->
                one.interval() == Interval.HOUR
                    && SYSTEM_TYPE.equals(one.systemType())
                    && Pollutant.find(one.code()).isPresent())
        .toList();
  }

  private static @Nullable BigDecimal value(
      Observation row, Datastream stream, Pollutant pollutant, List<PointMark> marks) {
    String flag = row.flag();
    boolean normal = flag == null || flag.equals("N") || flag.equals("3");
    if (!normal
        || !(row.result() instanceof Decimal number)
        || number.unscaled() < 0
        || marks.stream().anyMatch(mark -> mark.covers(row.key().start()))) {
      return null;
    }
    return inUnit(number.toBigDecimal(), stream.unit().symbol(), pollutant.unit());
  }

  /** A value in the unit of the law; null where the unit sent says something else. */
  static @Nullable BigDecimal inUnit(BigDecimal value, @Nullable String sent, String wanted) {
    if (sent == null || sent.equals(wanted)) {
      return value;
    }
    return switch (sent) {
      case "mg/m3" -> value.movePointRight(3);
      case "ug/m3" -> value.movePointLeft(3);
      default -> null;
    };
  }

  /** How long a station may take to send an hour after its end. */
  public static Duration patience() {
    return Duration.ofMinutes(15);
  }
}
