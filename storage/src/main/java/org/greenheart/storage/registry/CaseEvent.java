// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An entry of a case's timeline.
 *
 * @param who a person's name, or {@code watch}
 * @param what {@code opened}, {@code alarm}, {@code progress}, {@code note}, {@code closed}
 */
public record CaseEvent(Instant at, String who, String what, String text) {
  public CaseEvent {
    requireNonNull(at, "at is null");
    requireNonNull(who, "who is null");
    requireNonNull(what, "what is null");
    requireNonNull(text, "text is null");
  }
}
