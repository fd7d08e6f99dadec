// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something decided in the registry that still has to be done elsewhere.
 *
 * @param id rising, never given twice
 * @param kind which {@link OutboxTarget} does it
 * @param payload all that it needs to know; ids in it are fixed
 * @param decided when
 */
public record OutboxEntry(long id, String kind, String payload, Instant decided) {
  public OutboxEntry {
    requireNonNull(kind, "kind is null");
    requireNonNull(payload, "payload is null");
    requireNonNull(decided, "decided is null");
  }
}
