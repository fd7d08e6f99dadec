// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.server.production.Periods;
import org.greenheart.server.production.UnitView;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * A kiln or a line hour by hour, from its own meters: what it uses and gives off for one unit of
 * what it makes now, and what has changed since the best week.
 *
 * @param outputUnit of what it makes: the product's unit, or t when it makes several
 * @param temperature the newest value at any interval; null without a datastream for it
 * @param now the newest hour of which all is known; null when there is none
 * @param hours the last two days
 * @param windowHours how long the stretches are that are compared: a week, or a day while there is
 *     no more than a week of hours
 * @param last the newest such stretch
 * @param best the one with the least carbon for one unit
 */
record KilnPage(
    UnitView unit,
    List<String> products,
    String outputUnit,
    @Nullable Warmth temperature,
    @Nullable Hour now,
    List<Hour> hours,
    int windowHours,
    @Nullable Window last,
    @Nullable Window best,
    List<String> missing) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHOWN = Duration.ofDays(2);
  private static final Duration LOOK_BACK = Duration.ofDays(28);
  private static final int WEEK = 168;
  private static final int DAY = 24;

  /** So much of a stretch has to be known. */
  private static final int KNOWN_PERCENT = 95;

  KilnPage {
    products = List.copyOf(products);
    hours = List.copyOf(hours);
    missing = List.copyOf(missing);
  }

  /** A temperature, °C. */
  record Warmth(Instant time, BigDecimal value) {}

  /**
   * @param uses by carrier, in its unit
   * @param output null when it is not known
   * @param kgCO2PerUnit null when a reading or a factor is missing or nothing was made
   */
  record Hour(
      Instant time,
      Map<String, BigDecimal> uses,
      @Nullable BigDecimal output,
      @Nullable BigDecimal kgCO2PerUnit,
      @Nullable BigDecimal kgcePerUnit) {}

  /**
   * @param perUnit by carrier, for one unit made
   * @param temperature mean; null without a datastream for it
   */
  record Window(
      Instant from,
      Instant to,
      BigDecimal kgCO2PerUnit,
      BigDecimal outputPerHour,
      Map<String, BigDecimal> perUnit,
      @Nullable BigDecimal temperature) {}

  static KilnPage of(Tables tables, MeterReadings readings, Telemetry telemetry, WorkUnit unit) {
    return new Making(tables, readings, telemetry, unit).page();
  }

  /** Puts one page together. */
  private static final class Making {
    private final Tables tables;
    private final MeterReadings readings;
    private final Telemetry telemetry;
    private final WorkUnit unit;
    private final Instant end;
    private final Instant begin;
    private final Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses =
        new EnumMap<>(EnergyCarrier.class);
    private final Map<EnergyCarrier, BigDecimal> carbon = new EnumMap<>(EnergyCarrier.class);
    private final Map<EnergyCarrier, BigDecimal> coal = new EnumMap<>(EnergyCarrier.class);
    private final NavigableMap<Instant, BigDecimal> output = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private final Map<Long, Product> products = new TreeMap<>();

    Making(Tables tables, MeterReadings readings, Telemetry telemetry, WorkUnit unit) {
      this.tables = tables;
      this.readings = readings;
      this.telemetry = telemetry;
      this.unit = unit;
      this.end = tables.now().truncatedTo(ChronoUnit.HOURS);
      this.begin = end.minus(LOOK_BACK);
    }

    KilnPage page() {
      readUses();
      String outputUnit = readOutput();
      List<Hour> hours = new ArrayList<>();
      for (Instant at = end.minus(SHOWN); at.isBefore(end); at = at.plus(HOUR)) {
        hours.add(hour(at));
      }
      Hour now =
          hours.reversed().stream()
              .filter(hour -> hour.kgCO2PerUnit() != null)
              .findFirst()
              .orElse(null);
      List<Instant> known = known();
      int length = known.size() > WEEK + DAY ? WEEK : DAY;
      Window last = null;
      Window best = null;
      for (Instant to = end;
          !to.minus(HOUR.multipliedBy(length)).isBefore(begin);
          to = to.minus(HOUR)) {
        Window window = window(to.minus(HOUR.multipliedBy(length)), to, length);
        if (window == null) {
          continue;
        }
        last = last == null ? window : last;
        best =
            best == null || window.kgCO2PerUnit().compareTo(best.kgCO2PerUnit()) < 0
                ? window
                : best;
      }
      return new KilnPage(
          UnitView.of(unit),
          products.values().stream().map(Product::name).toList(),
          outputUnit,
          warmth(),
          now,
          hours,
          length,
          warm(last),
          warm(best),
          missing);
    }

    private void readUses() {
      TimeRange range = TimeRange.of(begin, end);
      CarbonCount count =
          EnergyRoutes.count(tables, unit.enterprise(), end.atZone(Periods.BEIJING).getYear());
      for (EnergyMeter meter : meters()) {
        Optional<EnergyCarrier> carrier = EnergyCarrier.find(meter.carrier());
        if (carrier.isEmpty() || !meter.tariff().equals("all")) {
          continue;
        }
        NavigableMap<Instant, BigDecimal> hours =
            uses.computeIfAbsent(carrier.get(), none -> new TreeMap<>());
        BigDecimal factor = meter.factor().toBigDecimal();
        readings
            .hours(meter, range)
            .forEach((at, amount) -> hours.merge(at, amount.multiply(factor), BigDecimal::add));
      }
      for (EnergyCarrier carrier : uses.keySet()) {
        Emission one = count.of(carrier, BigDecimal.ONE);
        one.tCO2().ifPresent(tonnes -> carbon.put(carrier, tonnes.movePointRight(3)));
        if (one.tCO2().isEmpty()) {
          missing.add(carrier.word() + ": " + one.missing());
        }
        carrier
            .coal(BigDecimal.ONE, end.atZone(Periods.BEIJING).toLocalDate())
            .ifPresent(kgce -> coal.put(carrier, kgce.value()));
      }
      if (uses.isEmpty()) {
        missing.add("no meter of energy stands at " + unit.code());
      }
    }

    private List<EnergyMeter> meters() {
      return tables.energy().meters(unit.enterprise()).stream()
          .filter(meter -> meter.unit() == unit.id() && meter.to() == null)
          .toList();
    }

    /** From meters of output; without one from batches, evenly over their time. */
    private String readOutput() {
      tables.production().products().list().stream()
          .filter(product -> product.enterprise() == unit.enterprise())
          .forEach(product -> products.put(product.id(), product));
      List<EnergyMeter> counted =
          meters().stream().filter(meter -> meter.carrier().equals(EnergyMeter.OUTPUT)).toList();
      List<OutputEntry> batches =
          tables.production().outputs(unit.enterprise(), TimeRange.of(begin, end)).stream()
              .filter(entry -> entry.unit() == unit.id())
              .toList();
      products
          .keySet()
          .removeIf(
              id ->
                  counted.stream().noneMatch(meter -> meter.product() == id)
                      && (!counted.isEmpty()
                          || batches.stream().noneMatch(entry -> entry.product() == id)));
      boolean one = products.size() == 1;
      for (EnergyMeter meter : counted) {
        readings
            .hours(meter, TimeRange.of(begin, end))
            .forEach(
                (at, amount) ->
                    add(meter.product(), at, amount.multiply(meter.factor().toBigDecimal()), one));
      }
      for (OutputEntry entry : counted.isEmpty() ? batches : List.<OutputEntry>of()) {
        BigDecimal hour =
            Exact.divide(
                entry.amount().toBigDecimal().multiply(BigDecimal.valueOf(HOUR.toSeconds())),
                BigDecimal.valueOf(Duration.between(entry.from(), entry.to()).toSeconds()));
        Instant at = entry.from().truncatedTo(ChronoUnit.HOURS);
        for (; at.isBefore(entry.to()); at = at.plus(HOUR)) {
          if (!at.isBefore(entry.from()) && !at.plus(HOUR).isAfter(entry.to())) {
            add(entry.product(), at, hour, one);
          }
        }
      }
      if (products.isEmpty()) {
        missing.add("nothing is known to be made at " + unit.code());
      }
      return one ? products.values().iterator().next().unit() : "t";
    }

    private void add(long id, Instant at, BigDecimal amount, boolean one) {
      Product product = products.get(id);
      if (product == null) {
        return;
      }
      Optional<BigDecimal> counted = one ? Optional.of(amount) : Made.tonnes(product, amount);
      if (counted.isPresent()) {
        output.merge(at, counted.get(), BigDecimal::add);
      } else if (!missing.contains(product.code() + ": the mass of one is not known")) {
        missing.add(product.code() + ": the mass of one is not known");
      }
    }

    private List<Instant> known() {
      return output.keySet().stream()
          .filter(at -> uses.values().stream().allMatch(hours -> hours.containsKey(at)))
          .toList();
    }

    private Hour hour(Instant at) {
      Map<String, BigDecimal> used = new TreeMap<>();
      uses.forEach(
          (carrier, hours) ->
              Optional.ofNullable(hours.get(at))
                  .ifPresent(amount -> used.put(carrier.word(), Shown.of(amount))));
      BigDecimal made = output.get(at);
      boolean whole = !uses.isEmpty() && carbon.size() == uses.size() && used.size() == uses.size();
      return new Hour(
          at,
          used,
          made == null ? null : Shown.of(made),
          whole ? perUnit(weighed(at, carbon), made) : null,
          whole ? perUnit(weighed(at, coal), made) : null);
    }

    /** Null where nothing was made. */
    private static @Nullable BigDecimal perUnit(BigDecimal amount, @Nullable BigDecimal made) {
      return made == null || made.signum() <= 0 ? null : Shown.of(Exact.divide(amount, made));
    }

    private BigDecimal weighed(Instant at, Map<EnergyCarrier, BigDecimal> factors) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<EnergyCarrier, BigDecimal> factor : factors.entrySet()) {
        BigDecimal amount = uses.getOrDefault(factor.getKey(), new TreeMap<>()).get(at);
        sum = amount == null ? sum : sum.add(amount.multiply(factor.getValue()));
      }
      return sum;
    }

    private @Nullable Window window(Instant from, Instant to, int length) {
      if (uses.isEmpty() || carbon.size() != uses.size()) {
        return null;
      }
      BigDecimal made = BigDecimal.ZERO;
      BigDecimal kilograms = BigDecimal.ZERO;
      Map<EnergyCarrier, BigDecimal> used = new EnumMap<>(EnergyCarrier.class);
      int count = 0;
      for (Map.Entry<Instant, BigDecimal> hour : output.subMap(from, to).entrySet()) {
        if (uses.values().stream().allMatch(hours -> hours.containsKey(hour.getKey()))) {
          count++;
          made = made.add(hour.getValue());
          kilograms = kilograms.add(weighed(hour.getKey(), carbon));
          uses.forEach(
              (carrier, hours) ->
                  Optional.ofNullable(hours.get(hour.getKey()))
                      .ifPresent(amount -> used.merge(carrier, amount, BigDecimal::add)));
        }
      }
      if (count * 100 < length * KNOWN_PERCENT || made.signum() <= 0) {
        return null;
      }
      Map<String, BigDecimal> perUnit = new TreeMap<>();
      for (Map.Entry<EnergyCarrier, BigDecimal> each : used.entrySet()) {
        perUnit.put(each.getKey().word(), Shown.of(Exact.divide(each.getValue(), made)));
      }
      return new Window(
          from,
          to,
          Shown.of(Exact.divide(kilograms, made)),
          Shown.of(Exact.divide(made, BigDecimal.valueOf(count))),
          perUnit,
          null);
    }

    /** Devices send a quantity at several intervals: the newest value is looked for in all. */
    private @Nullable Warmth warmth() {
      List<Long> streams =
          tables.catalogue().datastream(unit.temperature()).stream()
              .flatMap(
                  stream ->
                      tables.catalogue().datastreamsOf(stream.thing()).stream()
                          .filter(other -> other.code().equals(stream.code())))
              .map(Datastream::number)
              .toList();
      Warmth newest = null;
      for (Observation row : telemetry.latest(streams).values()) {
        Instant time = row.key().start();
        if (row.result() instanceof Decimal value
            && (newest == null || time.isAfter(newest.time()))) {
          newest = new Warmth(time, value.toBigDecimal());
        }
      }
      return newest;
    }

    /** With its mean temperature, which only the shown stretches need. */
    private @Nullable Window warm(@Nullable Window window) {
      if (window == null || unit.temperature() == 0) {
        return window;
      }
      TimeRange range = TimeRange.of(window.from(), window.to());
      BigDecimal sum = BigDecimal.ZERO;
      long count = 0;
      for (var bucket :
          telemetry.aggregate(unit.temperature(), range, HOUR, Micros.of(Instant.EPOCH))) {
        sum = sum.add(bucket.sum());
        count += bucket.count();
      }
      BigDecimal mean = count == 0 ? null : Shown.of(Exact.divide(sum, BigDecimal.valueOf(count)));
      return new Window(
          window.from(),
          window.to(),
          window.kgCO2PerUnit(),
          window.outputPerHour(),
          window.perUnit(),
          mean);
    }
  }
}
