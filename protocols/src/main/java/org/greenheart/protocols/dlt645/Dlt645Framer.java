// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Cuts frames out of a stream of bytes as a meter or its gateway sends it: in halves, several at
 * once, with or without FE before them, with junk between them.
 *
 * <p><b>The idea.</b> 68 stands inside data too. A frame is believed only whole: 68, six bytes of
 * address, 68, C, L, L bytes, the checksum that fits and 16. What fails goes on one byte behind its
 * first 68, so that nothing of a frame that follows is lost with it.
 *
 * <p><b>When.</b> What is decided depends on the bytes alone, never on how they were cut into
 * reads. A 68 that is no header may make the framer wait for bytes that do not come; {@link
 * #settle}, called when the line has been quiet for longer than the 500 ms that may lie between two
 * bytes, looks for whole frames behind it. {@link #endOfStream} gives up what is left.
 *
 * <p><b>Bounds.</b> Less than one frame ({@value #LARGEST} bytes) is kept; each byte is looked at a
 * bounded number of times. Not thread-safe.
 */
public final class Dlt645Framer {
  /** The largest L that the standard allows. */
  public static final int STANDARD_LENGTH = 200;

  /** Bytes of a frame without its data: 68, address, 68, C, L, checksum, 16. */
  static final int OVERHEAD = 12;

  /** The frame of the largest L that a byte can say. */
  static final int LARGEST = OVERHEAD + 255;

  static final byte START = 0x68;
  static final byte END = 0x16;
  static final byte PREAMBLE = (byte) 0xFE;

  private static final int SECOND_START = 7;
  private static final int LENGTH = 9;

  private final byte[] buffer = new byte[1024];

  /** The first byte that is not yet decided. */
  private int start;

  private int end;
  private int preamble;
  private int skipped;
  private long junkBytes;
  private long refusedFrames;

  private enum Verdict {
    FRAME,
    NONE,
    MORE
  }

  /** Takes bytes in and hands out the frames that they complete. */
  public void feed(byte[] bytes, int offset, int length, Consumer<Dlt645Frame> out) {
    checkFromIndexSize(offset, length, bytes.length);
    requireNonNull(out, "out is null");
    int from = offset;
    int left = length;
    while (left > 0) {
      // Less than a frame is pending: moved to the front, there is always room behind it.
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
      int part = Math.min(left, buffer.length - end);
      System.arraycopy(bytes, from, buffer, end, part);
      end += part;
      from += part;
      left -= part;
      work(out);
    }
  }

  /** Takes bytes in and hands out the frames that they complete. */
  public void feed(byte[] bytes, Consumer<Dlt645Frame> out) {
    feed(bytes, 0, bytes.length, out);
  }

  /**
   * Hands out whole frames that wait behind a 68 that was no header. A half frame stays. Harmless
   * when called too early or often.
   */
  public void settle(Consumer<Dlt645Frame> out) {
    for (int at = start + 1; at < end; at++) {
      if (verdict(at) == Verdict.FRAME) {
        while (start < at) {
          skip();
        }
        work(out);
        at = start;
      }
    }
  }

  /** Decides all that is left; a half frame is junk. The framer can be used on. */
  public void endOfStream(Consumer<Dlt645Frame> out) {
    settle(out);
    junkBytes += preamble + end - start;
    start = 0;
    end = 0;
    preamble = 0;
    skipped = 0;
  }

  /** Bytes that wait for more. */
  public int pending() {
    return end - start;
  }

  /** Bytes so far that belonged to no frame; FE before a frame do not count. */
  public long junkBytes() {
    return junkBytes;
  }

  /** Frames so far of the right shape whose checksum was wrong. */
  public long refusedFrames() {
    return refusedFrames;
  }

  private void work(Consumer<Dlt645Frame> out) {
    while (start < end) {
      switch (verdict(start)) {
        case MORE -> {
          return;
        }
        case NONE -> {
          if (hasShape(start)) {
            refusedFrames++;
          }
          skip();
        }
        case FRAME -> out.accept(take());
      }
    }
  }

  /** What the bytes from here on are. NONE: no frame begins here, whatever follows. */
  private Verdict verdict(int at) {
    if (buffer[at] != START || (end - at > SECOND_START && buffer[at + SECOND_START] != START)) {
      return Verdict.NONE;
    }
    if (end - at <= LENGTH || end - at < size(at)) {
      return Verdict.MORE;
    }
    return hasShape(at) && checksumRight(buffer, at, size(at)) ? Verdict.FRAME : Verdict.NONE;
  }

  private boolean hasShape(int at) {
    return end - at > LENGTH
        && buffer[at] == START
        && buffer[at + SECOND_START] == START
        && end - at >= size(at)
        && buffer[at + size(at) - 1] == END;
  }

  private int size(int at) {
    return OVERHEAD + Byte.toUnsignedInt(buffer[at + LENGTH]);
  }

  /** Whether the sum of all bytes before it, modulo 256, is the last byte but one. */
  static boolean checksumRight(byte[] bytes, int from, int size) {
    int sum = 0;
    for (int i = from; i < from + size - 2; i++) {
      sum += bytes[i];
    }
    return (byte) sum == bytes[from + size - 2];
  }

  private void skip() {
    if (buffer[start] == PREAMBLE) {
      preamble++;
    } else {
      // FE before other bytes were junk as well.
      junkBytes += preamble + 1L;
      skipped += preamble + 1;
      preamble = 0;
    }
    start++;
  }

  private Dlt645Frame take() {
    int size = size(start);
    Dlt645Frame frame =
        new Dlt645Frame(Arrays.copyOfRange(buffer, start, start + size), preamble, skipped);
    start += size;
    preamble = 0;
    skipped = 0;
    return frame;
  }
}
