// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Supplier;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** The months of every concentration that a point at an outlet measures. Thread-safe. */
final class PointMonths {
  static final String PARTICULATES = "a34013";
  private static final Set<String> FLOWS = Set.of("a00000", "w00000");

  private final Registry registry;
  private final Supplier<PointLimits> limits;
  private final LaboratoryResults laboratories;
  private final MonthReader reader;

  PointMonths(
      Registry registry,
      Telemetry telemetry,
      Supplier<PointLimits> limits,
      LaboratoryResults laboratories) {
    this.registry = requireNonNull(registry, "registry is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.laboratories = requireNonNull(laboratories, "laboratories is null");
    this.reader = new MonthReader(telemetry);
  }

  /** A quantity with the Datastream of hours that its months come from. */
  record Series(Datastream hours, SortedMap<YearMonth, PollutantMonth> months) {}

  List<Series> read(Outlet outlet, long thing, MonthReader.Months months, Instant now) {
    List<Datastream> streams = registry.catalogue().datastreamsOf(thing);
    Datastream flow =
        streams.stream()
            .filter(one -> one.interval() == Interval.HOUR && FLOWS.contains(one.code()))
            .min(Comparator.comparing(Datastream::computed))
            .orElse(null);
    Map<String, Datastream> days = best(streams, Interval.DAY);
    List<Series> all = new ArrayList<>();
    best(streams, Interval.HOUR).values().stream()
        .filter(stream -> HourRows.isConcentration(stream.unit().symbol()))
        .sorted(Comparator.comparing(Datastream::code))
        .forEach(
            stream -> {
              boolean water = outlet.medium() == Medium.WATER;
              Datastream day = water ? days.get(stream.code()) : null;
              SortedMap<YearMonth, PollutantMonth> read =
                  reader.read(stream, flow, day, limitsOf(stream, day, water), months, now);
              read.replaceAll(
                  (month, amount) ->
                      amount.exceededIn(laboratories.exceeding(outlet.id(), stream.code(), month)));
              all.add(new Series(stream, read));
            });
    return all;
  }

  private HeldLimits limitsOf(Datastream hours, @Nullable Datastream day, boolean water) {
    if (water && day == null) {
      return HeldLimits.NONE;
    }
    return limits.get().of(day == null ? hours : day);
  }

  /** What a device sends goes before what is computed. */
  private static Map<String, Datastream> best(List<Datastream> streams, Interval interval) {
    Map<String, Datastream> best = new HashMap<>();
    streams.stream()
        .filter(one -> one.interval() == interval && !one.code().isEmpty())
        .sorted(Comparator.comparing(Datastream::computed).thenComparingLong(Datastream::number))
        .forEach(one -> best.putIfAbsent(one.code(), one));
    return best;
  }
}
