// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.EnergyConsent;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The works of a park beside one another, by what one unit of their products took in a month. Who
 * agreed stands there by name; the others without one, without amounts and without the names of
 * their products, and only together with enough other works that make the like ({@link ParkCells}):
 * fewer could be guessed. Whoever asks sees its own in any case.
 *
 * @param hidden so many products of works are left out since they could be guessed
 */
record ParkPage(YearMonth month, List<Row> rows, int hidden) {
  ParkPage {
    rows = List.copyOf(rows);
  }

  /**
   * @param name null for one that has not agreed
   * @param product null for one that has not agreed
   * @param own whether it belongs to the caller
   * @param level of the quota; null without one
   */
  record Row(
      @Nullable String name,
      @Nullable String nameEn,
      @Nullable String product,
      boolean own,
      String unit,
      @Nullable String quota,
      @Nullable BigDecimal kgcePerUnit,
      @Nullable BigDecimal kgCO2PerUnit,
      @Nullable Integer level,
      boolean complete) {}

  /** What makes works alike: what their product is counted in, and its quota. */
  private record Kind(String unit, @Nullable String quota) {}

  /** One product of one works. */
  private record Entry(
      Enterprise enterprise, boolean agreed, BalanceView.ProductView product, boolean complete) {
    Kind kind() {
      return new Kind(product.unit(), product.quota());
    }

    boolean hasFigure() {
      return product.kgcePerUnit() != null || product.kgCO2PerUnit() != null;
    }

    Row row(boolean isOwn) {
      boolean named = agreed || isOwn;
      return new Row(
          named ? enterprise.name() : null,
          named ? enterprise.nameEn() : null,
          named ? product.name() : null,
          isOwn,
          product.unit(),
          product.quota(),
          product.kgcePerUnit(),
          product.kgCO2PerUnit(),
          product.level(),
          complete);
    }
  }

  /**
   * @param area null for everywhere
   * @param own whether an enterprise is the caller's
   */
  static ParkPage of(
      Tables tables,
      MeterReadings readings,
      @Nullable Long area,
      YearMonth month,
      LongPredicate own) {
    ParkCells cells = new ParkCells(tables.places().areas().list());
    List<Entry> entries = entries(tables, readings, month);
    Map<Kind, Map<Long, Long>> placed = new HashMap<>();
    entries.stream()
        .filter(entry -> !entry.agreed() && entry.hasFigure())
        .collect(Collectors.groupingBy(Entry::kind))
        .forEach((kind, alike) -> placed.put(kind, cells.of(areas(alike))));
    Set<Long> shown = area == null ? Set.of() : cells.within(area);
    List<Row> rows = new ArrayList<>();
    int hidden = 0;
    for (Entry entry : entries) {
      boolean isOwn = own.test(entry.enterprise().id());
      Long at =
          entry.agreed() || isOwn
              ? Long.valueOf(entry.enterprise().area())
              : placed.getOrDefault(entry.kind(), Map.of()).get(entry.enterprise().id());
      boolean isHere = area == null || shown.contains(entry.enterprise().area());
      if (at != null && (area == null || shown.contains(at))) {
        rows.add(entry.row(isOwn));
      } else if (isHere) {
        hidden++;
      }
    }
    rows.sort(
        Comparator.comparing(Row::unit)
            .thenComparing(Row::kgCO2PerUnit, Comparator.nullsLast(Comparator.naturalOrder())));
    return new ParkPage(month, rows, hidden);
  }

  /** The area of each works. */
  private static Map<Long, Long> areas(List<Entry> entries) {
    Map<Long, Long> areas = new LinkedHashMap<>();
    entries.forEach(entry -> areas.put(entry.enterprise().id(), entry.enterprise().area()));
    return areas;
  }

  private static List<Entry> entries(Tables tables, MeterReadings readings, YearMonth month) {
    LocalDate day = month.atDay(1);
    Set<Long> makers =
        tables.production().products().list().stream()
            .map(Product::enterprise)
            .collect(Collectors.toSet());
    List<Entry> entries = new ArrayList<>();
    for (Enterprise enterprise : tables.places().enterprises().list()) {
      if (!makers.contains(enterprise.id())) {
        continue;
      }
      boolean agreed =
          tables.energy().consents(enterprise.id()).stream()
              .findFirst()
              .filter(EnergyConsent::agreed)
              .isPresent();
      EnergyBalance balance =
          EnergyBalance.of(tables, readings, enterprise.id(), Periods.month(month));
      CarbonCount count = EnergyRoutes.count(tables, enterprise.id(), month.getYear());
      for (ProductFigure figure : ProductShares.of(balance, count, day)) {
        entries.add(
            new Entry(
                enterprise, agreed, BalanceView.ProductView.of(figure, day), balance.isComplete()));
      }
    }
    return entries;
  }
}
