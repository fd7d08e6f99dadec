// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.greenheart.storage.Bytes;

/**
 * The last frames of one device, by number and a hash of their bytes, oldest first. Tells at once
 * that a frame is new; a hash that is found is confirmed by the bytes themselves. Immutable.
 */
final class RecentFrames {
  static final RecentFrames NONE = new RecentFrames(new long[0], new long[0]);

  private final long[] numbers;
  private final long[] hashes;

  private RecentFrames(long[] numbers, long[] hashes) {
    this.numbers = numbers;
    this.hashes = hashes;
  }

  int size() {
    return numbers.length;
  }

  long number(int place) {
    return numbers[place];
  }

  long hash(int place) {
    return hashes[place];
  }

  /** Both parts are fast on any processor; together they tell frames apart well enough. */
  static long hash(Bytes raw) {
    CRC32C crc = new CRC32C();
    crc.update(raw.array());
    return (crc.getValue() << 32) | (Arrays.hashCode(raw.array()) & 0xFFFF_FFFFL);
  }

  RecentFrames with(long number, long hash) {
    int from = numbers.length < Telemetry.REPEAT_WINDOW ? 0 : 1;
    int length = numbers.length - from;
    long[] nextNumbers = new long[length + 1];
    long[] nextHashes = new long[length + 1];
    System.arraycopy(numbers, from, nextNumbers, 0, length);
    System.arraycopy(hashes, from, nextHashes, 0, length);
    nextNumbers[length] = number;
    nextHashes[length] = hash;
    return new RecentFrames(nextNumbers, nextHashes);
  }
}
