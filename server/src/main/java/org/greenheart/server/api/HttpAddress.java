// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where the HTTP interface listens.
 *
 * @param host a name or address of this machine
 * @param port 0 to 65535; 0 lets the system choose
 */
public record HttpAddress(String host, int port) {
  public HttpAddress {
    requireNonNull(host, "host is null");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("HTTP port (%s) must be 0 to 65535".formatted(port));
    }
  }

  /** Whether only programs on this machine can reach it. */
  public boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Whether it stands for all addresses of this machine. */
  public boolean isWildcard() {
    try {
      return InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
