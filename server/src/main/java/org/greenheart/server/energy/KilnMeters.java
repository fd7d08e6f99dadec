// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;

/**
 * The meters that tell what a unit uses, hour by hour: its own, or without one those of its parts.
 * An hour is known when each meter that counted in it has a reading, so that a meter which is
 * silent never makes an hour look better than it was.
 */
final class KilnMeters {
  private static final Duration HOUR = Duration.ofHours(1);

  private final MeterReadings readings;
  private final TimeRange range;
  private final List<WorkUnit> units;
  private final List<EnergyMeter> meters;
  private final List<EnergyEntry> bills;
  private final WorkUnit unit;

  KilnMeters(Tables tables, MeterReadings readings, WorkUnit unit, TimeRange range) {
    this.readings = requireNonNull(readings, "readings is null");
    this.range = requireNonNull(range, "range is null");
    this.unit = requireNonNull(unit, "unit is null");
    this.units = tables.production().units().list();
    this.meters =
        tables.energy().meters(unit.enterprise()).stream()
            .filter(meter -> !MeterSource.life(meter, range).isEmpty())
            .toList();
    this.bills = tables.energy().entries(unit.enterprise(), range);
  }

  /** The unit and all that stands in it. */
  Set<Long> within() {
    Set<Long> within = new HashSet<>();
    collect(unit.id(), within);
    return within;
  }

  private void collect(long id, Set<Long> within) {
    within.add(id);
    units.stream().filter(part -> part.parent() == id).forEach(part -> collect(part.id(), within));
  }

  /** Carriers of which bills tell alone: hours know nothing of them. */
  Set<EnergyCarrier> billed() {
    Set<Long> within = within();
    Set<EnergyCarrier> billed = new LinkedHashSet<>();
    bills.stream()
        .filter(bill -> within.contains(bill.unit()))
        .forEach(bill -> EnergyCarrier.find(bill.carrier()).ifPresent(billed::add));
    billed.removeIf(carrier -> !counting(unit.id(), carrier.word()).isEmpty());
    return billed;
  }

  /** By carrier; without the hours that are not known. */
  Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses() {
    Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses = new EnumMap<>(EnergyCarrier.class);
    for (EnergyCarrier carrier : EnergyCarrier.values()) {
      List<EnergyMeter> counting = counting(unit.id(), carrier.word());
      if (!counting.isEmpty()) {
        uses.put(carrier, hours(counting));
      }
    }
    return uses;
  }

  /** Meters of output of a product, or of any where it is 0, at the unit or in it. */
  List<EnergyMeter> ofOutput() {
    return counting(unit.id(), EnergyMeter.OUTPUT);
  }

  private List<EnergyMeter> counting(long at, String carrier) {
    List<EnergyMeter> own =
        meters.stream()
            .filter(meter -> meter.unit() == at && meter.carrier().equals(carrier))
            .toList();
    List<EnergyMeter> whole =
        own.stream().filter(meter -> meter.tariff().equals(EnergySource.ALL)).toList();
    if (!own.isEmpty()) {
      return whole.isEmpty() ? own : whole;
    }
    return units.stream()
        .filter(part -> part.parent() == at)
        .flatMap(part -> counting(part.id(), carrier).stream())
        .toList();
  }

  /** What meters counted together. */
  NavigableMap<Instant, BigDecimal> hours(List<EnergyMeter> together) {
    List<NavigableMap<Instant, BigDecimal>> each = new ArrayList<>();
    for (EnergyMeter meter : together) {
      NavigableMap<Instant, BigDecimal> hours = new TreeMap<>();
      for (TimeRange life : MeterSource.life(meter, range)) {
        hours.putAll(readings.hours(meter, life));
      }
      each.add(hours);
    }
    NavigableMap<Instant, BigDecimal> sums = new TreeMap<>();
    Instant end = Micros.toInstant(range.toMicros());
    Instant begin = Micros.toInstant(range.fromMicros()).truncatedTo(ChronoUnit.HOURS);
    for (Instant at = begin; at.isBefore(end); at = at.plus(HOUR)) {
      BigDecimal sum = BigDecimal.ZERO;
      int counted = 0;
      int expected = 0;
      for (int i = 0; i < together.size(); i++) {
        if (!isWithin(at, together.get(i))) {
          continue;
        }
        expected++;
        BigDecimal amount = each.get(i).get(at);
        if (amount != null) {
          counted++;
          sum = sum.add(amount.multiply(together.get(i).factor().toBigDecimal()));
        }
      }
      if (expected > 0 && counted == expected) {
        sums.put(at, sum);
      }
    }
    return sums;
  }

  private static boolean isWithin(Instant hour, EnergyMeter meter) {
    Instant end = meter.to();
    return !hour.isBefore(meter.from()) && (end == null || !hour.plus(HOUR).isAfter(end));
  }
}
