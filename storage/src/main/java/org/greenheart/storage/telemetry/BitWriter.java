// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;

/** Writes numbers of any width bit after bit, the highest bit first. Not thread-safe. */
final class BitWriter {
  private long[] words = new long[64];
  private long bits;

  /** The lowest {@code width} bits of a value; width 0 to 64. */
  void write(long value, int width) {
    if (width == 0) {
      return;
    }
    int word = (int) (bits >>> 6);
    if (word + 2 > words.length) {
      words = Arrays.copyOf(words, words.length * 2);
    }
    long masked = width == 64 ? value : value & ((1L << width) - 1);
    int room = 64 - (int) (bits & 63);
    if (width <= room) {
      words[word] |= masked << (room - width);
    } else {
      words[word] |= masked >>> (width - room);
      words[word + 1] |= masked << (64 - (width - room));
    }
    bits += width;
  }

  long size() {
    return bits;
  }

  /** Appends what was written, filled up to whole bytes. */
  void appendTo(ByteWriter out) {
    long bytes = (bits + 7) >>> 3;
    for (long i = 0; i < bytes; i++) {
      out.u8((int) (words[(int) (i >>> 3)] >>> (56 - 8 * (i & 7))));
    }
  }
}
