// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNullElse;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.storage.registry.CaseLine;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Cases that were open within the days: how many by the unit that leads and by area, then each of
 * them. A case that belongs to no point is told of only where everything may be seen.
 */
final class CaseReport implements Report {
  private final ReportRequest request;
  private final Chosen chosen;
  private final Registry registry;

  CaseReport(ReportRequest request, Chosen chosen, Registry registry) {
    this.request = request;
    this.chosen = chosen;
    this.registry = registry;
  }

  /** How many were opened, closed, are open at the end, and went past their limit. */
  private static final class Count {
    private int opened;
    private int closed;
    private int open;
    private int late;
  }

  @Override
  public void write(Sink sink) throws IOException {
    Map<Long, Thing> things = new TreeMap<>();
    chosen.things().forEach(thing -> things.put(thing.id(), thing));
    List<CaseLine> lines = new ArrayList<>();
    for (CaseLine line : registry.reportSchedules().casesBetween(request.start(), request.end())) {
      Long thing = line.thing();
      if (thing == null ? chosen.isEverything() : things.containsKey(thing)) {
        lines.add(line);
      }
    }
    Map<String, Count> byUnit = new TreeMap<>();
    Map<String, Count> byArea = new TreeMap<>();
    for (CaseLine line : lines) {
      Long id = line.thing();
      Thing thing = id == null ? null : things.get(id);
      count(byUnit, orNone(line.lead()), line);
      count(byArea, orNone(area(line, thing)), line);
    }
    counts(sink, new Said("按单位", "By unit"), new Said("单位", "Unit"), byUnit);
    counts(sink, new Said("按区域", "By area"), new Said("区域", "Area"), byArea);
    each(sink, lines, things);
  }

  private static @Nullable String area(CaseLine line, @Nullable Thing thing) {
    return line.area() != null || thing == null ? line.area() : thing.area();
  }

  private static @Nullable String enterprise(CaseLine line, @Nullable Thing thing) {
    return line.enterprise() != null || thing == null ? line.enterprise() : thing.enterprise();
  }

  private static String orNone(@Nullable String name) {
    return name == null ? "—" : name;
  }

  private void count(Map<String, Count> counts, String key, CaseLine line) {
    Count count = counts.computeIfAbsent(key, each -> new Count());
    Instant end = line.closed();
    boolean closed = end != null && end.isBefore(request.end());
    Instant due = line.due();
    boolean late = due != null && due.isBefore(closed && end != null ? end : request.end());
    count.late += late ? 1 : 0;
    count.opened += line.opened().isBefore(request.start()) ? 0 : 1;
    count.closed += closed ? 1 : 0;
    count.open += closed ? 0 : 1;
  }

  private static void counts(Sink sink, Said title, Said of, Map<String, Count> counts)
      throws IOException {
    sink.sheet(
        title,
        List.of(
            new Column("name", of, ""),
            Column.of("opened", "期内立案", "Opened"),
            Column.of("closed", "期内结案", "Closed"),
            Column.of("open", "期末未结", "Open at the end"),
            Column.of("late", "超过时限", "Past the limit")));
    for (Map.Entry<String, Count> each : counts.entrySet()) {
      Count count = each.getValue();
      sink.row(
          List.of(
              Cell.text(each.getKey()),
              Cell.number(count.opened),
              Cell.number(count.closed),
              Cell.number(count.open),
              Cell.number(count.late)));
    }
  }

  private static void each(Sink sink, List<CaseLine> lines, Map<Long, Thing> things)
      throws IOException {
    sink.sheet(
        new Said("案件", "Cases"),
        List.of(
            Column.of("number", "编号", "Number"),
            Column.of("kind", "类别", "Kind"),
            Column.of("title", "事项", "Matter"),
            Column.of("point", "点位", "Point"),
            Column.of("unit", "承办单位", "Unit"),
            Column.of("enterprise", "企业", "Enterprise"),
            Column.of("area", "区域", "Area"),
            Column.of("opened-time", "立案", "Opened"),
            Column.of("due-time", "时限", "Limit"),
            Column.of("closed-time", "结案", "Closed")));
    for (CaseLine line : lines) {
      Long id = line.thing();
      Thing thing = id == null ? null : things.get(id);
      sink.row(
          List.of(
              Cell.text(line.number()),
              Cell.text(line.kind()),
              Cell.said(line.title(), requireNonNullElse(line.titleEn(), line.title())),
              Cell.text(thing == null ? null : thing.name()),
              Cell.text(line.lead()),
              Cell.text(enterprise(line, thing)),
              Cell.text(area(line, thing)),
              Cell.time(line.opened()),
              Cell.time(line.due()),
              Cell.time(line.closed())));
    }
  }
}
