// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.greenheart.server.backup.Backup;
import org.greenheart.server.backup.BackupManifest;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.RocksTelemetry;

/** The backup of a data folder from outside of its server. */
public final class FolderBackup {
  private FolderBackup() {}

  /**
   * Makes a backup of a folder on which no server runs, and holds it meanwhile.
   *
   * @return empty when a server runs on it: ask that one
   * @throws StartException when there is no data, or it cannot be opened
   * @throws org.greenheart.server.backup.BackupException when it cannot be made
   */
  public static Optional<BackupManifest> take(ServerConfig config, Path target, Clock clock) {
    if (!Files.isDirectory(config.data().resolve("registry"))) {
      throw new StartException(
          "there is no data in %s; say with --data which folder to back up"
              .formatted(config.data().toAbsolutePath()));
    }
    Optional<DataFolder> folder = DataFolder.tryTake(config.data());
    if (folder.isEmpty()) {
      return Optional.empty();
    }
    try (Parts parts = new Parts()) {
      DataFolder data = parts.keep(folder.get());
      Registry registry = parts.keep(SqliteRegistry.open(data.registry(), clock));
      RocksTelemetry telemetry =
          parts.keep(RocksTelemetry.open(data.telemetry(), config.telemetry().options(clock)));
      return Optional.of(
          new Backup(config.data(), telemetry, registry, Server.version(), clock).take(target));
    }
  }

  /**
   * Where the server that runs on a folder can be asked.
   *
   * @throws StartException when it does not say, since it is just starting or stopping
   */
  public static RunningServer runningServer(Path data) {
    try {
      return DataFolder.serverOf(data)
          .orElseThrow(
              () ->
                  new StartException(
                      "the server on %s is starting; try again when it is ready"
                          .formatted(data.toAbsolutePath())));
    } catch (IOException e) {
      throw new StartException(
          "the server on %s cannot be found: %s".formatted(data.toAbsolutePath(), e), e);
    }
  }
}
