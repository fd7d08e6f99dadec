// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the public reads of a case.
 *
 * @param document the row of the public table as JSON, as it was shown to who published it
 * @param withdrawn when it was taken back; null while it is public
 */
public record Publication(
    long id,
    long caseFile,
    String document,
    Instant published,
    String publishedBy,
    @Nullable Instant withdrawn,
    @Nullable String withdrawnBy,
    @Nullable String withdrawnWhy) {
  public Publication {
    requireNonNull(document, "document is null");
    requireNonNull(published, "published is null");
    requireNonNull(publishedBy, "publishedBy is null");
  }
}
