// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of a point for a time: it is calibrated, maintained, stopped. Never changed;
 * one that was wrong is withdrawn.
 *
 * @param id 0 while not kept yet
 * @param from in the data's time, included
 * @param to not included; null while it goes on
 * @param author who marked
 * @param withdrawn when a person took it back; null while it holds
 */
public record PointMark(
    long id,
    long thing,
    Instant from,
    @Nullable Instant to,
    Kind kind,
    String note,
    String author,
    Instant recorded,
    @Nullable Instant withdrawn) {
  /** What is said. */
  public enum Kind {
    CALIBRATION,
    MAINTENANCE,
    FAULT,
    /** The source stands still. */
    STOP,
    /** The source is being started. */
    STARTUP,
    /** The source is being shut down. */
    SHUTDOWN,
    OTHER;

    /** The word in the database and in the API: {@code maintenance}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code mark-kind}
     */
    public static Kind ofText(String text) {
      try {
        return valueOf(text.toUpperCase(Locale.ROOT));
      } catch (IllegalArgumentException e) {
        throw new RuleException(
            "kind",
            "must be calibration, maintenance, fault, stop, startup, shutdown or other",
            text,
            "mark-kind");
      }
    }
  }

  public PointMark {
    requireNonNull(from, "from is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(recorded, "recorded is null");
    author = Checks.text("author", author);
    if (note.length() > 2000) {
      throw new RuleException("note", "must have at most 2000 characters", note, "too-long");
    }
    if (to != null && !to.isAfter(from)) {
      throw new RuleException("to", "must be after from", to, "mark-times");
    }
  }

  /** Whether it holds and speaks of this time. */
  public boolean covers(Instant moment) {
    return withdrawn == null && !moment.isBefore(from) && (to == null || moment.isBefore(to));
  }
}
