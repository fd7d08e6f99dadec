// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;
import org.greenheart.server.places.ImportKind;
import org.greenheart.server.places.ImportResult;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.simulator.DemoCity;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo city comes in through the same import as anybody's, without a single row error. */
final class CityFilesTest {
  @TempDir Path folder;

  @Test
  void cityFiles_importWhole_andChangeNothingTheSecondTime() {
    try (DemoCity city = DemoCity.load(1, Clock.systemUTC());
        Registry registry = SqliteRegistry.open(folder, InstantSource.system())) {
      Map<String, String> files = city.files();
      PlaceImport importer = new PlaceImport(registry);

      for (Map.Entry<String, String> file : files.entrySet()) {
        ImportResult result = run(importer, file);
        assertThat(result.errors()).as(file.getKey()).isEmpty();
        assertThat(result.added()).as(file.getKey()).isEqualTo(result.rows()).isPositive();
      }
      for (Map.Entry<String, String> file : files.entrySet()) {
        ImportResult again = run(importer, file);
        assertThat(again.unchanged()).as(file.getKey()).isEqualTo(again.rows());
      }
      assertThat(registry.devices().list(DeviceStatus.ACCEPTED))
          .hasSameSizeAs(registry.catalogue().things());
    }
  }

  private static ImportResult run(PlaceImport importer, Map.Entry<String, String> file) {
    ImportKind kind = ImportKind.ofText(file.getKey().replace(".csv", "")).orElseThrow();
    return importer.run(kind, file.getValue().getBytes(UTF_8), false);
  }
}
