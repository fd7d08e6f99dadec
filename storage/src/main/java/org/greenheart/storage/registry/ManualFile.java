// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file of a manual report: the laboratory's own paper, a photo of the gauge.
 *
 * @param id 0 while not kept yet
 * @param name as it was given, of its last part; never used as a path
 * @param media as found in the content
 * @param sha256 of the content, 64 hexadecimal digits
 * @param struck when a person said that it does not belong here; null while it holds
 */
public record ManualFile(
    long id,
    long report,
    String name,
    String media,
    long bytes,
    String sha256,
    Instant added,
    String addedBy,
    @Nullable Instant struck,
    @Nullable String struckBy,
    @Nullable String struckWhy) {
  /**
   * @throws RuleException {@code blank}, {@code too-long}
   */
  public ManualFile {
    name = Checks.text("name", name);
    media = Checks.text("media", media);
    addedBy = Checks.text("addedBy", addedBy);
    requireNonNull(sha256, "sha256 is null");
    requireNonNull(added, "added is null");
  }
}
