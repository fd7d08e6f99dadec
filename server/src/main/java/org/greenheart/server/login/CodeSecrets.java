// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.vault.Secrets;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Registry;

/**
 * What phones make their codes from, as it lies on disk: sealed, each for its account. Thread-safe.
 */
final class CodeSecrets {
  private final Secrets secrets;

  private CodeSecrets(Secrets secrets) {
    this.secrets = requireNonNull(secrets, "secrets is null");
  }

  /** As {@link Secrets#open} says. */
  static CodeSecrets open(Path folder) {
    return new CodeSecrets(Secrets.open(folder, "accounts"));
  }

  String seal(Account account, String secret) {
    return secrets.seal(owner(account), secret);
  }

  private static String owner(Account account) {
    return "codes of account " + account.id();
  }

  /**
   * @throws ApiException 401 {@code code-sealed} when it was sealed with another key
   */
  String unseal(Account account, String kept) {
    return secrets
        .unseal(owner(account), kept)
        .orElseThrow(
            () ->
                new ApiException(
                    401,
                    "code-sealed",
                    "codes of this account cannot be checked: what they are made from was sealed"
                        + " with a key that is not here (accounts.key). Use a recovery code, or let"
                        + " an administrator switch the codes off"));
  }

  /** Seals what an earlier version kept as it was. */
  void sealAll(Registry registry) {
    for (Account account : registry.accounts().list()) {
      registry
          .accounts()
          .totp(account.id())
          .filter(kept -> !Secrets.isSealed(kept))
          .ifPresent(plain -> registry.accounts().keepTotp(account.id(), seal(account, plain)));
    }
  }
}
