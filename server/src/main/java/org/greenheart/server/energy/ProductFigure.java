// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.storage.registry.Product;

/**
 * Energy and carbon of one product.
 *
 * @param thickness by which its quota is multiplied; 1 without any
 * @param amount made, in the product's unit
 * @param qualified the part of it that passed
 * @param energy its share by carrier, in the carrier's unit; without materials
 * @param kgce its share in standard coal
 * @param whole whether no reading and no mass is missing: else neither its energy nor its output
 *     may be divided by the other
 * @param kgCO2 its share; empty where something is missing
 * @param measured the part of the carbon from units that made this product alone, 0 to 1; the rest
 *     was shared out by mass
 * @param missing why there is no figure of carbon
 */
record ProductFigure(
    Product product,
    BigDecimal thickness,
    BigDecimal amount,
    BigDecimal qualified,
    Map<EnergyCarrier, BigDecimal> energy,
    BigDecimal kgce,
    boolean whole,
    Optional<BigDecimal> kgCO2,
    Optional<BigDecimal> measured,
    List<String> missing) {
  ProductFigure {
    requireNonNull(product, "product is null");
    requireNonNull(thickness, "thickness is null");
    requireNonNull(kgce, "kgce is null");
    energy = Collections.unmodifiableMap(new LinkedHashMap<>(energy));
    missing = List.copyOf(missing);
  }

  /** Whether something passed, and all of its energy is known: then figures for one unit are. */
  boolean isPerUnit() {
    return whole && qualified.signum() > 0 && !energy.isEmpty();
  }
}
