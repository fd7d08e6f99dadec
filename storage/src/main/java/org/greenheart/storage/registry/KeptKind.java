// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A kind of case that an operator has made.
 *
 * @param version from 1; the newest holds
 * @param document its JSON
 */
public record KeptKind(
    long id, String code, int version, String document, String author, Instant recorded) {
  public KeptKind {
    requireNonNull(code, "code is null");
    requireNonNull(document, "document is null");
    requireNonNull(author, "author is null");
    requireNonNull(recorded, "recorded is null");
  }
}
