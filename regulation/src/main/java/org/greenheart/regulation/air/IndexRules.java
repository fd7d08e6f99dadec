// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Validity;
import org.jspecify.annotations.Nullable;

/**
 * An edition of HJ 633: the air quality index of 2012 (data up to 2026-02-28) or of 2026. Immutable
 * and thread-safe; look it up once for many stations.
 */
public final class IndexRules {
  private static final List<IndexRules> EDITIONS = readAll();

  private final Validity validity;
  private final Basis basis;
  private final int primaryAbove;
  private final OptionalInt exceedingAbove;
  private final OptionalInt incompleteAbove;
  private final Map<Indicator, Breakpoints> columns = new LinkedHashMap<>();
  private final Map<Indicator, Integer> digits = new HashMap<>();
  private final Map<Report, List<ReportItem>> reports = new HashMap<>();
  private final List<AirLevel> levels;

  private IndexRules(RuleRow edition, LocalDate day) {
    validity = edition.validity();
    basis = edition.basis();
    primaryAbove = edition.decimal("primary_above").intValueExact();
    exceedingAbove = number(edition, "exceeding_above");
    incompleteAbove = number(edition, "publish_incomplete_above");
    for (RuleRow row : Air.table("breakpoints.tsv").at(day)) {
      Indicator indicator = indicator(row);
      columns.put(indicator, Breakpoints.read(row));
      Rounding.beforeLookUp(indicator, day).ifPresent(places -> digits.put(indicator, places));
    }
    List<RuleRow> items = Air.table("reports.tsv").at(day);
    for (Report report : Report.values()) {
      reports.put(
          report,
          items.stream()
              .filter(row -> row.text("report").equals(report.word()))
              .map(row -> ReportItem.read(row, indicator(row)))
              .toList());
    }
    levels = Air.table("levels.tsv").at(day).stream().map(AirLevel::read).toList();
  }

  private static List<IndexRules> readAll() {
    RuleTable editions = Air.table("editions.tsv");
    List<IndexRules> all = new ArrayList<>();
    for (RuleRow row : editions.rows()) {
      // Any day of the edition reads its rows of the other tables: they change together.
      Validity validity = row.validity();
      LocalDate day = validity.to() != null ? validity.to() : validity.from();
      if (day == null) {
        throw new IllegalArgumentException("%s must begin or end".formatted(row.place()));
      }
      all.add(new IndexRules(row, day));
    }
    return List.copyOf(all);
  }

  private static Indicator indicator(RuleRow row) {
    return new Indicator(
        Pollutant.of(row.place(), row.text("pollutant")),
        Averaging.of(row.place(), row.text("period")));
  }

  private static OptionalInt number(RuleRow row, String column) {
    return row.findDecimal(column)
        .map(value -> OptionalInt.of(value.intValueExact()))
        .orElseGet(OptionalInt::empty);
  }

  /** The edition for data of a day. */
  public static IndexRules at(LocalDate day) {
    for (IndexRules edition : EDITIONS) {
      if (edition.validity.covers(day)) {
        return edition;
      }
    }
    throw Air.noRule("date", "the air quality index", day);
  }

  public Basis basis() {
    return basis;
  }

  /** The indicators that have a column, possibly an empty one. */
  public Set<Indicator> indicators() {
    return Set.copyOf(columns.keySet());
  }

  /** The items of a report, in its order. */
  public List<ReportItem> items(Report report) {
    return reports.getOrDefault(report, List.of());
  }

  /**
   * The individual index, formula (1): linear between the nodes, rounded up.
   *
   * @param concentration ug/m3, of CO mg/m3; not negative
   * @throws LawException when it is negative, or the edition knows no such indicator
   */
  public IndividualIndex individual(Indicator indicator, BigDecimal concentration) {
    return individual("concentration", indicator, concentration);
  }

  private IndividualIndex individual(String field, Indicator indicator, BigDecimal concentration) {
    Breakpoints column = columns.get(indicator);
    if (column == null) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          "period",
          "period (%s) must be one of %s for %s in %s"
              .formatted(
                  indicator.averaging(),
                  columns.keySet().stream()
                      .filter(one -> one.pollutant() == indicator.pollutant())
                      .map(one -> one.averaging().word())
                      .collect(Collectors.joining(", ")),
                  indicator.pollutant(),
                  basis.document()));
    }
    Air.notNegative(field, concentration);
    Integer places = digits.get(indicator);
    return new IndividualIndex(
        indicator,
        concentration,
        places == null ? concentration : Exact.round(concentration, places),
        column);
  }

  /**
   * The air quality index of a report.
   *
   * @param values by indicator, ug/m3, of CO mg/m3; null or absent: missing
   * @param notMonitored items left out by plan, never primary on a polluted day of the last three
   *     years: they are not missing (HJ 633-2026, 5.3)
   * @throws LawException when a value is negative
   */
  public AirQualityIndex index(
      Report report,
      Map<Indicator, ? extends @Nullable BigDecimal> values,
      Set<Pollutant> notMonitored) {
    List<IndividualIndex> given = new ArrayList<>(values.size());
    List<ReportItem> missing = List.of();
    for (ReportItem item : items(report)) {
      BigDecimal value = values.get(item.indicator());
      if (value != null && (item.role() != ReportItem.Role.INSTEAD || hasNoIndex(given, item))) {
        given.add(individual(item.name(), item.indicator(), value));
      } else if (item.role() == ReportItem.Role.ITEM
          && !notMonitored.contains(item.indicator().pollutant())) {
        missing = new ArrayList<>(missing);
        missing.add(item);
      }
    }
    return new AirQualityIndex(this, given, missing);
  }

  private static boolean hasNoIndex(List<IndividualIndex> given, ReportItem item) {
    return given.stream()
        .anyMatch(
            one ->
                one.indicator().pollutant() == item.indicator().pollutant()
                    && one.value().isEmpty());
  }

  /** The level of an index from 0 to 500. */
  public AirLevel level(int index) {
    for (AirLevel level : levels) {
      if (index <= level.to() && index >= level.from()) {
        return level;
      }
    }
    throw new LawException(
        LawException.Code.OUT_OF_RANGE, "aqi", "aqi (%s) must be from 0 to 500".formatted(index));
  }

  int primaryAbove() {
    return primaryAbove;
  }

  OptionalInt exceedingAbove() {
    return exceedingAbove;
  }

  /** Above which index an incomplete report is published; empty: always. */
  OptionalInt incompleteAbove() {
    return incompleteAbove;
  }
}
