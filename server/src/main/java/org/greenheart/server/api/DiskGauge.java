// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How much of the disk the data takes, and how long the rest will do at the pace seen so far.
 * Measured at most once a minute. Thread-safe.
 */
final class DiskGauge {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A pace seen over less is no pace. */
  private static final Duration LEARNED = Duration.ofHours(1);

  private static final int LONGEST_DAYS = 9_999;

  private final Path folder;
  private final InstantSource clock;
  private @Nullable Measure first;
  private @Nullable Measure last;

  DiskGauge(Path folder, InstantSource clock) {
    this.folder = requireNonNull(folder, "folder is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  private record Measure(Instant at, long used, long free, long total) {}

  /**
   * @param used bytes of the data folder
   * @param free bytes that can be written
   * @param daysLeft null while there is too little to tell
   */
  record Disk(long used, long free, long total, @Nullable Long daysLeft) {}

  synchronized Disk disk() throws IOException {
    Instant now = clock.instant();
    Measure measure = last;
    if (measure == null || Duration.between(measure.at(), now).compareTo(KEPT) > 0) {
      measure = measure(now);
      last = measure;
      if (first == null) {
        first = measure;
      }
    }
    return new Disk(measure.used(), measure.free(), measure.total(), daysLeft(measure));
  }

  private @Nullable Long daysLeft(Measure measure) {
    Measure begin = requireNonNull(first, "first is null");
    Duration seen = Duration.between(begin.at(), measure.at());
    long grown = measure.used() - begin.used();
    if (seen.compareTo(LEARNED) < 0 || grown <= 0) {
      return null;
    }
    double perDay = grown / (seen.toSeconds() / 86_400.0);
    return Math.min(LONGEST_DAYS, Math.round(measure.free() / perDay));
  }

  private Measure measure(Instant now) throws IOException {
    FileStore store = Files.getFileStore(folder);
    return new Measure(now, size(), store.getUsableSpace(), store.getTotalSpace());
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
