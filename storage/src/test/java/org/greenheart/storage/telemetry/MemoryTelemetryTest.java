// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.nio.file.Path;

final class MemoryTelemetryTest extends TelemetryConformance {
  @Override
  Telemetry open(Path folder) {
    return new MemoryTelemetry();
  }
}
