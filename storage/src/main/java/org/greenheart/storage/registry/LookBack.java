// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A look at whether what was put right stayed so.
 *
 * @param day how many days after the closing
 * @param closed which closing: a case that is opened again may be closed again
 * @param outcome {@code kept}, {@code rebound}, {@code false}, {@code no-data}; null until looked
 * @param who looked: a person, or {@code clock} where the data told it
 * @param details what was seen, as JSON
 */
public record LookBack(
    long id,
    long caseFile,
    int day,
    Instant closed,
    Instant due,
    @Nullable Instant checked,
    @Nullable String outcome,
    @Nullable String who,
    @Nullable String details) {
  public LookBack {
    requireNonNull(closed, "closed is null");
    requireNonNull(due, "due is null");
  }
}
