// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Every row is packed as soon as it is kept, so all that follows meets chunks. */
final class SealedTelemetryTest extends TelemetryConformance {
  private static final Instant FUTURE = Instant.parse("9999-01-01T00:00:00Z");

  @Override
  Telemetry open(Path folder) {
    return RocksTelemetry.open(
        folder.resolve("telemetry"),
        TelemetryOptions.of(InstantSource.system()).withSealEvery(Duration.ZERO));
  }

  @Override
  Receipt keep(NewArrival arrival) {
    Receipt receipt = super.keep(arrival);
    ((RocksTelemetry) telemetry).seal(FUTURE);
    return receipt;
  }
}
