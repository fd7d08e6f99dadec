// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.Explained;
import org.greenheart.regulation.supervision.Explanation;
import org.greenheart.server.tax.KnownMonths;
import org.greenheart.server.tax.MonitoredMonth;
import org.greenheart.server.tax.SampledMonth;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Tables;

/**
 * The server's own monitored amounts by firm and month, and what people have said of the points
 * that measured them. Immutable once made.
 */
final class Readings {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private record FirmMonthKey(String firm, YearMonth month) {}

  private record Marked(String firm, String outlet, PointMark mark) {}

  private final Map<FirmMonthKey, List<MonitoredMonth>> amounts = new HashMap<>();
  private final Map<FirmMonthKey, List<SampledMonth>> samples = new HashMap<>();
  private final Map<String, List<Marked>> marks = new HashMap<>();

  static Readings of(Tables tables, KnownMonths months) {
    Readings readings = new Readings();
    for (SampledMonth month : months.sampled()) {
      readings
          .samples
          .computeIfAbsent(
              new FirmMonthKey(month.creditCode(), month.of()), each -> new ArrayList<>())
          .add(month);
    }
    for (MonitoredMonth month : months.monitored()) {
      readings
          .amounts
          .computeIfAbsent(
              new FirmMonthKey(month.creditCode(), month.of()), each -> new ArrayList<>())
          .add(month);
    }
    readings.readMarks(tables);
    return readings;
  }

  private void readMarks(Tables tables) {
    Map<Long, String> firms = new HashMap<>();
    tables.places().enterprises().list().forEach(firm -> firms.put(firm.id(), firm.creditCode()));
    Map<Long, Outlet> outlets = new HashMap<>();
    tables.places().outlets().list().forEach(outlet -> outlets.put(outlet.id(), outlet));
    for (PointPlace point : tables.places().points().list()) {
      Outlet outlet = outlets.get(point.outlet());
      String firm = outlet == null ? null : firms.get(outlet.enterprise());
      if (outlet != null && firm != null) {
        for (PointMark mark : tables.pointMarks().of(point.thing())) {
          if (mark.withdrawn() == null) {
            marks
                .computeIfAbsent(firm, each -> new ArrayList<>())
                .add(new Marked(firm, outlet.code(), mark));
          }
        }
      }
    }
  }

  List<MonitoredMonth> of(String firm, YearMonth month) {
    return amounts.getOrDefault(new FirmMonthKey(firm, month), List.of());
  }

  /** What laboratories found where no monitor tells it. */
  List<SampledMonth> sampled(String firm, YearMonth month) {
    return samples.getOrDefault(new FirmMonthKey(firm, month), List.of());
  }

  /** What the marks of a month may explain. */
  List<Explained> marks(String firm, YearMonth month) {
    Instant from = month.atDay(1).atStartOfDay(BEIJING).toInstant();
    Instant to = month.plusMonths(1).atDay(1).atStartOfDay(BEIJING).toInstant();
    List<Explained> explained = new ArrayList<>();
    for (Marked marked : marks.getOrDefault(firm, List.of())) {
      Instant end = marked.mark().to();
      if (marked.mark().from().isBefore(to) && (end == null || end.isAfter(from))) {
        explained.add(explained(marked));
      }
    }
    return explained;
  }

  private static Explained explained(Marked marked) {
    PointMark mark = marked.mark();
    Instant end = mark.to();
    return new Explained(
        switch (mark.kind()) {
          case STOP -> Explanation.SHUTDOWN_PROVEN;
          case CALIBRATION, MAINTENANCE, FAULT, STARTUP, SHUTDOWN, OTHER ->
              Explanation.MONITOR_AT_FAULT;
        },
        marked.outlet(),
        new Evidence(
            Evidence.Source.EXPLANATION,
            "points/" + mark.thing(),
            "%s %s … %s%s (%s)"
                .formatted(
                    mark.kind().text(),
                    mark.from().atZone(BEIJING).toLocalDateTime(),
                    end == null ? "" : end.atZone(BEIJING).toLocalDateTime(),
                    mark.note().isEmpty() ? "" : ": " + mark.note(),
                    mark.author())));
  }
}
