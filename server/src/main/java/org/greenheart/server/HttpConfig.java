// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.net.URI;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;

/**
 * Where console and interfaces listen, and who may use them.
 *
 * @param open reads and writes need no login, also when accounts exist; until then they never do
 * @param publicUrl where readers reach the server, when it is not where they say they do
 */
public record HttpConfig(HttpAddress address, boolean open, Optional<URI> publicUrl) {
  static HttpConfig from(Settings settings) {
    HttpAddress address =
        new HttpAddress(settings.text(Key.HTTP_HOST), settings.port(Key.HTTP_PORT));
    if (!address.isLoopback()) {
      throw settings.bad(
          Key.HTTP_HOST,
          "must be an address of this machine only (127.0.0.1, ::1 or localhost) until accounts"
              + " exist: everybody who reached it could read and write");
    }
    return new HttpConfig(
        address, settings.flag(Key.HTTP_OPEN), settings.optionalUrl(Key.HTTP_PUBLIC_URL));
  }
}
