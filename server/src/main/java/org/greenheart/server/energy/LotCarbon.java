// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The carbon of one unit of a product.
 *
 * @param kgCO2PerUnit for one unit of qualified output; empty where something is missing
 * @param unit {@code t}, {@code piece} or {@code m2}
 * @param kilogramsPerUnit mass of one unit in kg, where it is known
 * @param boundary what is counted: {@link #GATE_TO_GATE}
 * @param method how it is shared out and which factors were taken
 * @param primaryShare percent of the carbon that rests on the works' own meters and bills
 * @param missing why there is no figure
 */
public record LotCarbon(
    Optional<BigDecimal> kgCO2PerUnit,
    String unit,
    Optional<BigDecimal> kilogramsPerUnit,
    Instant from,
    Instant to,
    String boundary,
    String method,
    BigDecimal primaryShare,
    List<String> missing) {
  /** Fuel, carbonates, bought electricity and heat within the works; no upstream. */
  public static final String GATE_TO_GATE = "gate-to-gate";

  public LotCarbon {
    requireNonNull(kgCO2PerUnit, "kgCO2PerUnit is null");
    requireNonNull(boundary, "boundary is null");
    requireNonNull(method, "method is null");
    missing = List.copyOf(missing);
  }
}
