// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry in a temporary folder, at one moment. */
abstract class RegistryTest {
  static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);
  static final String MN = "88888880000001";

  @TempDir Path folder;
  Registry registry;

  @BeforeEach
  final void open() {
    registry = SqliteRegistry.open(folder, CLOCK);
  }

  @AfterEach
  final void close() {
    registry.close();
  }

  final void reopen() {
    registry.close();
    registry = SqliteRegistry.open(folder, CLOCK);
  }

  final Device accepted(String deviceId) {
    return registry.devices().register("hj212", deviceId, Acceptance.named("Works outlet"), NOW);
  }

  static DatastreamSpec nmhc(long thing, Interval interval) {
    return DatastreamSpec.ofDevice(
        thing,
        "a24088",
        interval,
        "31",
        "非甲烷总烃",
        "Non-methane hydrocarbons",
        UnitOfMeasurement.ofSymbol("mg/m3"));
  }
}
