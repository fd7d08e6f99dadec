// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Exact;
import org.jspecify.annotations.Nullable;

/**
 * The hours of a unit: what it used, made and gave off. Sums run from the beginning, so that any
 * stretch of hours is one difference.
 */
final class KilnHours {
  private static final Duration HOUR = Duration.ofHours(1);

  /** So much of a stretch has to be known. */
  private static final int KNOWN_PERCENT = 95;

  private final Instant begin;
  private final Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses;
  private final NavigableMap<Instant, BigDecimal> output;
  private final Map<EnergyCarrier, BigDecimal> carbon;
  private final Map<EnergyCarrier, BigDecimal> coal;
  private final List<Sum> sums = new ArrayList<>();

  /** Over all known hours up to one. */
  private record Sum(int hours, BigDecimal made, Map<EnergyCarrier, BigDecimal> used) {}

  /**
   * @param carbon kg CO2 of one unit of each carrier; a carrier without a factor is left out
   * @param coal kgce of one unit of each carrier
   */
  KilnHours(
      Instant begin,
      Instant end,
      Map<EnergyCarrier, NavigableMap<Instant, BigDecimal>> uses,
      NavigableMap<Instant, BigDecimal> output,
      Map<EnergyCarrier, BigDecimal> carbon,
      Map<EnergyCarrier, BigDecimal> coal) {
    this.begin = requireNonNull(begin, "begin is null");
    this.uses = uses;
    this.output = output;
    this.carbon = Map.copyOf(carbon);
    this.coal = Map.copyOf(coal);
    Sum sum = new Sum(0, BigDecimal.ZERO, Map.of());
    sums.add(sum);
    for (Instant at = begin; at.isBefore(end); at = at.plus(HOUR)) {
      sum = plus(sum, at);
      sums.add(sum);
    }
  }

  private Sum plus(Sum sum, Instant at) {
    BigDecimal made = output.get(at);
    if (made == null || !isKnown(at)) {
      return sum;
    }
    Map<EnergyCarrier, BigDecimal> used = new EnumMap<>(EnergyCarrier.class);
    uses.forEach(
        (carrier, hours) ->
            used.put(
                carrier, sum.used().getOrDefault(carrier, BigDecimal.ZERO).add(amount(hours, at))));
    return new Sum(sum.hours() + 1, sum.made().add(made), used);
  }

  private boolean isKnown(Instant at) {
    return uses.values().stream().allMatch(hours -> hours.containsKey(at));
  }

  private static BigDecimal amount(NavigableMap<Instant, BigDecimal> hours, Instant at) {
    return hours.getOrDefault(at, BigDecimal.ZERO);
  }

  /** How many hours are known. */
  int known() {
    return sums.getLast().hours();
  }

  private boolean hasFactors() {
    return !uses.isEmpty() && carbon.size() == uses.size();
  }

  KilnPage.Hour hour(Instant at) {
    Map<String, BigDecimal> used = new TreeMap<>();
    Map<EnergyCarrier, BigDecimal> amounts = new EnumMap<>(EnergyCarrier.class);
    uses.forEach(
        (carrier, hours) ->
            Optional.ofNullable(hours.get(at))
                .ifPresent(
                    amount -> {
                      amounts.put(carrier, amount);
                      used.put(carrier.word(), Shown.of(amount));
                    }));
    BigDecimal made = output.get(at);
    boolean whole = hasFactors() && isKnown(at);
    return new KilnPage.Hour(
        at,
        used,
        made == null ? null : Shown.of(made),
        whole ? perUnit(weighed(amounts, carbon), made) : null,
        whole ? perUnit(weighed(amounts, coal), made) : null);
  }

  /** Null where nothing was made. */
  private static @Nullable BigDecimal perUnit(BigDecimal amount, @Nullable BigDecimal made) {
    return made == null || made.signum() <= 0 ? null : Shown.of(Exact.divide(amount, made));
  }

  private static BigDecimal weighed(
      Map<EnergyCarrier, BigDecimal> amounts, Map<EnergyCarrier, BigDecimal> factors) {
    return amounts.entrySet().stream()
        .map(each -> each.getValue().multiply(factors.getOrDefault(each.getKey(), BigDecimal.ZERO)))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** The newest stretch of so many hours; null while too few of any are known. */
  KilnPage.@Nullable Window newest(int length) {
    for (int to = sums.size() - 1; to >= length; to--) {
      KilnPage.Window window = window(to, length);
      if (window != null) {
        return window;
      }
    }
    return null;
  }

  /** The stretch of so many hours with the least carbon for one unit; of like ones the newest. */
  KilnPage.@Nullable Window best(int length) {
    KilnPage.Window best = null;
    for (int to = sums.size() - 1; to >= length; to--) {
      KilnPage.Window window = window(to, length);
      if (window != null
          && (best == null || window.kgCO2PerUnit().compareTo(best.kgCO2PerUnit()) < 0)) {
        best = window;
      }
    }
    return best;
  }

  private KilnPage.@Nullable Window window(int to, int length) {
    Sum end = sums.get(to);
    Sum start = sums.get(to - length);
    int hours = end.hours() - start.hours();
    BigDecimal made = end.made().subtract(start.made());
    if (!hasFactors() || hours * 100 < length * KNOWN_PERCENT || made.signum() <= 0) {
      return null;
    }
    Map<EnergyCarrier, BigDecimal> used = new EnumMap<>(EnergyCarrier.class);
    Map<String, BigDecimal> perUnit = new TreeMap<>();
    end.used()
        .forEach(
            (carrier, sum) -> {
              BigDecimal amount = sum.subtract(start.used().getOrDefault(carrier, BigDecimal.ZERO));
              used.put(carrier, amount);
              perUnit.put(carrier.word(), Shown.of(Exact.divide(amount, made)));
            });
    return new KilnPage.Window(
        begin.plus(HOUR.multipliedBy(to - length)),
        begin.plus(HOUR.multipliedBy(to)),
        Shown.of(Exact.divide(weighed(used, carbon), made)),
        Shown.of(Exact.divide(made, BigDecimal.valueOf(hours))),
        perUnit,
        null);
  }
}
