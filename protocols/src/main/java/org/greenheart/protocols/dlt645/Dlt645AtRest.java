// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Frames in bytes at rest, such as a line of a log, where a wrong checksum is to be explained. */
public final class Dlt645AtRest {
  private Dlt645AtRest() {}

  /**
   * The frames in the bytes; when a stream would see none, the first of the right shape, its
   * checksum wrong; none when there is no such either.
   */
  public static List<Dlt645Frame> frames(byte[] bytes) {
    List<Dlt645Frame> frames = new ArrayList<>(1);
    Dlt645Framer framer = new Dlt645Framer();
    framer.feed(bytes, frames::add);
    framer.endOfStream(frames::add);
    return frames.isEmpty() ? broken(bytes) : frames;
  }

  private static List<Dlt645Frame> broken(byte[] bytes) {
    for (int at = 0; at + Dlt645Framer.OVERHEAD <= bytes.length; at++) {
      int size = Dlt645Framer.OVERHEAD + Byte.toUnsignedInt(bytes[at + 9]);
      if (bytes[at] == Dlt645Framer.START
          && bytes[at + 7] == Dlt645Framer.START
          && at + size <= bytes.length
          && bytes[at + size - 1] == Dlt645Framer.END) {
        int preamble = 0;
        while (preamble < at && bytes[at - preamble - 1] == Dlt645Framer.PREAMBLE) {
          preamble++;
        }
        return List.of(
            new Dlt645Frame(Arrays.copyOfRange(bytes, at, at + size), preamble, at - preamble));
      }
    }
    return List.of();
  }
}
