// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.Routes;
import org.greenheart.server.production.ProductionRoutes;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** Production, energy and carbon of works, put together. Thread-safe. */
public final class EnergyDesk {
  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterReadings readings;
  private final CarbonOfLot lots;

  public EnergyDesk(Registry registry, Telemetry telemetry, InstantSource clock) {
    this.registry = registry;
    this.telemetry = telemetry;
    this.readings = new StoredReadings(registry, telemetry, clock);
    this.lots = new LotFigures(registry, readings);
  }

  public List<Routes> routes() {
    return List.of(
        new ProductionRoutes(registry),
        new EnergyRoutes(registry, readings),
        new CarbonRoutes(registry, readings),
        new KilnRoutes(registry, telemetry, readings));
  }

  /** The carbon of what was made, for those who pass it on. */
  public CarbonOfLot lots() {
    return lots;
  }
}
