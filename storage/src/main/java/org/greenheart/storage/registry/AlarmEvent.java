// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One change of an alarm, as kept: who, when, was, is, why.
 *
 * @param at by the server's clock
 * @param who a person, or the part of the server that did it: {@link #WATCH}, {@link #CLOCK}
 * @param was the state, number, time or person before; a stretch of time is written as by ISO 8601,
 *     {@code ..} for an end that is open
 * @param is the same after
 * @param why a reason, a comment or the one escalated to
 * @param other the alarm that it was raised after or merged with
 */
public record AlarmEvent(
    long id,
    long alarm,
    Instant at,
    String who,
    What what,
    @Nullable String was,
    @Nullable String is,
    @Nullable String why,
    @Nullable Long other) {
  /** Who judges. */
  public static final String WATCH = "watch";

  /** Who ends shelves and escalates. */
  public static final String CLOCK = "clock";

  public AlarmEvent {
    requireNonNull(at, "at is null");
    requireNonNull(who, "who is null");
    requireNonNull(what, "what is null");
  }

  /** What happened to the alarm. */
  public enum What {
    RAISED,
    PEAK,
    /** Judged again, it was held against another limit. */
    LIMIT,
    /** Of a warning that has levels. */
    LEVEL,
    CLEARED,
    EXTENDED,
    WITHDRAWN,
    MERGED,
    /** Found in late data, it still holds in live data: it asks for a person from now on. */
    SOUNDED,
    ACKNOWLEDGED,
    ASSIGNED,
    COMMENTED,
    SHELVED,
    UNSHELVED,
    ESCALATED,
    /** Tied to a case. */
    ATTACHED;

    /** The word in the database and in the interface: {@code raised}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static What ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
