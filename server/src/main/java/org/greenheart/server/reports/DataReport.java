// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
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
 * Hours, days, months or years of points. A sheet of a point has a row a time and its quantities
 * side by side; a sheet of a month (of a year, where the rows are months) has a row a value and all
 * points below one another, and so has CSV.
 *
 * <p>Months and years are made of the days that the point has, else of its hours: mean, least and
 * most of the values whose mark is N or none.
 */
final class DataReport implements Report {
  private final ReportRequest request;
  private final Chosen chosen;
  private final Telemetry telemetry;
  private final boolean oneSheet;

  /**
   * @param oneSheet all in one, a row a value: CSV
   */
  DataReport(ReportRequest request, Chosen chosen, Telemetry telemetry, boolean oneSheet) {
    this.request = request;
    this.chosen = chosen;
    this.telemetry = telemetry;
    this.oneSheet = oneSheet;
  }

  @Override
  public void write(Sink sink) throws IOException {
    if (oneSheet) {
      sink.sheet(new Said("数据", "Data"), longColumns());
      everyValue(sink, request.range());
    } else if (request.by() == ReportRequest.By.PERIOD) {
      for (Sheet period : periods()) {
        sink.sheet(Said.same(period.name()), longColumns());
        everyValue(sink, period.range());
      }
    } else {
      for (Thing thing : chosen.things()) {
        List<Datastream> streams = streams(thing.id());
        if (!streams.isEmpty() && !sink.isFull()) {
          if (isLong()) {
            sideBySide(sink, thing, streams);
          } else {
            rowsSideBySide(sink, thing, streams);
          }
        }
      }
    }
  }

  private boolean isLong() {
    return switch (request.step()) {
      case HOUR, DAY -> false;
      case MONTH, YEAR -> true;
    };
  }

  private List<Datastream> streams(long thing) {
    return switch (request.step()) {
      case HOUR -> chosen.streams(thing, Interval.HOUR);
      case DAY -> chosen.streams(thing, Interval.DAY);
      case MONTH, YEAR -> {
        List<Datastream> days = chosen.streams(thing, Interval.DAY);
        yield days.isEmpty() ? chosen.streams(thing, Interval.HOUR) : days;
      }
    };
  }

  private record Sheet(String name, TimeRange range) {}

  private List<Sheet> periods() {
    List<Sheet> periods = new ArrayList<>();
    int months = isLong() ? 12 : 1;
    YearMonth first =
        isLong() ? YearMonth.of(request.from().getYear(), 1) : YearMonth.from(request.from());
    for (YearMonth at = first; !at.atDay(1).isAfter(request.to()); at = at.plusMonths(months)) {
      long from = micros(at);
      long to = micros(at.plusMonths(months));
      TimeRange all = request.range();
      periods.add(
          new Sheet(
              isLong() ? Integer.toString(at.getYear()) : at.toString(),
              new TimeRange(Math.max(from, all.fromMicros()), Math.min(to, all.toMicros()))));
    }
    return periods;
  }

  private static long micros(YearMonth month) {
    return Micros.of(month.atDay(1).atStartOfDay(Cell.BEIJING).toInstant());
  }

  private static final Column TIME = Column.of("time", "时间", "Time");

  private List<Column> longColumns() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                TIME,
                Column.of("point", "点位", "Point"),
                Column.of("device", "设备编号", "Device"),
                Column.of("enterprise", "企业", "Enterprise"),
                Column.of("area", "区域", "Area"),
                Column.of("code", "因子编码", "Code"),
                Column.of("quantity", "因子", "Quantity"),
                Column.of("unit", "单位", "Unit"),
                Column.of("value", isLong() ? "均值" : "值", isLong() ? "Mean" : "Value"),
                Column.of("min", "最小", "Least"),
                Column.of("max", "最大", "Most")));
    columns.add(
        isLong() ? Column.of("count", "有效个数", "Valid values") : Column.of("flag", "标记", "Mark"));
    return columns;
  }

  private void everyValue(Sink sink, TimeRange range) throws IOException {
    for (Thing thing : chosen.things()) {
      for (Datastream stream : streams(thing.id())) {
        if (sink.isFull()) {
          return;
        }
        if (isLong()) {
          for (Map.Entry<String, Totals> each : totals(stream, range).entrySet()) {
            List<Cell> cells = head(Cell.text(each.getKey()), thing, stream);
            cells.addAll(each.getValue().cells());
            sink.row(cells);
          }
        } else {
          values(sink, thing, stream, range);
        }
      }
    }
  }

  private void values(Sink sink, Thing thing, Datastream stream, TimeRange range)
      throws IOException {
    try (RowCursor rows = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext() && !sink.isFull()) {
        Observation row = rows.next();
        List<Cell> cells = head(Cell.time(row.key().start()), thing, stream);
        cells.add(Cell.value(row.result()));
        cells.add(Cell.value(row.parameters().get("min")));
        cells.add(Cell.value(row.parameters().get("max")));
        cells.add(Cell.text(row.flag()));
        sink.row(cells);
      }
    }
  }

  private List<Cell> head(Cell time, Thing thing, Datastream stream) {
    List<Cell> cells = new ArrayList<>();
    cells.add(time);
    cells.add(Cell.text(thing.name()));
    cells.add(Cell.text(thing.deviceId()));
    cells.add(Cell.text(thing.enterprise()));
    cells.add(Cell.text(thing.area()));
    cells.add(Cell.text(stream.code()));
    Said name = chosen.nameOf(stream);
    cells.add(Cell.said(name.zh(), name.en()));
    cells.add(Cell.text(Chosen.unitOf(stream)));
    return cells;
  }

  /** Streams with their next row, to be read side by side. */
  private static final class Lane implements AutoCloseable {
    private final RowCursor rows;
    private @Nullable Observation next;

    Lane(RowCursor rows) {
      this.rows = rows;
      step();
    }

    private void step() {
      next = rows.hasNext() ? rows.next() : null;
    }

    long start() {
      Observation row = next;
      return row == null ? Long.MAX_VALUE : row.key().startMicros();
    }

    /** The row of a time, the last one where there are several; null when there is none. */
    @Nullable Observation take(long start) {
      Observation taken = null;
      while (start() == start) {
        taken = next;
        step();
      }
      return taken;
    }

    @Override
    public void close() {
      rows.close();
    }
  }

  private void rowsSideBySide(Sink sink, Thing thing, List<Datastream> streams) throws IOException {
    List<Column> columns = new ArrayList<>(List.of(TIME));
    for (Datastream stream : streams) {
      Said name = chosen.nameOf(stream);
      columns.add(new Column(stream.code() + ".value", name, Chosen.unitOf(stream)));
      columns.add(
          new Column(
              stream.code() + ".flag", new Said(name.zh() + " 标记", name.en() + " mark"), ""));
    }
    sink.sheet(Said.same(thing.name()), columns);
    List<Lane> lanes = new ArrayList<>();
    try {
      for (Datastream stream : streams) {
        lanes.add(new Lane(telemetry.rows(stream.number(), request.range(), Order.OLDEST_FIRST)));
      }
      long start = earliest(lanes);
      while (start != Long.MAX_VALUE && !sink.isFull()) {
        List<Cell> cells = new ArrayList<>(columns.size());
        cells.add(Cell.time(Micros.toInstant(start)));
        for (Lane lane : lanes) {
          Observation row = lane.take(start);
          cells.add(row == null ? Cell.blank() : Cell.value(row.result()));
          cells.add(row == null ? Cell.blank() : Cell.text(row.flag()));
        }
        sink.row(cells);
        start = earliest(lanes);
      }
    } finally {
      lanes.forEach(Lane::close);
    }
  }

  private static long earliest(List<Lane> lanes) {
    return lanes.stream().mapToLong(Lane::start).min().orElse(Long.MAX_VALUE);
  }

  /** Of the values of a month or a year. */
  private static final class Totals {
    private BigDecimal sum = BigDecimal.ZERO;
    private long count;
    private @Nullable Decimal least;
    private @Nullable Decimal most;

    void add(Decimal value) {
      sum = sum.add(value.toBigDecimal());
      count++;
      least = least == null || value.compareTo(least) < 0 ? value : least;
      most = most == null || value.compareTo(most) > 0 ? value : most;
    }

    List<Cell> cells() {
      if (count == 0) {
        return List.of(Cell.blank(), Cell.blank(), Cell.blank(), Cell.number(0));
      }
      // Rounded once, when it is shown.
      BigDecimal mean = sum.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
      return List.of(
          Cell.computed(mean), Cell.number(least), Cell.number(most), Cell.number(count));
    }
  }

  private Map<String, Totals> totals(Datastream stream, TimeRange range) {
    Map<String, Totals> byPeriod = new TreeMap<>();
    try (RowCursor rows = telemetry.rows(stream.number(), range, Order.OLDEST_FIRST)) {
      while (rows.hasNext()) {
        Observation row = rows.next();
        YearMonth month = YearMonth.from(row.key().start().atZone(Cell.BEIJING));
        String period =
            request.step() == ReportRequest.Step.YEAR
                ? Integer.toString(month.getYear())
                : month.toString();
        Totals totals = byPeriod.computeIfAbsent(period, each -> new Totals());
        String flag = row.flag();
        if (row.result() instanceof Decimal value && (flag == null || flag.equals("N"))) {
          totals.add(value);
        }
      }
    }
    return byPeriod;
  }

  private void sideBySide(Sink sink, Thing thing, List<Datastream> streams) throws IOException {
    List<Column> columns = new ArrayList<>(List.of(TIME));
    List<Map<String, Totals>> all = new ArrayList<>();
    TreeMap<String, Boolean> periods = new TreeMap<>();
    for (Datastream stream : streams) {
      Said name = chosen.nameOf(stream);
      String unit = Chosen.unitOf(stream);
      columns.add(new Column(stream.code() + ".value", name, unit));
      columns.add(
          new Column(
              stream.code() + ".min", new Said(name.zh() + " 最小", name.en() + " least"), unit));
      columns.add(
          new Column(
              stream.code() + ".max", new Said(name.zh() + " 最大", name.en() + " most"), unit));
      columns.add(
          new Column(
              stream.code() + ".count",
              new Said(name.zh() + " 有效个数", name.en() + " valid values"),
              ""));
      Map<String, Totals> totals = totals(stream, request.range());
      all.add(totals);
      totals.keySet().forEach(period -> periods.put(period, true));
    }
    sink.sheet(Said.same(thing.name()), columns);
    for (String period : periods.keySet()) {
      List<Cell> cells = new ArrayList<>(columns.size());
      cells.add(Cell.text(period));
      for (Map<String, Totals> totals : all) {
        cells.addAll(totals.getOrDefault(period, new Totals()).cells());
      }
      sink.row(cells);
    }
  }
}
