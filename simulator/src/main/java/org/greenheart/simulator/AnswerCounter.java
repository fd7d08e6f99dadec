// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * Counts frames in what a server sends, by their LEN and nothing else: a loader has no time to read
 * answers. It relies on a server that writes the standard exactly; anything else is the business of
 * tests. Not thread-safe.
 */
final class AnswerCounter {
  /** {@code ##} and LEN. */
  private static final int HEAD = 6;

  /** CRC and CR LF. */
  private static final int TAIL = 6;

  private int headRead;
  private int length;
  private int left;

  /** How many frames end within the bytes. */
  int count(byte[] bytes, int count) {
    int frames = 0;
    int at = 0;
    while (at < count) {
      if (left > 0) {
        int step = Math.min(left, count - at);
        left -= step;
        at += step;
        if (left == 0) {
          frames++;
        }
        continue;
      }
      if (headRead >= 2) {
        length = length * 10 + bytes[at] - '0';
      }
      headRead++;
      at++;
      if (headRead == HEAD) {
        left = length + TAIL;
        headRead = 0;
        length = 0;
      }
    }
    return frames;
  }
}
