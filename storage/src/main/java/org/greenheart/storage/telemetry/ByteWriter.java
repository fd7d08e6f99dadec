// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A growing array of bytes with the few encodings that the format on disk uses. Not thread-safe.
 */
final class ByteWriter {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes;
  private int size;

  ByteWriter(int capacity) {
    bytes = new byte[capacity];
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length * 2));
    }
  }

  ByteWriter u8(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
    return this;
  }

  /** Four bytes, big-endian. */
  ByteWriter u32(int value) {
    ensure(4);
    INT.set(bytes, size, value);
    size += 4;
    return this;
  }

  /** Eight bytes, big-endian. */
  ByteWriter i64(long value) {
    ensure(8);
    LONG.set(bytes, size, value);
    size += 8;
    return this;
  }

  /** An unsigned number in groups of seven bits, least significant first. */
  ByteWriter varlong(long value) {
    ensure(10);
    if (value >= 0 && value < 0x80) {
      bytes[size++] = (byte) value;
      return this;
    }
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
    return this;
  }

  /** A signed number: small ones of either sign are short. */
  ByteWriter zigzag(long value) {
    return varlong((value << 1) ^ (value >> 63));
  }

  ByteWriter raw(byte[] content) {
    return raw(content, 0, content.length);
  }

  ByteWriter raw(byte[] content, int offset, int length) {
    ensure(length);
    System.arraycopy(content, offset, bytes, size, length);
    size += length;
    return this;
  }

  /** Bytes with their length in front. */
  ByteWriter block(byte[] content) {
    return varlong(content.length).raw(content);
  }

  /**
   * Begins a block of which the content is written next, straight to its place.
   *
   * @return what {@link #closeBlock} wants to know
   */
  int openBlock() {
    ensure(1);
    return ++size;
  }

  /**
   * Ends a block: puts its length in front. Nothing is moved if that is below 128.
   *
   * @param opened as {@link #openBlock} said
   * @return where its content begins
   */
  int closeBlock(int opened) {
    int length = size - opened;
    int more = varlongLength(length) - 1;
    if (more > 0) {
      ensure(more);
      System.arraycopy(bytes, opened, bytes, opened + more, length);
    }
    size = opened - 1;
    varlong(length);
    size += length;
    return opened + more;
  }

  private static int varlongLength(int value) {
    return Math.max(1, (38 - Integer.numberOfLeadingZeros(value)) / 7);
  }

  /** Text in UTF-8 with its length in bytes in front. */
  ByteWriter text(String text) {
    int length = text.length();
    if (length >= 0x80) {
      return block(text.getBytes(UTF_8));
    }
    // Nearly all is short and plain: written at once, and anew the long way if it is not.
    ensure(length + 1);
    bytes[size] = (byte) length;
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        return block(text.getBytes(UTF_8));
      }
      bytes[size + 1 + i] = (byte) c;
    }
    size += length + 1;
    return this;
  }

  /** Overwrites four bytes that were written before, big-endian. */
  void u32At(int place, int value) {
    INT.set(bytes, place, value);
  }

  int size() {
    return size;
  }

  int capacity() {
    return bytes.length;
  }

  void clear() {
    size = 0;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  byte[] toBytes(int from, int length) {
    return Arrays.copyOfRange(bytes, from, from + length);
  }
}
