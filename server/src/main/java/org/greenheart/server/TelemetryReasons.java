// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryHealth;

/** Says on /health when frames cannot be kept. */
record TelemetryReasons(Telemetry telemetry) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    TelemetryHealth health = telemetry.health();
    if (health.isWell()) {
      return List.of();
    }
    return List.of(
        new HealthReason(
            HealthReason.Level.FAILING,
            "telemetry-not-kept",
            "Since %s frames cannot be kept: %s. Devices get no answer and send again."
                .formatted(health.since(), health.problem()),
            "Free space on the disk of the data folder, or repair it; the server goes on by"
                + " itself."));
  }
}
