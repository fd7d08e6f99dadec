// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which the server keeps everything, held by one server at a time. The lock is
 * the system's and ends with the process, however that ends: nothing has to be cleaned up after a
 * crash.
 */
final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;

  private DataFolder(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /**
   * Makes the folder if it is not there yet.
   *
   * @throws StartException when it cannot be written or another server holds it
   */
  @SuppressWarnings("MustBeClosedChecker")
  static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        throw new StartException(
            "the data folder %s is in use by another Greenheart; stop that one or choose another folder with --data"
                .formatted(path.toAbsolutePath()));
      }
      return new DataFolder(path, channel);
    } catch (IOException e) {
      throw new StartException(
          "the data folder %s cannot be used: %s; give write permission or choose another folder with --data"
              .formatted(path.toAbsolutePath(), e),
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process
    }
  }

  Path telemetry() {
    return path.resolve("telemetry");
  }

  Path registry() {
    return path.resolve("registry");
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
