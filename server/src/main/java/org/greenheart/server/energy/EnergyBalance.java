// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/**
 * The energy of a works over a stretch of time, by its lines and kilns, and what they made.
 *
 * <p>A unit with meters or bills of its own for a carrier used what these say; one without used
 * what its parts did. So a main meter and the meters behind it are never added up. At one unit
 * bills go before meters: a meter counts only in the time that no bill covers. Batches and bills
 * that lie partly outside of the time count by their share of it, and are named. Immutable.
 */
final class EnergyBalance {
  private final TimeRange range;
  private final List<WorkUnit> units;
  private final List<Made> made;
  private final List<Finding> findings;
  private final UnitUse works;

  private EnergyBalance(
      TimeRange range,
      List<WorkUnit> units,
      List<Made> made,
      List<Finding> findings,
      UnitUse works) {
    this.range = range;
    this.units = List.copyOf(units);
    this.made = List.copyOf(made);
    this.findings = List.copyOf(findings);
    this.works = works;
  }

  static EnergyBalance of(Tables tables, MeterReadings readings, long enterprise, TimeRange range) {
    return new Reading(tables, readings, enterprise, range).balance();
  }

  TimeRange range() {
    return range;
  }

  List<WorkUnit> units() {
    return units;
  }

  /** By product and unit. */
  List<Made> made() {
    return made;
  }

  List<Finding> findings() {
    return findings;
  }

  boolean isComplete() {
    return findings.stream().noneMatch(Finding::incomplete);
  }

  UnitUse works() {
    return works;
  }

  Optional<UnitUse> unit(long id) {
    return find(works, id);
  }

  private static Optional<UnitUse> find(UnitUse use, long id) {
    return use.id() == id
        ? Optional.of(use)
        : use.parts().stream().flatMap(part -> find(part, id).stream()).findFirst();
  }

  /** Gathers what one balance is made of. */
  private static final class Reading {
    private final Tables tables;
    private final MeterReadings readings;
    private final long enterprise;
    private final TimeRange range;
    private final List<WorkUnit> units;
    private final List<Finding> findings = new ArrayList<>();

    /** By unit and carrier. */
    private final Map<Long, Map<EnergyCarrier, List<EnergySource>>> sources = new LinkedHashMap<>();

    Reading(Tables tables, MeterReadings readings, long enterprise, TimeRange range) {
      this.tables = tables;
      this.readings = readings;
      this.enterprise = enterprise;
      this.range = range;
      this.units =
          tables.production().units().list().stream()
              .filter(unit -> unit.enterprise() == enterprise)
              .toList();
    }

    EnergyBalance balance() {
      List<EnergyEntry> bills = tables.energy().entries(enterprise, range);
      List<EnergyMeter> meters = tables.energy().meters(enterprise);
      bills.forEach(this::add);
      meters.stream()
          .filter(meter -> !meter.carrier().equals(EnergyMeter.OUTPUT))
          .forEach(meter -> add(meter, bills));
      UnitUse works = use(null);
      List<Made> made = made(meters);
      return new EnergyBalance(range, units, made, findings, works);
    }

    private void add(EnergyEntry bill) {
      EnergyCarrier carrier = EnergyCarrier.find(bill.carrier()).orElse(null);
      if (carrier == null) {
        findings.add(new Finding("carrier-unknown", bill.document(), bill.carrier(), true));
        return;
      }
      BigDecimal share = share(bill.from(), bill.to(), "bill-shared", bill.document());
      BigDecimal amount =
          bill.amount().toBigDecimal().multiply(carrier.perUnit(bill.amountUnit())).multiply(share);
      list(bill.unit(), carrier)
          .add(
              new EnergySource(
                  "bill",
                  bill.id(),
                  bill.document(),
                  bill.unit(),
                  0,
                  bill.tariff(),
                  bill.from(),
                  bill.to(),
                  amount,
                  bill.facts(),
                  0,
                  0));
    }

    private List<EnergySource> list(long unit, EnergyCarrier carrier) {
      return sources
          .computeIfAbsent(unit, none -> new LinkedHashMap<>())
          .computeIfAbsent(carrier, none -> new ArrayList<>());
    }

    /** The part of a stretch that lies within the range. */
    private BigDecimal share(Instant from, Instant to, String code, String about) {
      long begin = Math.max(Micros.of(from), range.fromMicros());
      long end = Math.min(Micros.of(to), range.toMicros());
      long all = Micros.of(to) - Micros.of(from);
      if (end - begin == all) {
        return BigDecimal.ONE;
      }
      BigDecimal share = Exact.divide(BigDecimal.valueOf(end - begin), BigDecimal.valueOf(all));
      findings.add(new Finding(code, about, Exact.text(share.movePointRight(2), 1) + " %", false));
      return share;
    }

    private void add(EnergyMeter meter, List<EnergyEntry> bills) {
      EnergyCarrier carrier = EnergyCarrier.find(meter.carrier()).orElse(null);
      String name = name(meter);
      if (carrier == null) {
        findings.add(new Finding("carrier-unknown", name, meter.carrier(), true));
        return;
      }
      List<TimeRange> free = life(meter);
      for (EnergyEntry bill : bills) {
        if (bill.unit() == meter.unit()
            && bill.carrier().equals(meter.carrier())
            && bill.amount().unscaled() > 0) {
          free = without(free, TimeRange.of(bill.from(), bill.to()));
        }
      }
      for (TimeRange life : free) {
        nameBeginAndEnd(meter, name, life);
      }
      for (TimeRange stretch : free) {
        MeterReadings.Use use = readings.of(meter, stretch);
        use.notes().stream()
            .distinct()
            .forEach(note -> findings.add(new Finding(note, name, "", true)));
        if (use.read() < use.expected()) {
          findings.add(
              new Finding(
                  "hours-missing",
                  name,
                  "%s/%s".formatted(use.expected() - use.read(), use.expected()),
                  true));
        }
        list(meter.unit(), carrier)
            .add(
                new EnergySource(
                    "meter",
                    meter.id(),
                    name,
                    meter.unit(),
                    meter.datastream(),
                    meter.tariff(),
                    Micros.toInstant(stretch.fromMicros()),
                    Micros.toInstant(stretch.toMicros()),
                    use.amount().multiply(meter.factor().toBigDecimal()),
                    "",
                    use.expected(),
                    use.read()));
      }
    }

    /** A meter that was put in or taken away within the time tells a part of it only. */
    private void nameBeginAndEnd(EnergyMeter meter, String name, TimeRange free) {
      Instant end = meter.to();
      boolean begins =
          Micros.of(meter.from()) == free.fromMicros() && free.fromMicros() > range.fromMicros();
      boolean ends =
          end != null && Micros.of(end) == free.toMicros() && free.toMicros() < range.toMicros();
      if (begins) {
        findings.add(new Finding("meter-begins", name, meter.from().toString(), false));
      }
      if (ends) {
        findings.add(new Finding("meter-ends", name, String.valueOf(end), false));
      }
    }

    private List<TimeRange> life(EnergyMeter meter) {
      Instant end = meter.to();
      TimeRange life =
          new TimeRange(
              Math.max(range.fromMicros(), Micros.of(meter.from())),
              end == null ? range.toMicros() : Math.min(range.toMicros(), Micros.of(end)));
      return life.isEmpty() ? List.of() : List.of(life);
    }

    private static List<TimeRange> without(List<TimeRange> free, TimeRange taken) {
      List<TimeRange> left = new ArrayList<>();
      for (TimeRange each : free) {
        left.add(new TimeRange(each.fromMicros(), Math.min(each.toMicros(), taken.fromMicros())));
        left.add(new TimeRange(Math.max(each.fromMicros(), taken.toMicros()), each.toMicros()));
      }
      left.removeIf(TimeRange::isEmpty);
      return left;
    }

    private String name(EnergyMeter meter) {
      return tables
          .catalogue()
          .datastream(meter.datastream())
          .map(this::name)
          .orElse("datastream " + meter.datastream());
    }

    private String name(Datastream stream) {
      return tables
          .catalogue()
          .thing(stream.thing())
          .map(thing -> thing.name() + " " + stream.name())
          .orElse(stream.name());
    }

    private UnitUse use(@Nullable WorkUnit unit) {
      long id = unit == null ? 0 : unit.id();
      List<UnitUse> parts =
          units.stream().filter(part -> part.parent() == id).map(this::use).toList();
      Map<EnergyCarrier, CarrierUse> uses = new LinkedHashMap<>();
      Map<EnergyCarrier, List<EnergySource>> own = sources.getOrDefault(id, Map.of());
      for (EnergyCarrier carrier : Arrays.asList(EnergyCarrier.values())) {
        List<EnergySource> mine = own.getOrDefault(carrier, List.of());
        Optional<CarrierUse> below =
            parts.stream()
                .flatMap(part -> Optional.ofNullable(part.uses().get(carrier)).stream())
                .map(CarrierUse::asBelow)
                .reduce(CarrierUse::plus);
        if (!mine.isEmpty()) {
          CarrierUse use = CarrierUse.own(carrier, mine);
          uses.put(carrier, use);
          below
              .filter(parts1 -> parts1.amount().compareTo(use.amount()) > 0)
              .ifPresent(
                  more ->
                      findings.add(
                          new Finding(
                              "parts-above-whole",
                              (unit == null ? "" : unit.name() + " ") + carrier.word(),
                              "%s > %s"
                                  .formatted(
                                      Exact.text(more.amount(), 1), Exact.text(use.amount(), 1)),
                              false)));
        } else {
          below.ifPresent(use -> uses.put(carrier, use));
        }
      }
      return new UnitUse(unit, uses, parts);
    }

    /** Batches; where a product has none in the time, what its meters of output tell. */
    private List<Made> made(List<EnergyMeter> meters) {
      Map<Long, Product> products = new LinkedHashMap<>();
      tables.production().products().list().stream()
          .filter(product -> product.enterprise() == enterprise)
          .forEach(product -> products.put(product.id(), product));
      Map<List<Long>, Made> made = new LinkedHashMap<>();
      for (OutputEntry entry : tables.production().outputs(enterprise, range)) {
        BigDecimal share = share(entry.from(), entry.to(), "batch-shared", entry.batch());
        Product product = products.get(entry.product());
        if (product != null) {
          put(
              made,
              new Made(
                  product,
                  entry.unit(),
                  entry.amount().toBigDecimal().multiply(share),
                  entry.qualified().toBigDecimal().multiply(share),
                  List.of(entry.batch())));
        }
      }
      for (EnergyMeter meter : meters) {
        Product product = products.get(meter.product());
        if (product == null) {
          continue;
        }
        boolean entered =
            made.values().stream()
                .anyMatch(one -> one.product().id() == product.id() && !one.batches().isEmpty());
        for (TimeRange life : life(meter)) {
          MeterReadings.Use use = readings.of(meter, life);
          if (entered) {
            BigDecimal measured = use.amount().multiply(meter.factor().toBigDecimal());
            findings.add(
                new Finding("output-measured", name(meter), Exact.text(measured, 2), false));
            continue;
          }
          if (use.read() < use.expected()) {
            findings.add(
                new Finding(
                    "hours-missing",
                    name(meter),
                    "%s/%s".formatted(use.expected() - use.read(), use.expected()),
                    true));
          }
          BigDecimal amount = use.amount().multiply(meter.factor().toBigDecimal());
          if (amount.signum() > 0) {
            put(made, new Made(product, meter.unit(), amount, amount, List.of()));
          }
        }
      }
      return List.copyOf(made.values());
    }

    private static void put(Map<List<Long>, Made> made, Made one) {
      made.merge(
          List.of(one.product().id(), one.unit()),
          one,
          (known, more) -> {
            List<String> batches = new ArrayList<>(known.batches());
            batches.addAll(more.batches());
            return new Made(
                known.product(),
                known.unit(),
                known.amount().add(more.amount()),
                known.qualified().add(more.qualified()),
                batches);
          });
    }
  }
}
