// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads what {@link BitWriter} wrote, eight bytes at a time: so at least eight more bytes must
 * follow what is read, whatever they say. Not thread-safe.
 */
final class BitReader {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final byte[] bytes;
  private final long start;
  private long position;

  BitReader(byte[] bytes, int offset) {
    this.bytes = bytes;
    start = (long) offset << 3;
    position = start;
  }

  /** The next 57 to 64 bits, at the top of the number. */
  private long peek() {
    try {
      return (long) LONG.get(bytes, (int) (position >>> 3)) << (position & 7);
    } catch (IndexOutOfBoundsException e) {
      throw new TelemetryException(
          TelemetryException.Code.FORMAT,
          "chunk of %s bytes ends too early".formatted(bytes.length),
          e);
    }
  }

  long read(int width) {
    if (width == 0) {
      return 0;
    }
    if (width > 56) {
      long high = read(width - 32);
      return (high << 32) | read(32);
    }
    long value = peek() >>> (64 - width);
    position += width;
    return value;
  }

  /** How many ones come before the next zero, at most {@code most}; a zero is taken along. */
  int readOnes(int most) {
    int ones = Long.numberOfLeadingZeros(~peek());
    if (ones >= most) {
      position += most;
      return most;
    }
    position += ones + 1;
    return ones;
  }

  /** How many bytes were begun. */
  int size() {
    return (int) ((position - start + 7) >>> 3);
  }
}
