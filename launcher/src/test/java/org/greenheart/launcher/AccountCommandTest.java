// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.AuditLog;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The way in for an owner whose codes cannot be checked. */
final class AccountCommandTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;

  private Registry registry() {
    return SqliteRegistry.open(folder.resolve("registry"), InstantSource.fixed(NOW));
  }

  private void owner() {
    try (Registry registry = registry()) {
      Account owner =
          registry
              .accounts()
              .add(Account.named("owner", "Owner", Set.of("owner"), Reach.all(), NOW));
      registry.accounts().setTotp(owner.id(), "sealed:AAAA", 1, List.of("hash"));
    }
  }

  private int run(StringWriter said, String login) {
    CommandLine line = Greenheart.commandLine();
    line.setErr(new PrintWriter(said, true));
    return line.execute(
        "account", "end-second-factor", login, "--data", folder.toAbsolutePath().toString());
  }

  @Test
  void owner_isAskedForNoCodeAnyMore_andTheAuditSaysSo() {
    owner();

    assertThat(run(new StringWriter(), "Owner")).isZero();
    assertThat(run(new StringWriter(), "owner")).isZero();

    try (Registry registry = registry()) {
      Account owner = registry.accounts().byLogin("owner").orElseThrow();
      assertThat(owner.twoFactor()).isFalse();
      assertThat(registry.accounts().recoveryLeft(owner.id())).isZero();
      assertThat(registry.audit().list(AuditLog.Filter.ALL, Long.MAX_VALUE, 10))
          .singleElement()
          .returns("account end-second-factor", AuditEntry::action)
          .returns("account " + owner.id(), AuditEntry::target);
      assertThat(registry.audit().check().broken()).isNull();
    }
  }

  @Test
  void unknownLogin_orNoData_isSaid() {
    StringWriter said = new StringWriter();
    assertThat(run(said, "owner")).isNotZero();
    assertThat(said.toString()).contains("there is no data");
    assertThat(Files.exists(folder.resolve("registry"))).isFalse();

    owner();
    assertThat(run(said, "nobody")).isNotZero();
    assertThat(said.toString()).contains("nobody here has the login nobody");
  }
}
