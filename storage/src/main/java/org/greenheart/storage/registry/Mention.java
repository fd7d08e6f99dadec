// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was called upon in a note on a case.
 *
 * @param person who is called upon, as written after the @
 * @param who wrote the note
 * @param seen when the person said that it was read; null before
 */
public record Mention(
    long id,
    long caseFile,
    String person,
    String who,
    String text,
    Instant at,
    @Nullable Instant seen) {
  public Mention {
    requireNonNull(person, "person is null");
    requireNonNull(who, "who is null");
    requireNonNull(text, "text is null");
    requireNonNull(at, "at is null");
  }
}
