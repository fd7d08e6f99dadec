// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The clock on a case.
 *
 * @param stageSince when its stage began
 * @param stageDue until when its stage must be over; null where its kind sets no limit
 * @param due until when the whole must be closed; null for no limit
 * @param paused since when both stand still; null when they run
 * @param told what has been told of it: {@link #NOTHING} to {@link #ESCALATED}
 * @param extensions how often {@code due} was moved
 * @param askedBy who asked to close it against the proof; null when nobody did
 * @param askedWhy the reason given
 */
public record CaseClock(
    Instant stageSince,
    @Nullable Instant stageDue,
    @Nullable Instant due,
    @Nullable Instant paused,
    int told,
    int extensions,
    @Nullable String askedBy,
    @Nullable String askedWhy) {
  public static final int NOTHING = 0;
  public static final int WARNED = 1;
  public static final int OVERDUE = 2;
  public static final int ESCALATED = 3;

  public CaseClock {
    requireNonNull(stageSince, "stageSince is null");
    if (told < NOTHING || told > ESCALATED) {
      throw new IllegalArgumentException("told (%s) must be 0 to 3".formatted(told));
    }
  }

  /** Of a case that begins now. */
  public static CaseClock begin(Instant now, @Nullable Instant stageDue, @Nullable Instant due) {
    return new CaseClock(now, stageDue, due, null, NOTHING, 0, null, null);
  }

  /** A new stage: nothing has been told of it yet. */
  public CaseClock turn(Instant now, @Nullable Instant nextDue) {
    return new CaseClock(now, nextDue, due, null, NOTHING, extensions, null, null);
  }

  public CaseClock telling(int level) {
    return new CaseClock(stageSince, stageDue, due, paused, level, extensions, askedBy, askedWhy);
  }

  public CaseClock extend(Instant until) {
    return new CaseClock(
        stageSince,
        stageDue == null ? null : until,
        until,
        paused,
        NOTHING,
        extensions + 1,
        askedBy,
        askedWhy);
  }

  public CaseClock pause(Instant now) {
    return new CaseClock(stageSince, stageDue, due, now, told, extensions, askedBy, askedWhy);
  }

  public CaseClock resume(@Nullable Instant newStageDue, @Nullable Instant newDue) {
    return new CaseClock(
        stageSince, newStageDue, newDue, null, told, extensions, askedBy, askedWhy);
  }

  public CaseClock ask(String who, String why) {
    return new CaseClock(stageSince, stageDue, due, paused, told, extensions, who, why);
  }

  /** The earlier of both limits; null for none. */
  public @Nullable Instant next() {
    if (stageDue == null || due == null) {
      return stageDue == null ? due : stageDue;
    }
    return stageDue.isBefore(due) ? stageDue : due;
  }
}
