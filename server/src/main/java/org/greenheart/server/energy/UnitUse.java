// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a unit and all that stands in it used.
 *
 * @param unit null for the whole works
 * @param uses by carrier
 * @param parts the units that stand in it
 */
record UnitUse(@Nullable WorkUnit unit, Map<EnergyCarrier, CarrierUse> uses, List<UnitUse> parts) {
  UnitUse {
    uses = Collections.unmodifiableMap(new LinkedHashMap<>(uses));
    parts = List.copyOf(parts);
  }

  long id() {
    return unit == null ? 0 : unit.id();
  }

  BigDecimal amount(EnergyCarrier carrier) {
    CarrierUse use = uses.get(carrier);
    return use == null ? BigDecimal.ZERO : use.amount();
  }

  BigDecimal below(EnergyCarrier carrier) {
    return parts.stream()
        .map(part -> part.amount(carrier))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
