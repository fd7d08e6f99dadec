// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Measures the data folder and the disk that it is on. Thread-safe. */
final class DiskMeter {
  private final Path folder;

  DiskMeter(Path folder) {
    this.folder = requireNonNull(folder, "folder is null");
  }

  /**
   * @param used bytes of the data folder
   * @param free bytes that can be written
   */
  record Measure(long used, long free, long total) {}

  Measure measure() {
    try {
      FileStore store = Files.getFileStore(folder);
      return new Measure(size(), store.getUsableSpace(), store.getTotalSpace());
    } catch (IOException e) {
      throw new UncheckedIOException("data folder (%s) cannot be measured".formatted(folder), e);
    }
  }

  private long size() throws IOException {
    long[] bytes = {0};
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            bytes[0] += attributes.size();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException gone) {
            // The engine removes files while we look: what is gone takes no room.
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes[0];
  }
}
