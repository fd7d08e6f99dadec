// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What happened; never changed.
 *
 * @param id 0 for a new one
 * @param subject {@code partner}, {@code request}, {@code order}, {@code delivery} or {@code
 *     footprint}
 * @param who by name
 * @param enterprise the side that acted; 0 for the clock
 * @param what a word: {@code confirm}
 * @param text what was said; may be empty
 */
public record SupplyEvent(
    long id,
    String subject,
    long subjectId,
    Instant at,
    String who,
    long enterprise,
    String what,
    String text) {
  public SupplyEvent {
    requireNonNull(subject, "subject is null");
    requireNonNull(at, "at is null");
    requireNonNull(who, "who is null");
    requireNonNull(what, "what is null");
    text = text.length() > 1_000 ? text.substring(0, 1_000) : text;
  }
}
