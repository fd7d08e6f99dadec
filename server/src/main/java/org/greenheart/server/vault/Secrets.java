// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.vault;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/**
 * Secrets as they lie in a column of text: sealed, for what they are told to, and marked as such,
 * so that one that an earlier version kept as it was given can be told from it. Thread-safe.
 */
public final class Secrets {
  private static final String SEALED = "sealed:";

  private final Vault vault;

  private Secrets(Vault vault) {
    this.vault = requireNonNull(vault, "vault is null");
  }

  /** As {@link Vault#open} says. */
  public static Secrets open(Path folder, String sort) {
    return new Secrets(Vault.open(folder, sort));
  }

  /**
   * @param owner what it is for, with the address that it is told to
   */
  public String seal(String owner, String secret) {
    return SEALED + Base64.getEncoder().encodeToString(vault.seal(owner, secret));
  }

  public static boolean isSealed(String kept) {
    return kept.startsWith(SEALED);
  }

  /** Empty when it was sealed with another key, or for another owner. */
  public Optional<String> unseal(String owner, String kept) {
    if (!isSealed(kept)) {
      return Optional.of(kept);
    }
    return vault.unseal(owner, Base64.getDecoder().decode(kept.substring(SEALED.length())));
  }
}
