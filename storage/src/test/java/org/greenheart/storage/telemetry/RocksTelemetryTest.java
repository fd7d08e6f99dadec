// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;

final class RocksTelemetryTest extends TelemetryConformance {
  @Override
  Telemetry open(Path folder) {
    return RocksTelemetry.open(
        folder.resolve("telemetry"),
        TelemetryOptions.of(InstantSource.system()).withSealEvery(Duration.ZERO));
  }
}
