// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A reading of a counter that does not follow from the one before.
 *
 * @param id 0 while it is not kept
 * @param at the reading's time
 * @param was the sound reading before
 * @param became the reading
 * @param noticed when the server saw it
 * @param decision what a person said of it; null while nobody has
 */
public record CounterStep(
    long id,
    long datastream,
    Instant at,
    Kind kind,
    Decimal was,
    Decimal became,
    Instant noticed,
    @Nullable Decision decision) {
  public CounterStep {
    requireNonNull(at, "at is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(was, "was is null");
    requireNonNull(became, "became is null");
    requireNonNull(noticed, "noticed is null");
  }

  /** How it was told from the readings around it. */
  public enum Kind {
    /** Near its width before, near 0 after: it began again. */
    WRAPPED,
    /** It fell and did not come back: another meter, or set to another value. A person says. */
    BACKWARDS,
    /** It rose by more than it can. A person says. */
    JUMP,
    /** One or a few readings stood too high; they are left out. */
    SPIKE,
    /** One or a few readings stood too low; they are left out. */
    DIP;

    /** Whether nothing is counted over it until a person has decided. */
    public boolean waits() {
      return this == BACKWARDS || this == JUMP;
    }

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Whether a person is still asked. */
  public boolean isOpen() {
    return kind.waits() && decision == null;
  }

  public CounterStep with(Decision made) {
    return new CounterStep(id, datastream, at, kind, was, became, noticed, made);
  }

  /**
   * What a person said.
   *
   * @param oldLast what a replaced meter showed at its end; null when not known
   * @param newFirst what the new meter showed at its beginning; null when not known
   */
  public record Decision(
      Verdict verdict,
      @Nullable Decimal oldLast,
      @Nullable Decimal newFirst,
      String why,
      Instant decided,
      String decidedBy) {
    public Decision {
      requireNonNull(verdict, "verdict is null");
      why = Checks.text("why", why);
      requireNonNull(decided, "decided is null");
      requireNonNull(decidedBy, "decidedBy is null");
    }
  }

  /** What it was. */
  public enum Verdict {
    /** It began again at 0. */
    WRAPPED,
    /** Another meter, or the same one set to another value. */
    REPLACED,
    /** The reading was wrong and is left out. */
    FAULTY,
    /** The reading is right, so much was used. */
    RIGHT;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws RuleException {@code counter-verdict}
     */
    public static Verdict ofText(String text) {
      for (Verdict verdict : values()) {
        if (verdict.text().equals(text)) {
          return verdict;
        }
      }
      throw new RuleException(
          "verdict", "must be wrapped, replaced, faulty or right", text, "counter-verdict");
    }
  }
}
