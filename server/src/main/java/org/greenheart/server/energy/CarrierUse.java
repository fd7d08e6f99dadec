// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.storage.TimeRange;

/**
 * How much of a carrier a unit used.
 *
 * @param amount in the carrier's unit, sold taken off
 * @param tariffs parts by tariff, where they are known
 * @param own whether the unit has meters or bills of its own, not only its parts
 * @param gaps the time that no meter or bill tells of, where one should
 * @param sources what it rests on
 */
record CarrierUse(
    EnergyCarrier carrier,
    BigDecimal amount,
    Map<String, BigDecimal> tariffs,
    boolean own,
    List<TimeRange> gaps,
    List<EnergySource> sources) {
  CarrierUse {
    requireNonNull(carrier, "carrier is null");
    requireNonNull(amount, "amount is null");
    tariffs = Map.copyOf(tariffs);
    gaps = List.copyOf(gaps);
    sources = List.copyOf(sources);
  }

  /**
   * Own meters and bills. Those of a tariff are parts of those of all; where none of all counts,
   * they are the whole themselves.
   *
   * @param split parts by tariff of what counts for all
   */
  static CarrierUse own(
      EnergyCarrier carrier,
      List<EnergySource> sources,
      Map<String, BigDecimal> split,
      List<TimeRange> gaps) {
    List<TimeRange> whole =
        sources.stream()
            .filter(source -> source.isWhole() && source.amount().signum() >= 0)
            .map(EnergySource::time)
            .toList();
    BigDecimal amount = BigDecimal.ZERO;
    Map<String, BigDecimal> tariffs = new TreeMap<>(split);
    for (EnergySource source : sources) {
      if (source.isWhole()) {
        amount = amount.add(source.amount());
      } else {
        tariffs.merge(source.tariff(), source.amount(), BigDecimal::add);
        List<TimeRange> alone = Stretches.without(List.of(source.time()), whole);
        amount = amount.add(source.amount().multiply(Stretches.share(alone, source.time())));
      }
    }
    return new CarrierUse(carrier, amount, tariffs, true, gaps, sources);
  }

  /** Whether no reading is missing, nor a bill. */
  boolean complete() {
    return gaps.isEmpty() && isRead();
  }

  /** Whether its meters have a reading of every hour of theirs. */
  boolean isRead() {
    return sources.stream().allMatch(EnergySource::complete);
  }

  /** The sum over the parts of a unit. */
  CarrierUse plus(CarrierUse other) {
    Map<String, BigDecimal> together = new TreeMap<>(tariffs);
    other.tariffs.forEach((tariff, part) -> together.merge(tariff, part, BigDecimal::add));
    List<EnergySource> all = new ArrayList<>(sources);
    all.addAll(other.sources);
    List<TimeRange> open = new ArrayList<>(gaps);
    open.addAll(other.gaps);
    return new CarrierUse(carrier, amount.add(other.amount), together, false, open, all);
  }

  CarrierUse asBelow() {
    return new CarrierUse(carrier, amount, tariffs, false, gaps, sources);
  }
}
