// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00.123456789Z");

  @TempDir private Path folder;
  private SqliteRegistry registry;

  @BeforeEach
  void start() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    for (int i = 1; i <= 5; i++) {
      AuditEntry _ = registry.audit().add(entry("person " + i, "alarm " + i));
    }
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  private static AuditEntry entry(String who, String target) {
    return new AuditEntry(
        0, NOW, 7, who, "192.0.2.1", "POST /api/x", target, "done", null, "{\"a\":1}", "");
  }

  private void tamper(String sql) {
    try (Handle handle = Jdbi.create("jdbc:sqlite:" + folder.resolve("registry.db")).open()) {
      handle.execute(sql);
    }
  }

  @Test
  void whole_isWhole_alsoBesideTheServer() {
    assertThat(registry.audit().check().broken()).isNull();
    AuditCheck beside = AuditFile.check(folder);
    assertThat(beside.entries()).isEqualTo(5);
    assertThat(beside.head()).isEqualTo(registry.audit().last().orElseThrow().hash());
    assertThat(AuditFile.has(folder, beside.head())).isTrue();
  }

  @Test
  void changedEntry_isTheFirstBroken() {
    tamper("UPDATE audit SET who = 'somebody else' WHERE id = 3");

    assertThat(AuditFile.check(folder).broken()).isEqualTo(3);
  }

  @Test
  void removedEntry_isNamed() {
    tamper("DELETE FROM audit WHERE id = 2");

    assertThat(AuditFile.check(folder).broken()).isEqualTo(2);
  }

  @Test
  void cutEnd_isSeenByWhoNotedTheHash() {
    String head = AuditFile.check(folder).head();
    tamper("DELETE FROM audit WHERE id = 5");

    assertThat(AuditFile.check(folder).broken()).isNull();
    assertThat(AuditFile.has(folder, head)).isFalse();
  }

  @Test
  void textMovedFromOnePartToTheNext_isBroken() {
    tamper("UPDATE audit SET who = who || 'a', target = substr(target, 2) WHERE id = 4");

    assertThat(AuditFile.check(folder).broken()).isEqualTo(4);
  }

  @Test
  void list_filters_newestFirst() {
    AuditLog.Filter third = new AuditLog.Filter(null, null, "PERSON 3", null, null);

    assertThat(registry.audit().list(third, Long.MAX_VALUE, 10))
        .extracting(AuditEntry::target)
        .containsExactly("alarm 3");
    assertThat(registry.audit().list(AuditLog.Filter.ALL, 4, 2))
        .extracting(AuditEntry::id)
        .isEqualTo(List.of(3L, 2L));
    assertThat(
            registry
                .audit()
                .list(new AuditLog.Filter(8L, null, null, null, null), Long.MAX_VALUE, 10))
        .isEmpty();
  }

  @Test
  void state_leavesSecretsOut() {
    Account account =
        registry
            .accounts()
            .add(Account.named("duty", "Duty \"1\"", Set.of("duty"), Reach.all(), NOW));
    registry.accounts().setPassword(account.id(), "a hash");

    assertThat(registry.audit().state(AuditedTable.ACCOUNT, account.id()).orElseThrow())
        .contains("\"login\":\"duty\"")
        .contains("Duty \\\"1\\\"")
        .doesNotContain("a hash");
    assertThat(registry.audit().state(AuditedTable.ACCOUNT, 99)).isEmpty();
  }

  @Test
  void folderWithoutRegistry_isNamed() {
    assertThatThrownBy(() -> AuditFile.check(folder.resolve("nothing")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("does not exist");
  }
}
