// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import org.greenheart.server.api.ApiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the server's key at hand, read or made when it is first needed: a key that is broken keeps no
 * server from taking in data. Thread-safe.
 */
final class SealKeeper {
  private static final Logger log = LoggerFactory.getLogger(SealKeeper.class);

  private final Path data;
  private @Nullable SealKey key;

  /**
   * @param data folder with the key
   */
  SealKeeper(Path data) {
    this.data = requireNonNull(data, "data is null");
  }

  /**
   * @throws ApiException 500 {@code evidence-key-broken}
   */
  synchronized SealKey key() {
    SealKey known = key;
    if (known != null) {
      return known;
    }
    try {
      SealKey read = SealKey.of(data);
      key = read;
      return read;
    } catch (IOException e) {
      log.error("The key that seals evidence cannot be used", e);
      throw new ApiException(
          500,
          "evidence-key-broken",
          "the key in the folder evidence-key cannot be read or written; the server's log says"
              + " why");
    }
  }
}
