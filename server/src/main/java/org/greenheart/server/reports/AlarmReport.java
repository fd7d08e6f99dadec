// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmFilter;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Alarms that lasted within the days, newest first; of exceedances those about a value above its
 * limit, without what was withdrawn. Read a page at a time.
 */
final class AlarmReport implements Report {
  private static final int PAGE = 500;
  private static final String ABOVE_LIMIT = "above-limit";

  private final ReportRequest request;
  private final Chosen chosen;
  private final Registry registry;
  private final Map<String, Optional<Rule>> rules = new HashMap<>();

  AlarmReport(ReportRequest request, Chosen chosen, Registry registry) {
    this.request = request;
    this.chosen = chosen;
    this.registry = registry;
  }

  private boolean exceedances() {
    return request.kind() == ReportRequest.Kind.EXCEEDANCES;
  }

  @Override
  public void write(Sink sink) throws IOException {
    sink.sheet(exceedances() ? new Said("超标", "Exceedances") : new Said("报警", "Alarms"), columns());
    Map<Long, Thing> things = new HashMap<>();
    chosen.things().forEach(thing -> things.put(thing.id(), thing));
    AlarmFilter filter =
        new AlarmFilter(
            null, null, null, null, null, null, request.start(), request.end(), null, null, null);
    List<Alarm> page = registry.alarms().list(filter, Long.MAX_VALUE, PAGE);
    while (!page.isEmpty() && !sink.isFull()) {
      for (Alarm alarm : page) {
        Thing thing = things.get(alarm.thing());
        boolean chosenHere = thing != null || (alarm.area() != 0 && chosen.hasArea(alarm.area()));
        if (chosenHere && request.wants(alarm.signalCode()) && means(alarm)) {
          sink.row(row(alarm, thing));
        }
      }
      page = registry.alarms().list(filter, page.getLast().id(), PAGE);
    }
  }

  private boolean means(Alarm alarm) {
    return !exceedances()
        || (alarm.state() != AlarmState.WITHDRAWN
            && rule(alarm).map(rule -> rule.kind().equals(ABOVE_LIMIT)).orElse(false));
  }

  private Optional<Rule> rule(Alarm alarm) {
    return rules.computeIfAbsent(
        alarm.rule() + " " + alarm.ruleVersion(),
        key -> registry.rules().version(alarm.rule(), alarm.ruleVersion()));
  }

  private List<Column> columns() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                Column.of("number", "报警编号", "Alarm"),
                Column.of("point", "点位", "Point"),
                Column.of("enterprise", "企业", "Enterprise"),
                Column.of("area", "区域", "Area"),
                Column.of("code", "因子编码", "Code"),
                Column.of("rule", "规则", "Rule"),
                Column.of("start-time", "开始", "Begins"),
                Column.of("end-time", "结束", "Ends"),
                Column.of("hours", "时长", "Lasts", "h"),
                Column.of("peak", "最高值", "Highest"),
                Column.of("limit", "限值", "Limit"),
                Column.of("times", "超标倍数", "Times above"),
                Column.of("unit", "单位", "Unit"),
                Column.of("basis", "依据", "Basis"),
                Column.of("late", "迟到", "Late")));
    if (!exceedances()) {
      columns.add(Column.of("severity", "级别", "Severity"));
      columns.add(Column.of("state", "状态", "State"));
      columns.add(Column.of("acknowledged-time", "确认时间", "Acknowledged"));
      columns.add(Column.of("acknowledged-by", "确认人", "By"));
      columns.add(Column.of("escalation", "升级", "Escalation"));
    }
    columns.add(Column.of("case", "案件", "Case"));
    return columns;
  }

  /**
   * @param thing null for an alarm of an area
   */
  private List<Cell> row(Alarm alarm, @Nullable Thing thing) {
    Said rule =
        rule(alarm)
            .map(each -> new Said(each.name(), each.nameEn()))
            .orElse(Said.same(alarm.rule()));
    List<Cell> cells = new ArrayList<>();
    cells.add(Cell.number(alarm.id()));
    cells.add(Cell.text(thing == null ? null : thing.name()));
    cells.add(Cell.text(thing == null ? null : thing.enterprise()));
    cells.add(
        Cell.text(
            thing == null
                ? registry.places().areas().find(alarm.area()).map(Area::name).orElse(null)
                : thing.area()));
    cells.add(Cell.text(alarm.signalCode()));
    cells.add(Cell.said(rule.zh(), rule.en()));
    cells.add(Cell.time(alarm.start()));
    cells.add(Cell.time(alarm.end()));
    cells.add(Cell.computed(hours(alarm)));
    cells.add(Cell.number(alarm.peak()));
    cells.add(Cell.number(alarm.limit()));
    cells.add(Cell.computed(times(alarm)));
    cells.add(Cell.text(alarm.unit()));
    cells.add(Cell.text(alarm.basis()));
    cells.add(alarm.late() ? Cell.said("是", "yes") : Cell.blank());
    if (!exceedances()) {
      cells.add(severity(alarm));
      cells.add(state(alarm));
      cells.add(Cell.time(alarm.acknowledged()));
      cells.add(Cell.text(alarm.acknowledgedBy()));
      cells.add(Cell.number(alarm.escalation()));
    }
    Long file = alarm.caseFile();
    cells.add(file == null ? Cell.blank() : Cell.number(file));
    return cells;
  }

  private static Optional<BigDecimal> hours(Alarm alarm) {
    Instant end = alarm.end();
    return end == null
        ? Optional.empty()
        : Optional.of(
            BigDecimal.valueOf(Duration.between(alarm.start(), end).toSeconds())
                .divide(BigDecimal.valueOf(3_600), MathContext.DECIMAL128));
  }

  /** Of the highest value over the limit, (peak − limit)/limit: of an upper limit alone. */
  private static Optional<BigDecimal> times(Alarm alarm) {
    Decimal peak = alarm.peak();
    Decimal limit = alarm.limit();
    if (peak == null || limit == null || limit.toBigDecimal().signum() <= 0) {
      return Optional.empty();
    }
    BigDecimal most = limit.toBigDecimal();
    if (peak.toBigDecimal().compareTo(most) < 0) {
      return Optional.empty(); // below a lower limit: the law knows no multiple of it
    }
    return Optional.of(peak.toBigDecimal().subtract(most).divide(most, MathContext.DECIMAL128));
  }

  private static Cell severity(Alarm alarm) {
    return switch (alarm.severity()) {
      case INFO -> Cell.said("提示", "note");
      case WARNING -> Cell.said("预警", "warning");
      case DANGER -> Cell.said("告警", "danger");
    };
  }

  private static Cell state(Alarm alarm) {
    return switch (alarm.state()) {
      case OPEN -> Cell.said("未解除", "open");
      case CLEARED -> Cell.said("已解除", "over");
      case WITHDRAWN -> Cell.said("已撤销", "withdrawn");
    };
  }
}
