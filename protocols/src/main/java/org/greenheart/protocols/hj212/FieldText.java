// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Decodes the text of fields: ASCII nearly always, else UTF-8 as required, else GB 18030 as found.
 */
final class FieldText {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  /** The highest bit of each of eight bytes: none is set in ASCII. */
  private static final long SIGNS = 0x8080_8080_8080_8080L;

  /** The texts of one ASCII character: most data marks are one. */
  private static final String[] SINGLE = new String[128];

  static {
    for (char c = 0; c < SINGLE.length; c++) {
      SINGLE[c] = String.valueOf(c);
    }
  }

  private FieldText() {}

  static boolean isAscii(byte[] bytes, int from, int to) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      if (((long) EIGHT_BYTES.get(bytes, i) & SIGNS) != 0) {
        return false;
      }
    }
    for (; i < to; i++) {
      if (bytes[i] < 0) {
        return false;
      }
    }
    return true;
  }

  static boolean isUtf8(byte[] bytes, int from, int to) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** Whether {@code bytes[from, to)} are the characters of the text, which is ASCII. */
  static boolean isWrittenAt(String text, byte[] bytes, int from, int to) {
    if (text.length() != to - from) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }

  /** The text of bytes that are ASCII. */
  static String ascii(byte[] bytes, int from, int to) {
    if (to - from == 1) {
      return SINGLE[bytes[from]];
    }
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /** Decodes the bytes; notes a deviation when they are not UTF-8. */
  static String decode(byte[] bytes, int from, int to, Deviations deviations, int offset) {
    if (isAscii(bytes, from, to)) {
      return ascii(bytes, from, to);
    }
    if (isUtf8(bytes, from, to)) {
      return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }
    deviations.add(DeviationCode.TEXT_NOT_UTF8, offset);
    return new String(bytes, from, to - from, GB18030);
  }
}
