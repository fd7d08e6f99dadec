// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.nio.file.Path;

/** What the server is told at its start: one part for each of its parts. */
public record ServerConfig(
    Path data, String place, HttpConfig http, Hj212Config hj212, TelemetryConfig telemetry) {
  /**
   * @throws ConfigException when a value breaks its rule
   */
  public static ServerConfig from(Settings settings) {
    return new ServerConfig(
        settings.path(Key.DATA),
        settings.textOrEmpty(Key.PLACE),
        HttpConfig.from(settings),
        Hj212Config.from(settings),
        TelemetryConfig.from(settings));
  }
}
