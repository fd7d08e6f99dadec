// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * An OpenID provider that people come in from.
 *
 * @param issuer whose {@code /.well-known/openid-configuration} is asked for the rest
 * @param secret of this client; empty where the provider knows it as a public one
 * @param name what the button of the login says
 * @param rolesClaim of the id token: words that are roles here; empty where an administrator gives
 *     them
 */
public record OidcConfig(URI issuer, String client, String secret, String name, String rolesClaim) {
  public OidcConfig {
    requireNonNull(issuer, "issuer is null");
    requireNonNull(client, "client is null");
    requireNonNull(secret, "secret is null");
    requireNonNull(name, "name is null");
    requireNonNull(rolesClaim, "rolesClaim is null");
  }

  /** Never with its secret. */
  @Override
  public String toString() {
    return "OidcConfig[%s, %s]".formatted(issuer, client);
  }
}
