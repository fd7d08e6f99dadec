// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.regulation.carbon.EnergyCarrier;

/**
 * How much of a carrier a unit used.
 *
 * @param amount in the carrier's unit, sold taken off
 * @param tariffs parts by tariff, where they are known
 * @param own whether the unit has meters or bills of its own, not only its parts
 * @param complete whether no reading is missing
 * @param sources what it rests on
 */
record CarrierUse(
    EnergyCarrier carrier,
    BigDecimal amount,
    Map<String, BigDecimal> tariffs,
    boolean own,
    boolean complete,
    List<EnergySource> sources) {
  CarrierUse {
    requireNonNull(carrier, "carrier is null");
    requireNonNull(amount, "amount is null");
    tariffs = Map.copyOf(tariffs);
    sources = List.copyOf(sources);
  }

  /** Own meters and bills. Those of all tariffs are the sum, the others its parts. */
  static CarrierUse own(EnergyCarrier carrier, List<EnergySource> sources) {
    Map<String, BigDecimal> tariffs = new TreeMap<>();
    sources.forEach(source -> tariffs.merge(source.tariff(), source.amount(), BigDecimal::add));
    BigDecimal whole = tariffs.remove("all");
    BigDecimal parts = tariffs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    return new CarrierUse(
        carrier,
        whole == null ? parts : whole,
        tariffs,
        true,
        sources.stream().allMatch(EnergySource::complete),
        sources);
  }

  /** The sum over the parts of a unit. */
  CarrierUse plus(CarrierUse other) {
    Map<String, BigDecimal> together = new TreeMap<>(tariffs);
    other.tariffs.forEach((tariff, part) -> together.merge(tariff, part, BigDecimal::add));
    List<EnergySource> all = new ArrayList<>(sources);
    all.addAll(other.sources);
    return new CarrierUse(
        carrier, amount.add(other.amount), together, false, complete && other.complete, all);
  }

  CarrierUse asBelow() {
    return new CarrierUse(carrier, amount, tariffs, false, complete, sources);
  }
}
