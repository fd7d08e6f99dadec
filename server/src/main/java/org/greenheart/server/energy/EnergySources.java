// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Tables;

/**
 * What bills and meters say that each unit itself used of each carrier.
 *
 * <p>At one unit bills go before meters: a meter counts only in the time that no bill covers. Peak,
 * flat and valley bills cover a time together. What is piped or wired is used without a break, so
 * time that neither a meter nor a bill tells of is a gap, once there was either; what is delivered
 * by the tonne is not. Not thread-safe.
 */
final class EnergySources {
  /** So far back a bill makes the next one expected. */
  private static final Duration EXPECTED = Duration.ofDays(400);

  private static final List<String> PARTS = List.of("peak", "flat", "valley");

  /** A carrier at a unit; 0 = the whole works. */
  record Place(long unit, EnergyCarrier carrier) {}

  private final Tables tables;
  private final MeterReadings readings;
  private final TimeRange range;
  private final TimeRange sofar;
  private final List<Finding> findings;
  private final Map<Place, List<EnergyEntry>> bills = new LinkedHashMap<>();
  private final Map<Place, List<EnergyMeter>> meters = new LinkedHashMap<>();

  private EnergySources(
      Tables tables, MeterReadings readings, TimeRange range, List<Finding> findings) {
    this.tables = requireNonNull(tables, "tables is null");
    this.readings = requireNonNull(readings, "readings is null");
    this.range = requireNonNull(range, "range is null");
    this.sofar =
        new TimeRange(range.fromMicros(), Math.min(range.toMicros(), Micros.of(tables.now())));
    this.findings = requireNonNull(findings, "findings is null");
  }

  /**
   * By unit and carrier; a use without sources where a bill is missing.
   *
   * @param findings where what is odd is added
   */
  static Map<Place, CarrierUse> of(
      Tables tables,
      MeterReadings readings,
      long enterprise,
      TimeRange range,
      List<Finding> findings) {
    EnergySources sources = new EnergySources(tables, readings, range, findings);
    Instant since = Micros.toInstant(range.fromMicros()).minus(EXPECTED);
    TimeRange wide = new TimeRange(Micros.of(since), range.toMicros());
    for (EnergyEntry bill : tables.energy().entries(enterprise, wide)) {
      sources.place(bill.unit(), bill.carrier(), bill.document(), sources.bills, bill);
    }
    for (EnergyMeter meter : tables.energy().meters(enterprise)) {
      if (!meter.carrier().equals(EnergyMeter.OUTPUT)
          && !MeterSource.life(meter, range).isEmpty()) {
        sources.place(meter.unit(), meter.carrier(), "", sources.meters, meter);
      }
    }
    List<Place> places = new ArrayList<>(sources.bills.keySet());
    sources.meters.keySet().stream().filter(place -> !places.contains(place)).forEach(places::add);
    Map<Place, CarrierUse> uses = new LinkedHashMap<>();
    for (Place place : places) {
      CarrierUse use = sources.use(place);
      if (!use.sources().isEmpty() || !use.gaps().isEmpty()) {
        uses.put(place, use);
      }
    }
    return uses;
  }

  private <T> void place(
      long unit, String carrier, String about, Map<Place, List<T>> into, T source) {
    EnergyCarrier.find(carrier)
        .ifPresentOrElse(
            found ->
                into.computeIfAbsent(new Place(unit, found), none -> new ArrayList<>()).add(source),
            () -> findings.add(new Finding("carrier-unknown", about, carrier, true)));
  }

  private CarrierUse use(Place place) {
    List<EnergyEntry> entered = bills.getOrDefault(place, List.of());
    List<EnergyMeter> standing = meters.getOrDefault(place, List.of());
    List<EnergySource> found = new ArrayList<>();
    entered.forEach(bill -> find(bill, place.carrier(), found));
    tellOverlaps(place.carrier(), entered);
    List<TimeRange> billed = billed(entered);
    List<TimeRange> whole = new ArrayList<>(times(entered, bill -> isOf(bill, EnergySource.ALL)));
    Map<String, BigDecimal> split = new TreeMap<>();
    for (EnergyMeter meter : standing) {
      if (meter.tariff().equals(EnergySource.ALL)) {
        List<TimeRange> free = Stretches.without(MeterSource.life(meter, range), billed);
        free.forEach(stretch -> found.add(source(meter, stretch)));
        free.forEach(stretch -> split(meter, stretch, split));
        whole.addAll(free);
      }
    }
    for (EnergyMeter meter : standing) {
      if (!meter.tariff().equals(EnergySource.ALL)) {
        List<TimeRange> free =
            Stretches.without(
                MeterSource.life(meter, range), times(entered, bill -> isOf(bill, meter.tariff())));
        // Apart, so that each stretch is either a part of what counts for all, or counts itself.
        List<TimeRange> alone = Stretches.without(free, whole);
        alone.forEach(stretch -> found.add(source(meter, stretch)));
        Stretches.without(free, alone).forEach(stretch -> found.add(source(meter, stretch)));
      }
    }
    return CarrierUse.own(place.carrier(), found, split, gaps(place, entered, standing));
  }

  private void find(EnergyEntry bill, EnergyCarrier carrier, List<EnergySource> found) {
    TimeRange all = TimeRange.of(bill.from(), bill.to());
    List<TimeRange> within = Stretches.common(range, all);
    if (within.isEmpty()) {
      return;
    }
    BigDecimal share = Stretches.share(within, all);
    if (share.compareTo(BigDecimal.ONE) != 0) {
      findings.add(Finding.ofShare("bill-shared", bill.document(), share));
    }
    BigDecimal factor = carrier.perUnit(bill.amountUnit()).multiply(share);
    found.add(
        new EnergySource(
            "bill",
            bill.id(),
            bill.document(),
            bill.unit(),
            0,
            bill.tariff(),
            Micros.toInstant(within.getFirst().fromMicros()),
            Micros.toInstant(within.getFirst().toMicros()),
            bill.amount().toBigDecimal(),
            factor,
            bill.amount().toBigDecimal().multiply(factor),
            bill.facts(),
            0,
            0));
  }

  /** By the hours of the day, where these are chosen and no register counts by tariff. */
  private void split(EnergyMeter meter, TimeRange stretch, Map<String, BigDecimal> split) {
    boolean isRegistered =
        meters.values().stream()
            .flatMap(List::stream)
            .anyMatch(
                other ->
                    other.unit() == meter.unit()
                        && other.carrier().equals(meter.carrier())
                        && !other.tariff().equals(EnergySource.ALL));
    if (meter.carrier().equals(EnergyCarrier.ELECTRICITY.word()) && !isRegistered) {
      int year = Micros.toInstant(range.fromMicros()).atZone(Periods.BEIJING).getYear();
      CarbonChoices.of(year, tables.energy().choices(meter.enterprise(), year))
          .tariffHours()
          .ifPresent(
              hours ->
                  hours
                      .split(readings.hours(meter, stretch), meter.factor().toBigDecimal())
                      .forEach((tariff, part) -> split.merge(tariff, part, BigDecimal::add)));
    }
  }

  private EnergySource source(EnergyMeter meter, TimeRange stretch) {
    return MeterSource.of(tables, readings, meter, stretch, findings);
  }

  /** Above 0: what was sold back does not tell what was bought. */
  private static boolean isOf(EnergyEntry bill, String tariff) {
    return bill.tariff().equals(tariff) && bill.amount().unscaled() > 0;
  }

  private static List<TimeRange> times(List<EnergyEntry> bills, Predicate<EnergyEntry> which) {
    return bills.stream().filter(which).map(bill -> TimeRange.of(bill.from(), bill.to())).toList();
  }

  private List<TimeRange> billed(List<EnergyEntry> entered) {
    List<TimeRange> together = List.of(range);
    for (String part : PARTS) {
      together = Stretches.common(together, times(entered, bill -> isOf(bill, part)));
    }
    List<TimeRange> billed = new ArrayList<>(together);
    billed.addAll(times(entered, bill -> isOf(bill, EnergySource.ALL)));
    return billed;
  }

  /** The same supply twice for a time is either an error or two contracts: a person has to see. */
  private void tellOverlaps(EnergyCarrier carrier, List<EnergyEntry> entered) {
    if (!isPiped(carrier)) {
      return;
    }
    for (EnergyEntry one : entered) {
      for (EnergyEntry other : entered) {
        if (one.id() < other.id()
            && isOf(one, other.tariff())
            && other.amount().unscaled() > 0
            && !Stretches.common(range, TimeRange.of(one.from(), one.to())).isEmpty()
            && one.from().isBefore(other.to())
            && other.from().isBefore(one.to())) {
          findings.add(new Finding("bills-overlap", other.document(), one.document(), false));
        }
      }
    }
  }

  private static boolean isPiped(EnergyCarrier carrier) {
    return !carrier.unit().equals("t");
  }

  /** The time so far that nothing tells of; a bill over 0 settles it. */
  private List<TimeRange> gaps(Place place, List<EnergyEntry> entered, List<EnergyMeter> standing) {
    if (!isPiped(place.carrier()) || sofar.isEmpty()) {
      return List.of();
    }
    List<TimeRange> told = new ArrayList<>(times(entered, bill -> bill.amount().unscaled() >= 0));
    standing.forEach(meter -> told.addAll(MeterSource.life(meter, range)));
    List<TimeRange> gaps = Stretches.without(List.of(sofar), told);
    for (TimeRange gap : gaps) {
      findings.add(
          new Finding(
              standing.isEmpty() ? "bill-missing" : "not-counted",
              name(place),
              Periods.minutes(gap),
              true));
    }
    return gaps;
  }

  private String name(Place place) {
    String unit =
        tables.production().units().find(place.unit()).map(found -> found.name() + " ").orElse("");
    return unit + place.carrier().zh() + " " + place.carrier().word();
  }
}
