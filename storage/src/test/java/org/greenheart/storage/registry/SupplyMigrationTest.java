// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of before there were lines. */
final class SupplyMigrationTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final List<Migration> OLDER =
      Stream.of("001-catalogue", "002-places", "014-notices", "023-supply")
          .map(Migration::ofResource)
          .toList();

  @TempDir private Path folder;

  @Test
  void open_olderWithOrders_keepsThemAndFreesTheNumbersOfCancelledOnes() {
    Path file = folder.resolve("registry.db");
    try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
      new Migrations(handle, file, OLDER).run(0);
      for (int firm = 1; firm <= 2; firm++) {
        handle.execute(
            "INSERT INTO enterprise (id, credit_code, name, industry) VALUES (?, ?, 'a', 'C3074')",
            firm,
            CreditCode.complete("91330100MA2B0000" + firm));
      }
      handle.execute("INSERT INTO supply_partner VALUES (1, 1, 2, 'active', 1, 0, 1)");
      handle.execute("INSERT INTO supply_product VALUES (1, 2, 'P', NULL, 'p', NULL, 'pcs', 1, 1)");
      handle.execute(
          "INSERT INTO supply_request VALUES (1, 1, 1, 'agreed', '9', '9', '2026-03-09', '', 1)");
      handle.execute(
          """
          INSERT INTO supply_order VALUES
            (1, 1, 'cancelled', '5', '2026-03-09', NULL, NULL, 0, 'E1', '', 2),
            (2, 1, 'ordered', '4', '2026-03-09', NULL, NULL, 0, 'E2', '', 1)""");
    }

    try (Registry registry = SqliteRegistry.open(folder, CLOCK)) {
      SupplyOrder cancelled = registry.supply().order(1).orElseThrow();
      assertThat(cancelled.reference()).isEqualTo("E1");
      assertThat(cancelled.head()).isEqualTo(1);
      assertThat(cancelled.line()).isEqualTo(1);
      assertThat(registry.supply().byReference(1, "E1")).isEmpty();
      assertThat(registry.supply().byReference(1, "E2")).hasSize(1);
      assertThat(registry.supply().lines(2)).hasSize(1);
    }
  }
}
