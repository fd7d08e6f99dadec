// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much of the disk the data takes, and how long the rest will do.
 *
 * @param used bytes of the data folder
 * @param free bytes that can be written
 * @param total bytes of the disk
 * @param growthPerDay bytes, as measured; null while there is too little to tell
 * @param measuredSince beginning of what it was measured over; null before the first sample
 * @param daysLeft until the disk is full at this growth, when what is old goes at its time; at most
 *     {@value #MOST_DAYS}, which means that it is not foreseen to be full; null while there is too
 *     little to tell
 * @param parts what takes the room
 */
public record DiskFigures(
    long used,
    long free,
    long total,
    @Nullable Long growthPerDay,
    @Nullable Instant measuredSince,
    @Nullable Long daysLeft,
    List<Part> parts) {
  /** Ten years. */
  public static final long MOST_DAYS = 3650;

  public DiskFigures {
    parts = List.copyOf(parts);
  }

  /**
   * @param kind {@code frames}, {@code realtime}, {@code minute}, {@code lasting} (hour and day) or
   *     {@code other}
   * @param perDay bytes by which it grows in a day; null while there is too little to tell
   * @param growsUntil when its oldest begins to be deleted, and it no longer grows; null when that
   *     has begun already, and for what is kept for ever
   */
  public record Part(
      String kind, long bytes, @Nullable Long perDay, @Nullable Instant growsUntil) {}
}
