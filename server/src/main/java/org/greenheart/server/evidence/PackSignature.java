// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs a manifest. Its text has one form only, so that no byte of it can be another.
 *
 * @param key fingerprint of the key
 * @param manifestSha256 64 hexadecimal digits
 * @param signature of the manifest's bytes, 64 bytes in hexadecimal digits
 */
record PackSignature(String key, String manifestSha256, String signature) {
  private static final String FORM =
      """
      {
        "algorithm": "Ed25519",
        "key": "%s",
        "manifestSha256": "%s",
        "signature": "%s"
      }
      """;
  private static final Pattern READ =
      Pattern.compile(
          FORM.replace("{", "\\{")
              .replace("}", "\\}")
              .formatted("([0-9a-f]{64})", "([0-9a-f]{64})", "([0-9a-f]{128})"));

  byte[] bytes() {
    return FORM.formatted(key, manifestSha256, signature).getBytes(UTF_8);
  }

  byte[] signatureBytes() {
    return HexFormat.of().parseHex(signature);
  }

  /**
   * @throws IllegalArgumentException for what is no signature
   */
  static PackSignature read(byte[] bytes) {
    Matcher found = READ.matcher(new String(bytes, UTF_8));
    if (!found.matches()) {
      throw new IllegalArgumentException("signature.json is not in its form");
    }
    return new PackSignature(found.group(1), found.group(2), found.group(3));
  }
}
