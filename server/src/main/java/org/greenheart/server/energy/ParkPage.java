// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.EnergyConsent;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The works of a park beside one another, by what one unit of their products took in a month. Who
 * agreed stands there by name; the others without one, without amounts and without the names of
 * their products, and only where they are at least {@value #FEWEST}: fewer could be guessed.
 *
 * @param hidden so many products of works are left out since they could be guessed
 */
record ParkPage(YearMonth month, List<Row> rows, int hidden) {
  static final int FEWEST = 3;

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

  static ParkPage of(
      Tables tables, MeterReadings readings, @Nullable Long area, YearMonth month, Sight sight) {
    Set<Long> areas = area == null ? Set.of() : within(tables, area);
    LocalDate day = month.atDay(1);
    List<Row> named = new ArrayList<>();
    List<Row> nameless = new ArrayList<>();
    for (Enterprise enterprise : tables.places().enterprises().list()) {
      if (area != null && !areas.contains(enterprise.area())) {
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
        BalanceView.ProductView product = BalanceView.ProductView.of(figure, day);
        (agreed ? named : nameless)
            .add(
                new Row(
                    agreed ? enterprise.name() : null,
                    agreed ? enterprise.nameEn() : null,
                    agreed ? product.name() : null,
                    !sight.isEverything() && sight.seesEnterprise(enterprise.id()),
                    product.unit(),
                    product.quota(),
                    product.kgcePerUnit(),
                    product.kgCO2PerUnit(),
                    product.level(),
                    balance.isComplete()));
      }
    }
    List<Row> rows = new ArrayList<>(named);
    if (nameless.size() >= FEWEST) {
      rows.addAll(nameless);
    }
    rows.sort(
        Comparator.comparing(Row::unit)
            .thenComparing(Row::kgCO2PerUnit, Comparator.nullsLast(Comparator.naturalOrder())));
    return new ParkPage(month, rows, nameless.size() >= FEWEST ? 0 : nameless.size());
  }

  private static Set<Long> within(Tables tables, long area) {
    Set<Long> within = new HashSet<>(Set.of(area));
    List<Area> areas = tables.places().areas().list();
    boolean more = true;
    while (more) {
      more = false;
      for (Area each : areas) {
        more |= within.contains(each.parent()) && within.add(each.id());
      }
    }
    return within;
  }
}
