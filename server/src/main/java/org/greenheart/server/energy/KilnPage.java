// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.server.production.Periods;
import org.greenheart.server.production.UnitView;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * A kiln or a line hour by hour, from its own meters: what it uses and gives off for one unit of
 * what it makes now, and what has changed since the best week.
 *
 * @param outputUnit of what it makes: t, or the product's unit where its mass is not known
 * @param temperature the newest value at any interval; null without a datastream for it
 * @param now the newest hour of which all is known; null when there is none
 * @param hours the last two days
 * @param weeks how far back the best stretch was looked for
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
    int weeks,
    int windowHours,
    @Nullable Window last,
    @Nullable Window best,
    List<String> missing) {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SHOWN = Duration.ofDays(2);

  /** So many weeks are looked back for the best one, unless a caller wants more. */
  static final int USUAL_WEEKS = 4;

  static final int MOST_WEEKS = 53;
  private static final int WEEK = 168;
  private static final int DAY = 24;

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
      @Nullable BigDecimal temperature) {
    Window with(BigDecimal mean) {
      return new Window(from, to, kgCO2PerUnit, outputPerHour, perUnit, mean);
    }
  }

  /**
   * @param weeks how far back the best stretch is looked for
   */
  static KilnPage of(
      Tables tables, MeterReadings readings, Telemetry telemetry, WorkUnit unit, int weeks) {
    Instant end = tables.now().truncatedTo(ChronoUnit.HOURS);
    Instant begin = end.minus(HOUR.multipliedBy((long) weeks * WEEK));
    TimeRange range = TimeRange.of(begin, end);
    KilnMeters meters = new KilnMeters(tables, readings, unit, range);
    Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses = meters.uses();
    KilnOutput output = KilnOutput.of(tables, meters, unit, range);
    List<String> missing = new ArrayList<>();
    Map<EnergyCarrier, BigDecimal> carbon = new EnumMap<>(EnergyCarrier.class);
    Map<EnergyCarrier, BigDecimal> coal = new EnumMap<>(EnergyCarrier.class);
    LocalDate day = end.atZone(Periods.BEIJING).toLocalDate();
    CarbonCount count = EnergyRoutes.count(tables, unit.enterprise(), day.getYear());
    for (EnergyCarrier carrier : uses.keySet()) {
      Emission one = count.of(carrier, BigDecimal.ONE);
      one.tCO2()
          .ifPresentOrElse(
              tonnes -> carbon.put(carrier, tonnes.movePointRight(3)),
              () -> missing.add(carrier.word() + ": " + one.missing()));
      count.coal(carrier, BigDecimal.ONE, day).ifPresent(kgce -> coal.put(carrier, kgce.value()));
    }
    if (uses.isEmpty()) {
      missing.add("no meter of energy stands at " + unit.code());
    }
    meters.billed().forEach(carrier -> missing.add(carrier.word() + ": by bills, not by the hour"));
    missing.addAll(output.missing());
    if (output.products().isEmpty()) {
      missing.add("nothing is known to be made at " + unit.code());
    }
    KilnHours hours = new KilnHours(begin, end, uses, output.hours(), carbon, coal);
    List<Hour> shown = new ArrayList<>();
    for (Instant at = end.minus(SHOWN); at.isBefore(end); at = at.plus(HOUR)) {
      shown.add(hours.hour(at));
    }
    int length = hours.known() > WEEK + DAY ? WEEK : DAY;
    KilnTemperature temperature = new KilnTemperature(tables, telemetry, unit.temperature());
    return new KilnPage(
        UnitView.of(unit),
        output.products().stream().map(Product::name).toList(),
        output.unit(),
        temperature.newest(),
        shown.reversed().stream()
            .filter(hour -> hour.kgCO2PerUnit() != null)
            .findFirst()
            .orElse(null),
        shown,
        weeks,
        length,
        temperature.warm(hours.newest(length)),
        temperature.warm(hours.best(length)),
        missing);
  }
}
