// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import org.greenheart.storage.Bytes;

/** What is kept of an answer, for people: text as it is, other bytes in hexadecimal digits. */
final class RawText {
  private RawText() {}

  static String of(Bytes raw) {
    byte[] bytes = raw.array();
    for (byte each : bytes) {
      if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
        return HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
      }
    }
    String text = new String(bytes, UTF_8);
    return text.indexOf('\uFFFD') < 0
        ? text
        : HexFormat.ofDelimiter(" ").withUpperCase().formatHex(bytes);
  }
}
