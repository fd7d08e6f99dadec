// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Somebody asks for the footprint of a product that has none yet.
 *
 * @param id 0 for a new one
 * @param event the id that the asker gave it
 */
public record PactRequest(
    long id, String event, long asker, long product, Instant at, State state) {
  public PactRequest {
    event = Checks.text("id", event);
    requireNonNull(at, "at is null");
    requireNonNull(state, "state is null");
  }

  /** Where it stands. */
  public enum State {
    OPEN,
    FULFILLED,
    REJECTED
  }
}
