// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What came of the check of a pack.
 *
 * @param finding what is wrong first
 * @param file which file it is about; empty for the archive as a whole
 * @param explanation one sentence
 * @param manifest what the pack says of itself; null where that cannot be believed
 */
public record PackVerdict(
    Finding finding, String file, String explanation, @Nullable Summary manifest) {
  /** What may be wrong. */
  public enum Finding {
    /** Nothing. */
    WHOLE,
    CHANGED,
    MISSING,
    ADDED,
    /** It is no archive of ours, or not any more. */
    DAMAGED,
    /** Whole, and sealed by another key than the one expected. */
    OTHER_KEY
  }

  /**
   * @param key fingerprint of the key that sealed it
   */
  public record Summary(
      String subject,
      String number,
      String title,
      String place,
      String made,
      String key,
      int files) {}

  public PackVerdict {
    requireNonNull(finding, "finding is null");
    requireNonNull(file, "file is null");
    requireNonNull(explanation, "explanation is null");
  }

  public boolean whole() {
    return finding == Finding.WHOLE;
  }
}
