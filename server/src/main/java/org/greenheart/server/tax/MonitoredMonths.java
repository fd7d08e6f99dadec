// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.places.OutletPoints;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The monitored amounts of all outlets, from the hours of the points at them. Each Datastream is
 * read once for all months. Thread-safe.
 */
public final class MonitoredMonths {
  private final Registry registry;
  private final PointMonths points;

  public MonitoredMonths(
      Registry registry,
      Telemetry telemetry,
      Supplier<? extends PointLimits> limits,
      LaboratoryResults laboratories) {
    this.registry = requireNonNull(registry, "registry is null");
    this.points = new PointMonths(registry, telemetry, limits::get, laboratories);
  }

  /**
   * Without months of which no hour is valid. Of two monitors of a pollutant at one outlet the
   * first counts. What the points before an outlet's treatment measured is there too, as inlet.
   */
  public List<MonitoredMonth> of(YearMonth from, YearMonth to, Instant now) {
    Map<Long, String> firms = new HashMap<>();
    for (Enterprise firm : registry.places().enterprises().list()) {
      firms.put(firm.id(), firm.creditCode());
    }
    OutletPoints at = new OutletPoints(registry.places());
    List<MonitoredMonth> all = new ArrayList<>();
    registry.places().outlets().list().stream()
        .filter(outlet -> firms.containsKey(outlet.enterprise()))
        .sorted(Comparator.comparing(Outlet::code))
        .forEach(
            outlet ->
                all.addAll(
                    of(
                        requireNonNull(firms.get(outlet.enterprise()), "no firm"),
                        outlet,
                        at,
                        new MonthReader.Months(from, to),
                        now)));
    return all;
  }

  private List<MonitoredMonth> of(
      String creditCode, Outlet outlet, OutletPoints at, MonthReader.Months months, Instant now) {
    List<MonitoredMonth> all =
        new ArrayList<>(of(creditCode, outlet, at.after(outlet.id()), false, months, now));
    all.addAll(of(creditCode, outlet, at.before(outlet.id()), true, months, now));
    return all;
  }

  private List<MonitoredMonth> of(
      String creditCode,
      Outlet outlet,
      List<Long> things,
      boolean inlet,
      MonthReader.Months months,
      Instant now) {
    TaxMedium medium = outlet.medium() == Medium.AIR ? TaxMedium.AIR : TaxMedium.WATER;
    List<MonitoredMonth> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (long thing : things) {
      for (PointMonths.Series series : points.read(outlet, thing, months, now)) {
        series
            .months()
            .forEach(
                (month, amount) -> {
                  if (amount.hours().counted() > 0 && seen.add(month + " " + amount.code())) {
                    all.add(
                        new MonitoredMonth(
                            creditCode,
                            outlet.code(),
                            medium,
                            thing,
                            series.hours().number(),
                            inlet,
                            month,
                            amount));
                  }
                });
      }
    }
    return all;
  }
}
