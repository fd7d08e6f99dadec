// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KindFolderTest {
  private static final String KIND =
      """
      {"code":"noise","name":{"zh":"噪声","en":"Noise"},
       "steps":[{"step":"close","roles":["leader"]}],"basis":"of the town"}\
      """;

  @TempDir private Path folder;

  @Test
  void filesOfKinds_areKeptOnce_andABrokenOneHoldsNothingUp() throws Exception {
    Path kinds = Files.createDirectory(folder.resolve("kinds"));
    Files.writeString(kinds.resolve("a.json"), KIND.replace("leader", "king"));
    Files.writeString(kinds.resolve("b.json"), KIND);
    try (Registry registry = SqliteRegistry.open(folder, InstantSource.fixed(Instant.EPOCH))) {
      KindFolder.load(kinds, registry, new CaseKinds());
      KindFolder.load(kinds, registry, new CaseKinds());
      KindFolder.load(folder.resolve("none"), registry, new CaseKinds());

      assertThat(registry.caseBook().kinds().list()).hasSize(1);
      assertThat(registry.caseBook().newestKind("noise").orElseThrow().author())
          .isEqualTo("b.json");
    }
  }
}
