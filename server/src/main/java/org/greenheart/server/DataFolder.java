// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one folder in which the server keeps everything, held by one server at a time. The lock is
 * the system's and ends with the process, however that ends: nothing has to be cleaned up after a
 * crash.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK = "lock";

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
  static DataFolder take(Path path) {
    return tryTake(path)
        .orElseThrow(
            () ->
                new StartException(
                    "the data folder %s is in use by another Greenheart; stop that one or choose another folder with --data"
                        .formatted(path.toAbsolutePath())));
  }

  /**
   * Empty when another server holds it.
   *
   * @throws StartException when it cannot be written
   */
  @SuppressWarnings("MustBeClosedChecker")
  static Optional<DataFolder> tryTake(Path path) {
    if (Files.isRegularFile(path)) {
      throw new StartException(
          "the data folder %s is a file, not a folder; choose another with --data"
              .formatted(path.toAbsolutePath()));
    }
    try {
      Files.createDirectories(path);
      FileChannel channel =
          FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      return Optional.of(new DataFolder(path, channel));
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

  /**
   * Writes down where its server can be asked, for programs on this machine that may read the
   * folder.
   *
   * @param secret what the server takes from them in place of a login
   */
  void announce(URI address, String secret) {
    try {
      ByteBuffer text =
          ByteBuffer.wrap((address + "\n" + secret + "\n").getBytes(StandardCharsets.UTF_8));
      channel.truncate(0);
      while (text.hasRemaining()) {
        var _ = channel.write(text);
      }
    } catch (IOException e) {
      throw new StartException(
          "the data folder %s cannot be written: %s".formatted(path.toAbsolutePath(), e), e);
    }
  }

  /** The server that holds the folder; empty while it starts. */
  static Optional<RunningServer> serverOf(Path path) throws IOException {
    List<String> lines = Files.readAllLines(path.resolve(LOCK));
    return lines.size() < 2
        ? Optional.empty()
        : Optional.of(new RunningServer(URI.create(lines.get(0)), lines.get(1)));
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
