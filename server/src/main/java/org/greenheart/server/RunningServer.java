// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static java.util.Objects.requireNonNull;

import java.net.URI;

/**
 * A server that runs on a data folder, for programs on this machine that may read the folder.
 *
 * @param secret to be sent as a bearer token; it lets in who keeps the server, until it stops
 */
public record RunningServer(URI address, String secret) {
  public RunningServer {
    requireNonNull(address, "address is null");
    requireNonNull(secret, "secret is null");
  }

  /** Never with its secret. */
  @Override
  public String toString() {
    return address.toString();
  }
}
