// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a case's timeline.
 *
 * @param who a person's name, {@code watch} or {@code clock}
 * @param what {@code opened}, {@code alarm}, {@code progress}, {@code note}, {@code closed}, {@code
 *     clue-verdict}, or the word of the step that was taken
 * @param text what a person wrote of it; may be empty
 * @param details a JSON object: what was, what became and what the step brought; null for none
 */
public record CaseEvent(
    Instant at, String who, String what, String text, @Nullable String details) {
  public CaseEvent {
    requireNonNull(at, "at is null");
    requireNonNull(who, "who is null");
    requireNonNull(what, "what is null");
    requireNonNull(text, "text is null");
  }

  public CaseEvent(Instant at, String who, String what, String text) {
    this(at, who, what, text, null);
  }
}
