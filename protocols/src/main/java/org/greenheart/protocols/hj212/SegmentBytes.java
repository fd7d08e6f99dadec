// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * The bytes of a frame that is being written: room for {@code ##} and LEN, then the data segment as
 * it grows. Text is UTF-8. Used once.
 */
final class SegmentBytes {
  /** {@code ##} and the four digits of LEN. */
  private static final int START = 6;

  /** The closing {@code &&}, the CRC and the line end. */
  private static final int REST = 2 + 4 + 2;

  private byte[] bytes = new byte[192];
  private int end = START;

  /** Bytes of the segment so far. */
  int length() {
    return end - START;
  }

  void add(String text) {
    int length = text.length();
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        add(text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      bytes[end++] = (byte) c;
    }
  }

  private void add(byte[] more) {
    makeRoom(more.length);
    System.arraycopy(more, 0, bytes, end, more.length);
    end += more.length;
  }

  private void makeRoom(int more) {
    if (end + more + REST > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + more + REST));
    }
  }

  /**
   * Closes the segment: the whole frame.
   *
   * @throws IllegalArgumentException when the segment is longer than four digits can say
   */
  byte[] frame() {
    return frame(end - START, content -> content);
  }

  /**
   * Closes the segment: the whole frame, with its content in another form. LEN and CRC are those of
   * the segment as it is now.
   *
   * @param contentStart what {@link #length} was before the content
   * @throws IllegalArgumentException when the segment is longer than four digits can say
   */
  byte[] frame(int contentStart, UnaryOperator<byte[]> form) {
    int contentEnd = end;
    bytes[end++] = '&';
    bytes[end++] = '&';
    int length = length();
    if (length > Hj212Framer.MAX_SEGMENT) {
      throw new IllegalArgumentException(
          "the data segment (%s bytes) must be at most %s"
              .formatted(length, Hj212Framer.MAX_SEGMENT));
    }
    int crc = Crc.of(bytes, START, end);
    byte[] content = Arrays.copyOfRange(bytes, START + contentStart, contentEnd);
    end = START + contentStart;
    add(form.apply(content));
    bytes[0] = '#';
    bytes[1] = '#';
    for (int i = START - 1, left = length; i > 1; i--, left /= 10) {
      bytes[i] = (byte) ('0' + left % 10);
    }
    bytes[end++] = '&';
    bytes[end++] = '&';
    Crc.writeHex(crc, bytes, end);
    end += 4;
    bytes[end++] = '\r';
    bytes[end++] = '\n';
    return Arrays.copyOf(bytes, end);
  }
}
