// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where console and interfaces listen, and who may use them.
 *
 * @param port 0 takes any free one
 * @param open reads and writes need no login
 */
public record HttpConfig(String host, int port, boolean open) {
  static HttpConfig from(Settings settings) {
    String host = settings.text(Key.HTTP_HOST);
    if (!isLoopback(host)) {
      throw settings.bad(
          Key.HTTP_HOST,
          "must be an address of this machine only (127.0.0.1, ::1 or localhost) until accounts"
              + " exist: everybody who reaches it may read and write");
    }
    return new HttpConfig(host, settings.port(Key.HTTP_PORT), settings.flag(Key.HTTP_OPEN));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
