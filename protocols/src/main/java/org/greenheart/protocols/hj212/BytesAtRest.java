// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames in bytes at rest, such as a line of a log: everything is known, so the tail can be judged,
 * and bytes that a stream would skip as junk are explained as the broken frame that they may be.
 */
public final class BytesAtRest {
  /** Bytes of one broken frame that are looked at. */
  private static final int MOST = Hj212Framer.MAX_SEGMENT + 12;

  private BytesAtRest() {}

  /** The frames in the bytes; when a stream would see none, the whole as one broken frame. */
  public static List<Hj212Frame> frames(byte[] bytes) {
    List<Hj212Frame> frames = new ArrayList<>(1);
    Hj212Framer framer = Hj212Framer.forBytesAtRest();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);
    return frames.isEmpty() ? List.of(broken(bytes)) : frames;
  }

  /** Reads the bytes as a frame whose header or length is spoilt. */
  private static Hj212Frame broken(byte[] bytes) {
    int end = Math.min(bytes.length, MOST);
    while (end > 0 && (bytes[end - 1] == '\n' || bytes[end - 1] == '\r')) {
      end--;
    }
    List<Deviation> deviations = new ArrayList<>(3);
    int at = 0;
    while (at < end && at < 2 && bytes[at] == '#') {
      at++;
    }
    if (at < 2) {
      deviations.add(new Deviation(DeviationCode.HEADER_MISSING, 0));
    }
    int digits = at;
    int length = 0;
    while (at < end && Ascii.isDigit(bytes[at]) && at - digits < 6) {
      length = length * 10 + bytes[at] - '0';
      at++;
    }
    int crc = endsWithHex(bytes, at, end) ? end - 4 : end;
    noteLength(deviations, at - digits, length, crc - at, digits);
    return new Hj212Frame(
        Arrays.copyOf(bytes, end),
        at == digits ? Hj212Frame.NO_LENGTH : length,
        at,
        crc,
        crc,
        false,
        0,
        deviations);
  }

  private static void noteLength(
      List<Deviation> deviations, int digits, int declared, int length, int offset) {
    if (digits == 0) {
      deviations.add(new Deviation(DeviationCode.LENGTH_MISSING, offset));
      return;
    }
    if (declared > Hj212Framer.MAX_SEGMENT) {
      deviations.add(new Deviation(DeviationCode.LENGTH_OVER_9999, offset));
    } else if (digits != 4) {
      deviations.add(new Deviation(DeviationCode.LENGTH_DIGITS, offset));
    }
    if (declared != length) {
      deviations.add(new Deviation(DeviationCode.LENGTH_WRONG, offset));
    }
    if (length > Hj212Framer.STANDARD_SEGMENT) {
      deviations.add(new Deviation(DeviationCode.SEGMENT_OVER_1024, offset));
    }
  }

  private static boolean endsWithHex(byte[] bytes, int from, int end) {
    if (end - 4 < from) {
      return false;
    }
    for (int i = end - 4; i < end; i++) {
      if (Ascii.hexDigit(bytes[i]) < 0) {
        return false;
      }
    }
    return true;
  }
}
