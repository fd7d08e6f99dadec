// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event of PACT to the system of an enterprise.
 *
 * @param id 0 for a new one
 * @param body a CloudEvent
 * @param next when it is tried; null once it is sent or given up
 * @param sent null while it is not
 * @param failure the last one; empty for none
 */
public record PactMessage(
    long id,
    long sender,
    long recipient,
    String type,
    String body,
    Instant made,
    int attempts,
    @Nullable Instant next,
    @Nullable Instant sent,
    String failure) {
  public PactMessage {
    requireNonNull(type, "type is null");
    requireNonNull(body, "body is null");
    requireNonNull(made, "made is null");
    requireNonNull(failure, "failure is null");
  }
}
