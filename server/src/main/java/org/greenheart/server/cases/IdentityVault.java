// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.greenheart.server.vault.Vault;

/** Seals who complained, for the case that it belongs to. Thread-safe. */
final class IdentityVault {
  private final Vault vault;

  private IdentityVault(Vault vault) {
    this.vault = requireNonNull(vault, "vault is null");
  }

  /** As {@link Vault#open} says. */
  static IdentityVault open(Path folder) {
    return new IdentityVault(Vault.open(folder, "complainants"));
  }

  byte[] seal(long caseFile, String text) {
    return vault.seal(Long.toString(caseFile), text);
  }

  /**
   * @throws StepException {@code complainant-sealed} when none of the keys opens it: it was sealed
   *     with another one, for another case, or changed
   */
  String unseal(long caseFile, byte[] sealed) {
    return vault
        .unseal(Long.toString(caseFile), sealed)
        .orElseThrow(
            () ->
                StepException.notNow(
                    "complainant-sealed",
                    ("the complainant of case (%s) cannot be read: sealed with another key than"
                            + " those here; put the old complainants.key into the data folder as"
                            + " complainants-old.key")
                        .formatted(caseFile)));
  }
}
