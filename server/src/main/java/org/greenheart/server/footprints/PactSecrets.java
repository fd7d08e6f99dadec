// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import java.util.Base64;
import java.util.Optional;
import org.greenheart.server.vault.Vault;
import org.greenheart.storage.registry.PactHost;

/** Secrets of clients as they lie on disk: sealed, for the address that they are told to. */
final class PactSecrets {
  private final Vault vault;

  PactSecrets(Vault vault) {
    this.vault = requireNonNull(vault, "vault is null");
  }

  String seal(long enterprise, String tokenUrl, String secret) {
    return Base64.getEncoder().encodeToString(vault.seal(owner(enterprise, tokenUrl), secret));
  }

  /** Empty when it was sealed with another key, or for another address. */
  Optional<String> of(PactHost host) {
    return vault.unseal(
        owner(host.enterprise(), host.tokenUrl()), Base64.getDecoder().decode(host.secret()));
  }

  private static String owner(long enterprise, String tokenUrl) {
    return "%s %s".formatted(enterprise, tokenUrl);
  }
}
