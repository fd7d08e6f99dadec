// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a limit came into the book. Immutable.
 *
 * @param author empty for what was shipped
 * @param recordedAt null for what was shipped: it counts as known from the beginning
 * @param reason what a correction corrects
 */
public record Entry(Kind kind, String author, @Nullable Instant recordedAt, String reason) {
  /** Whether something else held before. */
  public enum Kind {
    /** Part of the release. */
    SHIPPED,
    /** New: nothing of the same kind may hold on its days. */
    ADDED,
    /** Takes the place of what held on its days; what held stays in the history. */
    CORRECTION
  }

  /** The entry of everything that is part of the release. */
  public static final Entry SHIPPED = new Entry(Kind.SHIPPED, "", null, "");

  public Entry {
    requireNonNull(reason, "reason is null");
    boolean shipped = requireNonNull(kind, "kind is null") == Kind.SHIPPED;
    if (shipped != author.isBlank() || shipped != (recordedAt == null)) {
      throw new IllegalArgumentException("a change must have its author and its recorded time");
    }
  }

  public static Entry added(String author, Instant recordedAt) {
    return new Entry(Kind.ADDED, author, recordedAt, "");
  }

  public static Entry correction(String author, Instant recordedAt, String reason) {
    return new Entry(Kind.CORRECTION, author, recordedAt, reason);
  }

  /** Whether it was recorded at that instant; null asks for all that is recorded. */
  boolean knownAt(@Nullable Instant instant) {
    return recordedAt == null || instant == null || !recordedAt.isAfter(instant);
  }

  /** The instant that orders entries: what was shipped comes first. */
  Instant order() {
    return recordedAt == null ? Instant.MIN : recordedAt;
  }

  /** For messages. */
  String shown() {
    return recordedAt == null ? "shipped" : "recorded by %s at %s".formatted(author, recordedAt);
  }
}
