// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the upkeep ledger.
 *
 * @param from when it began; of an entry from data marks in the data's time
 * @param to when it ended, itself within; null for what took a moment
 * @param who a person, or {@code data} for what data marks say
 * @param recorded by the server's clock
 * @param struck when a person said that it is wrong; null when it holds
 */
public record UpkeepEntry(
    long id,
    long thing,
    Kind kind,
    Instant from,
    @Nullable Instant to,
    String who,
    String note,
    Source source,
    Instant recorded,
    @Nullable Instant struck,
    @Nullable String struckBy,
    @Nullable String struckWhy) {
  public UpkeepEntry {
    requireNonNull(kind, "kind is null");
    requireNonNull(from, "from is null");
    requireNonNull(who, "who is null");
    requireNonNull(note, "note is null");
    requireNonNull(source, "source is null");
    requireNonNull(recorded, "recorded is null");
  }

  /** What was done or noted. */
  public enum Kind {
    CALIBRATION,
    MAINTENANCE,
    VISIT,
    CONSUMABLE,
    DOOR,
    TEMPERATURE,
    OTHER;

    /** The word in the database and in the interface: {@code calibration}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Kind ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }

  /** Who says so. */
  public enum Source {
    PERSON,
    /** Data marks. */
    MARK;

    /** The word in the database and in the interface: {@code mark}. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Source ofText(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
