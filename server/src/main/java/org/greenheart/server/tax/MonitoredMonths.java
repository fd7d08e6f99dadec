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
import org.greenheart.server.manual.MonthOfSamples;
import org.greenheart.server.places.OutletPoints;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * The monitored amounts of all outlets, from the hours of the points at them, and what laboratories
 * found where no monitor stands. Each Datastream is read once for all months. Thread-safe.
 */
public final class MonitoredMonths {
  private final Registry registry;
  private final PointMonths points;
  private final LaboratoryResults laboratories;

  public MonitoredMonths(
      Registry registry,
      Telemetry telemetry,
      Supplier<? extends PointLimits> limits,
      LaboratoryResults laboratories) {
    this.registry = requireNonNull(registry, "registry is null");
    this.points = new PointMonths(registry, telemetry, limits::get, laboratories);
    this.laboratories = laboratories;
  }

  /**
   * Without months of which no hour is valid. Of two monitors of a pollutant at one outlet the
   * first counts. What the points before an outlet's treatment measured is there too, as inlet. No
   * laboratory stands in for a monitor, also not for one that was silent (Cai Shui 2018 No. 117, 3;
   * by memory).
   */
  public KnownMonths of(YearMonth from, YearMonth to, Instant now) {
    Map<Long, String> firms = new HashMap<>();
    for (Enterprise firm : registry.places().enterprises().list()) {
      firms.put(firm.id(), firm.creditCode());
    }
    OutletPoints at = new OutletPoints(registry.places());
    MonthReader.Months months = new MonthReader.Months(from, to);
    List<MonitoredMonth> monitored = new ArrayList<>();
    List<SampledMonth> sampled = new ArrayList<>();
    for (Outlet outlet : registry.places().outlets().list()) {
      String firm = firms.get(outlet.enterprise());
      if (firm != null) {
        Reading after = new Reading(firm, outlet, false, months, now);
        monitored.addAll(read(at.after(outlet.id()), after));
        monitored.addAll(
            read(at.before(outlet.id()), new Reading(firm, outlet, true, months, now)));
        sampled.addAll(sampled(after));
      }
    }
    monitored.sort(Comparator.comparing(MonitoredMonth::outlet));
    return new KnownMonths(monitored, sampled);
  }

  /** What is read of an outlet, and of which months and quantities it has monitors. */
  private record Reading(
      String firm,
      Outlet outlet,
      boolean inlet,
      MonthReader.Months months,
      Instant now,
      Set<String> monitors) {
    Reading(String firm, Outlet outlet, boolean inlet, MonthReader.Months months, Instant now) {
      this(firm, outlet, inlet, months, now, new HashSet<>());
    }

    private static String key(YearMonth month, String code) {
      return month + " " + code;
    }
  }

  private List<MonitoredMonth> read(List<Long> things, Reading of) {
    TaxMedium medium = of.outlet().medium() == Medium.AIR ? TaxMedium.AIR : TaxMedium.WATER;
    List<MonitoredMonth> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (long thing : things) {
      for (PointMonths.Series series : points.read(of.outlet(), thing, of.months(), of.now())) {
        series
            .months()
            .forEach(
                (month, amount) -> {
                  String key = Reading.key(month, amount.code());
                  of.monitors().add(key);
                  if (amount.hours().counted() > 0 && seen.add(key)) {
                    all.add(
                        new MonitoredMonth(
                            of.firm(),
                            of.outlet().code(),
                            medium,
                            thing,
                            series.hours().number(),
                            of.inlet(),
                            month,
                            amount));
                  }
                });
      }
    }
    return all;
  }

  private List<SampledMonth> sampled(Reading of) {
    List<SampledMonth> all = new ArrayList<>();
    for (YearMonth month = of.months().first();
        !month.isAfter(of.months().last());
        month = month.plusMonths(1)) {
      for (Map.Entry<String, MonthOfSamples> found :
          laboratories.found(of.outlet().id(), month).entrySet()) {
        if (!of.monitors().contains(Reading.key(month, found.getKey()))) {
          all.add(
              new SampledMonth(
                  of.firm(), of.outlet().code(), month, found.getKey(), found.getValue()));
        }
      }
    }
    return all;
  }
}
