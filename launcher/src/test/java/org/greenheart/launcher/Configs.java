// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.Key;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.Settings;

/** Settings of servers that tests start: on loopback, on ports that the system chooses. */
final class Configs {
  private Configs() {}

  /**
   * @param folder the data is in its folder {@code data}
   * @param more what else is set
   */
  static ServerConfig in(Path folder, Map<Key, String> more) {
    Map<Key, String> options = new EnumMap<>(Key.class);
    options.put(Key.DATA, folder.resolve("data").toString());
    options.put(Key.HTTP_PORT, "0");
    options.put(Key.HTTP_OPEN, "true");
    options.put(Key.HJ212_HOST, "127.0.0.1");
    options.put(Key.HJ212_PORT, "0");
    options.putAll(more);
    return ServerConfig.from(Settings.of(Optional.empty(), Map.of(), options));
  }
}
