// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Bytes that end too early are a {@link TelemetryException}:
 * what is on disk is broken. Not thread-safe.
 */
final class ByteReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  /** The texts of one ASCII character: most data marks are one. */
  private static final String[] SINGLE = new String[128];

  static {
    for (char c = 0; c < SINGLE.length; c++) {
      SINGLE[c] = String.valueOf(c);
    }
  }

  private final byte[] bytes;
  private int position;

  ByteReader(byte[] bytes) {
    this(bytes, 0);
  }

  ByteReader(byte[] bytes, int position) {
    this.bytes = bytes;
    this.position = position;
  }

  byte[] bytes() {
    return bytes;
  }

  int position() {
    return position;
  }

  void skip(int length) {
    need(length);
    position += length;
  }

  private void need(int length) {
    if (length < 0 || bytes.length - position < length) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT,
          "stored value of %s bytes ends too early: %s more are needed at %s"
              .formatted(bytes.length, length, position));
    }
  }

  int u8() {
    need(1);
    return bytes[position++] & 0xFF;
  }

  int u32() {
    need(4);
    position += 4;
    return (int) INT.get(bytes, position - 4);
  }

  long i64() {
    need(8);
    position += 8;
    return (long) LONG.get(bytes, position - 8);
  }

  long varlong() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int next = u8();
      value |= (next & 0x7FL) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new TelemetryException(
        TelemetryException.Code.FORMAT,
        "stored number at %s has more than 64 bits".formatted(position));
  }

  long zigzag() {
    long value = varlong();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A length or count that must fit into what is left, one byte each at least. */
  int length() {
    long value = varlong();
    if (value < 0 || value > bytes.length - position) {
      need(Integer.MAX_VALUE);
    }
    return (int) value;
  }

  byte[] block() {
    int length = length();
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text() {
    int length = length();
    position += length;
    if (length == 1 && bytes[position - 1] >= 0) {
      return SINGLE[bytes[position - 1]];
    }
    return new String(bytes, position - length, length, UTF_8);
  }
}
