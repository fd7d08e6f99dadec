// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.air.AirLevel;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.DataValidity;
import org.greenheart.regulation.air.IndexRules;
import org.greenheart.regulation.air.Indicator;
import org.greenheart.regulation.air.OzoneDay;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.air.Zone;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The air quality index of each day at each point that measures air, from its hours (HJ 633; the
 * validity of a day by GB 3095): a row a day. A quantity whose unit is not known is left out rather
 * than guessed.
 */
final class AirReport implements Report {
  private static final int HOURS = 24;
  private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

  private final ReportRequest request;
  private final Chosen chosen;
  private final Telemetry telemetry;
  private final Instant now;

  AirReport(ReportRequest request, Chosen chosen, Telemetry telemetry, Instant now) {
    this.request = request;
    this.chosen = chosen;
    this.telemetry = telemetry;
    this.now = now;
  }

  @Override
  public void write(Sink sink) throws IOException {
    for (Thing thing : chosen.things()) {
      Map<Pollutant, Datastream> streams = streams(thing.id());
      // Stacks measure some of the same: only where there is dust or ozone is it the air's.
      boolean air =
          streams.containsKey(Pollutant.PM25)
              || streams.containsKey(Pollutant.PM10)
              || streams.containsKey(Pollutant.O3);
      if (air && !sink.isFull()) {
        point(sink, thing, streams);
      }
    }
  }

  private Map<Pollutant, Datastream> streams(long thing) {
    Map<Pollutant, Datastream> streams = new EnumMap<>(Pollutant.class);
    for (Datastream stream : chosen.streams(thing, Interval.HOUR)) {
      Pollutant.find(stream.code())
          .filter(pollutant -> factor(pollutant, Chosen.unitOf(stream)).isPresent())
          .ifPresent(pollutant -> streams.put(pollutant, stream));
    }
    return streams;
  }

  /** By what numbers of a unit become those of the law. */
  static Optional<BigDecimal> factor(Pollutant pollutant, String unit) {
    String plain =
        unit.replace("³", "3")
            .replace('μ', 'u')
            .replace('µ', 'u')
            .replaceAll("[\\s^]", "")
            .toLowerCase(Locale.ROOT);
    if (plain.equals(pollutant.unit())) {
      return Optional.of(BigDecimal.ONE);
    }
    return switch (plain) {
      case "mg/m3" -> Optional.of(THOUSAND);
      case "ug/m3" -> Optional.of(BigDecimal.ONE.movePointLeft(3));
      default -> Optional.empty();
    };
  }

  private void point(Sink sink, Thing thing, Map<Pollutant, Datastream> streams)
      throws IOException {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.of("time", "日期", "Day"),
                Column.of("aqi", "AQI", "AQI"),
                Column.of("level", "级别", "Level"),
                Column.of("category", "类别", "Category"),
                Column.of("primary", "首要污染物", "Primary pollutant")));
    for (Pollutant pollutant : Pollutant.values()) {
      String word = pollutant == Pollutant.O3 ? "O3-8h" : pollutant.word();
      columns.add(Column.of(word, word, word, pollutant.unit()));
    }
    columns.add(Column.of("basis", "依据", "Basis"));
    sink.sheet(Said.same(thing.name()), columns);
    LocalDate today = LocalDate.ofInstant(now, Cell.BEIJING);
    for (LocalDate day = request.from();
        !day.isAfter(request.to()) && day.isBefore(today) && !sink.isFull();
        day = day.plusDays(1)) {
      sink.row(day(day, streams));
    }
  }

  private List<Cell> day(LocalDate day, Map<Pollutant, Datastream> streams) {
    Map<Indicator, BigDecimal> values = new HashMap<>();
    for (Map.Entry<Pollutant, Datastream> each : streams.entrySet()) {
      Pollutant pollutant = each.getKey();
      List<@Nullable BigDecimal> hours = hours(day, pollutant, each.getValue());
      boolean ozone = pollutant == Pollutant.O3;
      Optional<BigDecimal> value =
          ozone ? ozone(hours, day) : DataValidity.dayMean(pollutant.word(), hours, day).value();
      value.ifPresent(
          mean ->
              values.put(
                  new Indicator(pollutant, ozone ? Averaging.EIGHT_HOURS : Averaging.DAY), mean));
    }
    AirQualityIndex index =
        IndexRules.at(day).index(org.greenheart.regulation.air.Report.DAILY, values, Set.of());
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.text(day.toString()));
    cells.add(index.value().isPresent() ? Cell.number(index.value().getAsInt()) : Cell.blank());
    Optional<AirLevel> level = index.level();
    cells.add(level.map(each -> Cell.text(each.zh())).orElse(Cell.blank()));
    cells.add(
        level.map(each -> Cell.said(each.categoryZh(), each.categoryEn())).orElse(Cell.blank()));
    cells.add(
        Cell.text(index.primary().stream().map(Pollutant::word).collect(Collectors.joining(", "))));
    for (Pollutant pollutant : Pollutant.values()) {
      Averaging averaging = pollutant == Pollutant.O3 ? Averaging.EIGHT_HOURS : Averaging.DAY;
      cells.add(Cell.computed(values.get(new Indicator(pollutant, averaging))));
    }
    cells.add(Cell.text(index.basis().document()));
    return cells;
  }

  private static Optional<BigDecimal> ozone(List<@Nullable BigDecimal> hours, LocalDate day) {
    OzoneDay ozone = OzoneDay.of(hours, Zone.SECOND, day).value();
    return ozone.valid() ? ozone.maximum() : Optional.empty();
  }

  /** The 24 hourly means of a day in the law's unit; null for one that is missing or marked. */
  private List<@Nullable BigDecimal> hours(LocalDate day, Pollutant pollutant, Datastream stream) {
    BigDecimal factor = factor(pollutant, Chosen.unitOf(stream)).orElseThrow();
    Instant start = day.atStartOfDay(Cell.BEIJING).toInstant();
    List<@Nullable BigDecimal> hours = new ArrayList<@Nullable BigDecimal>(HOURS);
    for (int i = 0; i < HOURS; i++) {
      hours.add(null);
    }
    TimeRange range = TimeRange.of(start, start.plus(Duration.ofHours(HOURS)));
    try (RowCursor rows = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        Observation row = rows.next();
        int hour = (int) Duration.between(start, row.key().start()).toHours();
        String flag = row.flag();
        boolean plain = flag == null || flag.equals("N");
        hours.set(
            hour,
            plain && row.result() instanceof Decimal value && value.unscaled() >= 0
                ? value.toBigDecimal().multiply(factor)
                : null);
      }
    }
    return hours;
  }
}
