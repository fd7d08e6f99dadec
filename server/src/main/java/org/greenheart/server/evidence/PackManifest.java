// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a pack says of itself.
 *
 * @param format of the pack
 * @param subject {@code alarm} or {@code case}
 * @param number of the alarm, or the case as people name it
 * @param from of the data in it
 * @param to of the data in it
 * @param made by the server's clock
 * @param version of Greenheart
 * @param place what the installation is called
 * @param key fingerprint of the key that signs it
 * @param files all but the manifest and its signature
 */
record PackManifest(
    String format,
    String subject,
    String number,
    String title,
    @Nullable Instant from,
    @Nullable Instant to,
    Instant made,
    String version,
    String place,
    String key,
    List<File> files) {
  PackManifest {
    files = List.copyOf(files);
  }

  /**
   * @param sha256 64 hexadecimal digits
   */
  record File(String name, long bytes, String sha256) {}
}
