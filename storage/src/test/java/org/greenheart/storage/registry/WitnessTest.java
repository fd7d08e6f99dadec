// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a witness of a thread's transactions is told, and that its entry stands or falls with them.
 */
final class WitnessTest {
  private static final Instant NOW = Instant.parse("2026-03-03T00:00:00Z");

  @TempDir private Path folder;
  private Registry registry;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterEach
  void close() {
    registry.close();
  }

  /** Writes the name of the place down, as it was and as it became. */
  private static final class Noting implements Witness {
    private final List<String> seen = new ArrayList<>();
    private boolean fails;

    @Override
    public void begins(AuditLog log) {
      seen.add("begins");
    }

    @Override
    public void changed(AuditLog log) {
      if (fails) {
        throw new IllegalStateException("the entry cannot be written");
      }
      seen.add("changed");
      AuditEntry _ =
          log.add(new AuditEntry(0, NOW, 1, "Duty", "", "rename", "", "done", null, null, ""));
    }
  }

  private long entries() {
    return registry.audit().check().entries();
  }

  @Test
  void change_carriesItsEntry_inTheSameTransaction() {
    Noting noting = new Noting();
    registry.witness(noting);
    String told =
        registry.write(
            tables -> {
              tables.installation().set("name", "Liuwan");
              tables.installation().set("kind", "park");
              return "told";
            });
    registry.witness(null);

    assertThat(told).isEqualTo("told");
    assertThat(noting.seen).containsExactly("begins", "changed");
    assertThat(entries()).isEqualTo(1);
    assertThat(registry.audit().check().broken()).isNull();
  }

  @Test
  void entryThatCannotBeWritten_undoesTheChange() {
    Noting noting = new Noting();
    noting.fails = true;
    registry.witness(noting);

    assertThatThrownBy(() -> registry.installation().set("name", "Liuwan"))
        .hasMessageContaining("cannot be written");

    registry.witness(null);
    assertThat(registry.installation().get("name")).isEmpty();
    assertThat(entries()).isZero();
  }

  @Test
  void changeThatFails_leavesNoEntry() {
    Noting noting = new Noting();
    registry.witness(noting);

    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      tables.installation().set("name", "Liuwan");
                      throw new IllegalStateException("something else");
                    }))
        .hasMessageContaining("something else");

    registry.witness(null);
    assertThat(noting.seen).containsExactly("begins");
    assertThat(entries()).isZero();
  }

  @Test
  void transactionThatChangesNothing_isNotToldOf_norWhatOtherThreadsDo() throws Exception {
    Noting noting = new Noting();
    registry.witness(noting);
    boolean _ = registry.logins().end(1, 99);
    Thread other = Thread.ofVirtual().start(() -> registry.installation().set("name", "Liuwan"));
    other.join();
    registry.witness(null);
    registry.installation().set("kind", "park");

    assertThat(noting.seen).containsExactly("begins");
    assertThat(entries()).isZero();
  }
}
