// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDateTime;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A file that was added to a case as evidence. Its content is kept outside of the registry, by its
 * hash.
 *
 * @param id 0 while not kept yet
 * @param item of the case; null for the whole case
 * @param name as it was given, of its last part; never used as a path
 * @param media as found in the content: {@code image/jpeg}
 * @param bytes above 0
 * @param sha256 of the content, 64 hexadecimal digits
 * @param taken when the photo was taken, by its camera's clock; null when it does not say
 * @param latitude degrees as the photo says, WGS-84; null together with longitude
 * @param added by the server's clock
 * @param struck when a person said that it does not belong here; null while it holds
 */
public record Attachment(
    long id,
    long caseFile,
    @Nullable Long item,
    String name,
    String media,
    long bytes,
    String sha256,
    String note,
    @Nullable LocalDateTime taken,
    @Nullable Decimal latitude,
    @Nullable Decimal longitude,
    Instant added,
    String addedBy,
    @Nullable Instant struck,
    @Nullable String struckBy,
    @Nullable String struckWhy) {
  private static final int LONGEST_NOTE = 2_000;

  /**
   * @throws RuleException {@code blank}, {@code too-long}, {@code evidence-hash}
   */
  public Attachment {
    name = Checks.text("name", name);
    media = Checks.text("media", media);
    addedBy = Checks.text("addedBy", addedBy);
    requireNonNull(added, "added is null");
    if (note.length() > LONGEST_NOTE) {
      throw new RuleException("note", "must have at most 2000 characters", note, "too-long");
    }
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new RuleException("sha256", "must be 64 hexadecimal digits", sha256, "evidence-hash");
    }
  }

  /** Whether it holds: nobody has struck it. */
  public boolean holds() {
    return struck == null;
  }
}
