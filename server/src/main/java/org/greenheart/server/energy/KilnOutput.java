// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.WorkUnit;

/**
 * What a unit makes, hour by hour: by its meters of output, without one by its batches, evenly over
 * their time. In t, where the mass of all that it makes is known.
 *
 * @param products what it makes
 * @param unit t, or the product's unit where it makes one whose mass is not known
 * @param hours without those that are not known
 * @param missing why some of it is not counted
 */
record KilnOutput(
    List<Product> products,
    String unit,
    NavigableMap<Instant, BigDecimal> hours,
    Set<String> missing) {
  private static final Duration HOUR = Duration.ofHours(1);

  KilnOutput {
    products = List.copyOf(products);
    hours = Collections.unmodifiableNavigableMap(new TreeMap<>(hours));
    missing = Collections.unmodifiableSet(new LinkedHashSet<>(missing));
  }

  static KilnOutput of(Tables tables, KilnMeters meters, WorkUnit unit, TimeRange range) {
    Map<Long, NavigableMap<Instant, BigDecimal>> made = new TreeMap<>();
    List<EnergyMeter> counted = meters.ofOutput();
    for (EnergyMeter meter : counted) {
      made.computeIfAbsent(
          meter.product(),
          product ->
              meters.hours(counted.stream().filter(other -> other.product() == product).toList()));
    }
    if (counted.isEmpty()) {
      Set<Long> within = meters.within();
      tables.production().outputs(unit.enterprise(), range).stream()
          .filter(entry -> within.contains(entry.unit()))
          .forEach(
              entry -> spread(entry, made.computeIfAbsent(entry.product(), id -> new TreeMap<>())));
    }
    Map<Product, NavigableMap<Instant, BigDecimal>> known = new LinkedHashMap<>();
    made.forEach(
        (id, hours) ->
            tables
                .production()
                .products()
                .find(id)
                .ifPresent(product -> known.put(product, hours)));
    if (!counted.isEmpty()) {
      // What one meter of output missed would make all else look worse than it was.
      known
          .values()
          .forEach(one -> known.values().forEach(other -> one.keySet().retainAll(other.keySet())));
    }
    return of(known);
  }

  /** Evenly over its whole hours. */
  private static void spread(OutputEntry entry, NavigableMap<Instant, BigDecimal> hours) {
    BigDecimal hour =
        Exact.divide(
            entry.amount().toBigDecimal().multiply(BigDecimal.valueOf(HOUR.toSeconds())),
            BigDecimal.valueOf(Duration.between(entry.from(), entry.to()).toSeconds()));
    Instant at = entry.from().truncatedTo(ChronoUnit.HOURS);
    for (; !at.plus(HOUR).isAfter(entry.to()); at = at.plus(HOUR)) {
      if (!at.isBefore(entry.from())) {
        hours.merge(at, hour, BigDecimal::add);
      }
    }
  }

  private static KilnOutput of(Map<Product, NavigableMap<Instant, BigDecimal>> made) {
    List<Product> products = List.copyOf(made.keySet());
    boolean weighed =
        products.stream().allMatch(one -> Made.tonnes(one, BigDecimal.ONE).isPresent());
    NavigableMap<Instant, BigDecimal> hours = new TreeMap<>();
    Set<String> missing = new LinkedHashSet<>();
    boolean alone = products.size() == 1;
    made.forEach(
        (product, each) -> {
          Optional<BigDecimal> mass = Made.tonnes(product, BigDecimal.ONE);
          if (mass.isEmpty() && !alone) {
            missing.add(product.code() + ": the mass of one is not known");
            return;
          }
          BigDecimal one = mass.orElse(BigDecimal.ONE);
          each.forEach((at, amount) -> hours.merge(at, amount.multiply(one), BigDecimal::add));
        });
    return new KilnOutput(
        products,
        alone && !weighed ? products.getFirst().unit() : "t",
        missing.isEmpty() ? hours : new TreeMap<>(),
        missing);
  }
}
