// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.login;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** RFC 4648, 6, without padding. */
final class Base32 {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private Base32() {}

  static String encode(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte each : bytes) {
      buffer = ((buffer << 8) | (each & 0xFF)) & 0xFFF;
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(LETTERS.charAt((buffer >> bits) & 31));
      }
    }
    if (bits > 0) {
      text.append(LETTERS.charAt((buffer << (5 - bits)) & 31));
    }
    return text.toString();
  }

  /**
   * @throws IllegalArgumentException for a letter that is none of it
   */
  static byte[] decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int buffer = 0;
    int bits = 0;
    for (char letter : text.toUpperCase(Locale.ROOT).toCharArray()) {
      int value = LETTERS.indexOf(letter);
      if (value < 0) {
        throw new IllegalArgumentException("letter (%s) is not of Base32".formatted(letter));
      }
      buffer = (buffer << 5 | value) & 0xFFF;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits & 0xFF);
      }
    }
    return bytes.toByteArray();
  }
}
