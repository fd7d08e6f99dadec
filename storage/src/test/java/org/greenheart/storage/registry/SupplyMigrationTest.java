// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.math.BigDecimal.ONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of before there were lines; codes of before they were their owner's. */
final class SupplyMigrationTest {
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-03-01T00:00:00Z"));
  private static final LocalDate DAY = LocalDate.parse("2026-02-01");
  private static final List<Migration> OLDER =
      Stream.of("001-catalogue", "002-places", "014-notices", "023-supply")
          .map(Migration::ofResource)
          .toList();

  @TempDir private Path folder;

  @Test
  void open_olderWithLots_keepsThemWithTheirPages_andFreesTheirCodesForOthers() {
    Path file = folder.resolve("registry.db");
    try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
      new Migrations(handle, file, OLDER).run(0);
      firms(handle);
      handle.execute(
          """
          INSERT INTO supply_product VALUES
            (1, 2, 'P', '09506000134352', 'p', NULL, 'pcs', 1, 1),
            (2, 1, 'S', '09506000149301', 's', NULL, 'pcs', 1, 1)""");
      handle.execute(
          """
          INSERT INTO supply_lot VALUES
            (1, 1, '01/09506000134352/10/L1', '5', '2026-01-01', '2026-01-01', 'owner', 3),
            (2, 2, '01/09506000149301/10/L1', '5', '2026-01-01', '2026-01-01', '', 1),
            (3, 2, 'hdl/88.1/A', '5', '2026-01-01', '2026-01-01', 'owner', 1),
            (4, 1, 'hdl/88.1/B', '5', '2026-01-01', '2026-01-01', 'owner', 1)""");
      handle.execute("INSERT INTO supply_lot_input VALUES (3, 1, '2')");
      handle.execute("INSERT INTO supply_stock VALUES (1, 1, '7', 2), (2, 1, '8', 1)");
    }

    try (Registry registry = SqliteRegistry.open(folder, CLOCK)) {
      Lots lots = registry.supply().lots();
      SupplyLot first = lots.find(1).orElseThrow();
      assertThat(first.owner()).isEqualTo(2);
      assertThat(first.version()).isEqualTo(3);
      assertThat(lots.inputs(3)).extracting(LotAmount::lot).containsExactly(1L);
      assertThat(registry.supply().stocks().stock(List.of(1L, 2L), List.of(), 9, 9))
          .extracting(SupplyStock::id, SupplyStock::enterprise)
          .containsExactly(tuple(2L, 1L), tuple(1L, 2L));
      assertThat(registry.supply().prefixes().all())
          .extracting(CodePrefix::owner, CodePrefix::prefix)
          .containsExactly(tuple(2L, "9506000134352"), tuple(1L, "hdl/88.1"));
      assertThat(registry.supply().prefixes().holder(first.code())).contains(2L);

      SupplyLot same = new SupplyLot(0, 1, 2, first.code(), ONE, DAY, DAY, Set.of(), 0);
      assertThat(lots.put(same, List.of()).id()).isEqualTo(5);
      assertThat(lots.withCode(first.code())).extracting(SupplyLot::owner).containsExactly(2L, 1L);
      assertThatThrownBy(() -> lots.put(same, List.of()))
          .extracting("code")
          .isEqualTo(RegistryException.Code.DUPLICATE);
      assertThatThrownBy(
              () ->
                  lots.put(
                      new SupplyLot(0, 1, 1, "hdl/88.1/C", ONE, DAY, DAY, Set.of(), 0), List.of()))
          .extracting("code")
          .isEqualTo(RegistryException.Code.NOT_FOUND);
    }
  }

  private static void firms(Handle handle) {
    for (int firm = 1; firm <= 2; firm++) {
      handle.execute(
          "INSERT INTO enterprise (id, credit_code, name, industry) VALUES (?, ?, 'a', 'C3074')",
          firm,
          CreditCode.complete("91330100MA2B0000" + firm));
    }
  }

  @Test
  void open_olderWithOrders_keepsThemAndFreesTheNumbersOfCancelledOnes() {
    Path file = folder.resolve("registry.db");
    try (Handle handle = Jdbi.create("jdbc:sqlite:" + file).open()) {
      new Migrations(handle, file, OLDER).run(0);
      firms(handle);
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
