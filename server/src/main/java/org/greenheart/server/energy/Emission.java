// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * The CO2 of an amount of a carrier.
 *
 * @param amount in the carrier's unit
 * @param tCO2 empty where no factor is at hand: then {@code missing} says which
 * @param chosen the factors that were used, in a few words
 * @param basis of the rule; null without a figure
 * @param others what other families of factors make of the same amount
 * @param missing empty when there is a figure
 */
record Emission(
    EnergyCarrier carrier,
    BigDecimal amount,
    Optional<BigDecimal> tCO2,
    String chosen,
    @Nullable Basis basis,
    List<Step> steps,
    List<Other> others,
    String missing) {
  /** Another family's figure. */
  record Other(String family, String document, String confidence, BigDecimal tCO2) {}

  Emission {
    requireNonNull(carrier, "carrier is null");
    requireNonNull(amount, "amount is null");
    requireNonNull(tCO2, "tCO2 is null");
    requireNonNull(chosen, "chosen is null");
    requireNonNull(missing, "missing is null");
    steps = List.copyOf(steps);
    others = List.copyOf(others);
  }

  static Emission without(EnergyCarrier carrier, BigDecimal amount, String missing) {
    return new Emission(carrier, amount, Optional.empty(), "", null, List.of(), List.of(), missing);
  }
}
