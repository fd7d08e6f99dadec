// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

/**
 * Where the system of an enterprise takes events of PACT, and by what it lets in.
 *
 * @param base under which it has {@code /3/events}, without a slash at its end
 * @param tokenUrl that gives passes (OAuth 2.0 client credentials)
 * @param secret sealed
 */
public record PactHost(
    long enterprise, String base, String tokenUrl, String client, String secret) {
  public PactHost {
    base = Checks.text("base", base);
    tokenUrl = Checks.text("tokenUrl", tokenUrl);
    client = Checks.text("client", client);
    requireNonNull(secret, "secret is null");
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "host of %s at %s".formatted(enterprise, base);
  }
}
