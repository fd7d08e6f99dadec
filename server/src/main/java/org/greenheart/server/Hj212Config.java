// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

/**
 * Where HJ 212 devices connect.
 *
 * @param port 0 takes any free one
 * @param acceptUnknown devices that nobody has registered are accepted at their first frame
 */
public record Hj212Config(String host, int port, boolean acceptUnknown) {
  static Hj212Config from(Settings settings) {
    return new Hj212Config(
        settings.text(Key.HJ212_HOST),
        settings.port(Key.HJ212_PORT),
        settings.flag(Key.HJ212_ACCEPT_UNKNOWN));
  }
}
