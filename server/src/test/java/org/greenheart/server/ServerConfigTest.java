// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.api.HttpAddress;
import org.junit.jupiter.api.Test;

final class ServerConfigTest {
  @Test
  void defaults() {
    assertThat(ServerConfig.from(Settings.defaults()))
        .isEqualTo(
            new ServerConfig(
                Path.of("data"),
                new HttpConfig(new HttpAddress("127.0.0.1", 8080), false),
                new Hj212Config("0.0.0.0", 9212, false),
                new TelemetryConfig(64L << 20, 96L << 20, 32L << 20, Duration.ofHours(6))));
  }

  @Test
  void everyKey() {
    Map<Key, String> given = new EnumMap<>(Key.class);
    given.put(Key.DATA, "/var/lib/greenheart");
    given.put(Key.HTTP_HOST, "::1");
    given.put(Key.HTTP_PORT, "8081");
    given.put(Key.HTTP_OPEN, "true");
    given.put(Key.HJ212_HOST, "10.0.0.1");
    given.put(Key.HJ212_PORT, "9000");
    given.put(Key.HJ212_ACCEPT_UNKNOWN, "true");
    given.put(Key.TELEMETRY_CACHE, "1GB");
    given.put(Key.TELEMETRY_MEMTABLE, "128MB");
    given.put(Key.TELEMETRY_WAITING, "1MB");
    given.put(Key.TELEMETRY_SEAL_AFTER, "1d");

    assertThat(given).containsOnlyKeys(Key.values());
    assertThat(config(given))
        .isEqualTo(
            new ServerConfig(
                Path.of("/var/lib/greenheart"),
                new HttpConfig(new HttpAddress("::1", 8081), true),
                new Hj212Config("10.0.0.1", 9000, true),
                new TelemetryConfig(1L << 30, 128L << 20, 1L << 20, Duration.ofDays(1))));
  }

  @Test
  void httpBeyondThisMachine_isRefusedWhileThereAreNoAccounts() {
    assertThatThrownBy(() -> config(Map.of(Key.HTTP_HOST, "0.0.0.0")))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("http.host (0.0.0.0, from option --http-host) must be an address")
        .hasMessageContaining("until accounts exist");
  }

  private static ServerConfig config(Map<Key, String> given) {
    return ServerConfig.from(Settings.of(Optional.empty(), Map.of(), given));
  }
}
