// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

/**
 * How much evidence is taken and given.
 *
 * @param fileBytes largest file
 * @param files most files of a case, the struck ones too
 * @param packBytes largest sealed pack; below 4 GB, which is where the form of the archive ends
 */
public record EvidenceLimits(long fileBytes, int files, long packBytes) {
  /** The archive counts in 32 bits. */
  public static final long MOST_PACK_BYTES = 0xFFFF_FFFFL;

  public EvidenceLimits {
    if (fileBytes < 1 || files < 1 || packBytes < 1) {
      throw new IllegalArgumentException(
          "limits (%s, %s, %s)".formatted(fileBytes, files, packBytes));
    }
    if (packBytes > MOST_PACK_BYTES) {
      throw new IllegalArgumentException("packBytes (%s) must be below 4 GB".formatted(packBytes));
    }
  }
}
