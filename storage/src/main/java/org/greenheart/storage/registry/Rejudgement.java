// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person has ordered to be judged again, and how far it has come.
 *
 * @param rule null for all rules
 * @param things empty for all points
 * @param from in the data's time
 * @param to in the data's time, at or after {@code from}
 * @param ended null while it runs
 * @param pastThing the last point that was judged; 0 before the first
 * @param done how many points were judged
 */
public record Rejudgement(
    long id,
    @Nullable String rule,
    List<Long> things,
    Instant from,
    Instant to,
    String author,
    String reason,
    Instant ordered,
    State state,
    @Nullable Instant ended,
    long pastThing,
    long done,
    Counts counts) {
  public Rejudgement {
    things = List.copyOf(things);
    requireNonNull(author, "author is null");
    requireNonNull(ordered, "ordered is null");
    requireNonNull(state, "state is null");
    requireNonNull(counts, "counts is null");
    if (to.isBefore(from)) {
      throw new RuleException("to", "must not be before from", to, "rejudgement-range");
    }
    if (reason.isBlank()) {
      throw new RuleException("reason", "must be given", reason, "rejudgement-reason");
    }
  }

  /** What came out otherwise than before, in alarms. */
  public record Counts(long raised, long changed, long withdrawn, long merged) {
    public static final Counts NONE = new Counts(0, 0, 0, 0);

    public Counts plus(Counts other) {
      return new Counts(
          raised + other.raised,
          changed + other.changed,
          withdrawn + other.withdrawn,
          merged + other.merged);
    }
  }

  /** How far it has come. */
  public enum State {
    RUNNING,
    DONE,
    CANCELLED;

    /** The word in the database and in the interface: {@code running}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static State ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
