// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.Key;
import org.greenheart.server.ServerConfig;
import org.greenheart.server.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that serve and demo share. */
final class ServerOptions {
  private static final Path USUAL_FILE = Path.of("greenheart.properties");

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "settings, one 'name = value' a line (default: greenheart.properties if it is there)")
  private @Nullable Path config;

  @Option(names = "--data", paramLabel = "DIR", description = "folder that holds everything")
  private @Nullable String data;

  @Option(
      names = "--http-host",
      paramLabel = "ADDRESS",
      description = "address of console and interfaces (default: 127.0.0.1)")
  private @Nullable String httpHost;

  @Option(
      names = "--http-port",
      paramLabel = "N",
      description = "port of console and interfaces (default: 8080; 0: any free one)")
  private @Nullable String httpPort;

  @Option(
      names = "--hj212-port",
      paramLabel = "N",
      description = "port for HJ 212 devices (default: 9212; 0: any free one)")
  private @Nullable String hj212Port;

  @Option(
      names = "--open",
      arity = "0",
      description = "ask nobody for a login; only on an address of this machine")
  private boolean open;

  @Option(
      names = "--accept-unknown",
      arity = "0",
      description = "accept devices that nobody has registered at their first frame")
  private boolean acceptUnknown;

  /**
   * @param ofCommand what this command sets where the operator has set nothing
   */
  ServerConfig config(Map<Key, String> ofCommand) {
    return ServerConfig.from(
        Settings.of(file(), System.getenv(), given()).withDefaults(ofCommand, "this command"));
  }

  private Optional<Path> file() {
    if (config != null) {
      return Optional.of(config);
    }
    return Files.exists(USUAL_FILE) ? Optional.of(USUAL_FILE) : Optional.empty();
  }

  private Map<Key, String> given() {
    Map<Key, String> given = new EnumMap<>(Key.class);
    put(given, Key.DATA, data);
    put(given, Key.HTTP_HOST, httpHost);
    put(given, Key.HTTP_PORT, httpPort);
    put(given, Key.HTTP_OPEN, open ? "true" : null);
    put(given, Key.HJ212_PORT, hj212Port);
    put(given, Key.HJ212_ACCEPT_UNKNOWN, acceptUnknown ? "true" : null);
    return given;
  }

  private static void put(Map<Key, String> given, Key key, @Nullable String text) {
    if (text != null) {
      given.put(key, text);
    }
  }
}
