// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.AuditEntry;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;

/** What is done about accounts by who may read the data folder, while no server runs on it. */
public final class FolderAccounts {
  private FolderAccounts() {}

  /**
   * Asks an account for no code of a phone any more, and writes that into the audit: the way in for
   * an owner whose codes cannot be checked and who has no recovery code left.
   *
   * @return false when it was asked for none
   * @throws StartException when there is no data, a server runs on it, or nobody has the login
   */
  public static boolean endSecondFactor(Path data, String login, Clock clock) {
    if (!Files.isDirectory(data.resolve("registry"))) {
      throw new StartException(
          "there is no data in %s; say with --data which folder is meant"
              .formatted(data.toAbsolutePath()));
    }
    try (Parts parts = new Parts()) {
      DataFolder folder = parts.keep(DataFolder.take(data));
      Registry registry = parts.keep(SqliteRegistry.open(folder.registry(), clock));
      Account account =
          registry
              .accounts()
              .byLogin(login.strip().toLowerCase(Locale.ROOT))
              .orElseThrow(
                  () -> new StartException("nobody here has the login %s".formatted(login)));
      return account.twoFactor() && end(registry, account, clock);
    }
  }

  private static boolean end(Registry registry, Account account, Clock clock) {
    return registry.write(
        tables -> {
          tables.accounts().clearTotp(account.id());
          AuditEntry _ =
              tables
                  .audit()
                  .add(
                      new AuditEntry(
                          0,
                          clock.instant(),
                          0,
                          "this machine",
                          "",
                          "account end-second-factor",
                          "account " + account.id(),
                          "done",
                          null,
                          null,
                          ""));
          return true;
        });
  }
}
