// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.greenheart.storage.Bytes;

/**
 * The last frames of one device, by number and a hash of their bytes. Tells at once that a frame is
 * new; a hash that is found is confirmed by the bytes themselves. Confined to the committer's
 * thread.
 */
final class RecentFrames {
  private final long[] numbers;
  private final long[] hashes;

  /** All that were ever added; the next one goes to this place, counted round. */
  private long added;

  private RecentFrames(long[] numbers, long[] hashes, long added) {
    this.numbers = numbers;
    this.hashes = hashes;
    this.added = added;
  }

  RecentFrames() {
    this(new long[Telemetry.REPEAT_WINDOW], new long[Telemetry.REPEAT_WINDOW], 0);
  }

  RecentFrames copy() {
    return new RecentFrames(numbers.clone(), hashes.clone(), added);
  }

  int size() {
    return (int) Math.min(added, Telemetry.REPEAT_WINDOW);
  }

  private int place(int ago) {
    return (int) ((added - 1 - ago) % Telemetry.REPEAT_WINDOW);
  }

  /**
   * @param ago 0 for the newest frame, below {@link #size()}
   */
  long number(int ago) {
    return numbers[place(ago)];
  }

  long hash(int ago) {
    return hashes[place(ago)];
  }

  void add(long number, long hash) {
    added++;
    numbers[place(0)] = number;
    hashes[place(0)] = hash;
  }

  /** Both parts are fast on any processor; together they tell frames apart well enough. */
  static long hash(Bytes raw) {
    CRC32C crc = new CRC32C();
    crc.update(raw.array());
    return (crc.getValue() << 32) | (Arrays.hashCode(raw.array()) & 0xFFFF_FFFFL);
  }
}
