// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Cuts frames out of a stream of bytes as a device sends it: in halves, several at once, with junk
 * between them, with wrong lengths.
 *
 * <p><b>The idea.</b> LEN rules. After {@code ##} and LEN the framer goes to where the CRC must
 * stand and looks at that place only; it does not search for {@code &&} or CR LF, which the cipher
 * bytes of HJ 212-2025 may contain. The place is accepted when the CRC fits, or when a line end or
 * the next {@code ##} follows it. Only when LEN has proved wrong does the framer look for another
 * end: first a few bytes to both sides, then the first line end or header in the bytes that follow.
 * If there is none, the {@code ##} was no header: it goes on one byte behind it.
 *
 * <p><b>When.</b> What is decided depends on the bytes alone, never on how they were cut into
 * reads. A frame whose CRC is right is handed out with the last digit of its CRC: many devices send
 * no CR LF and wait for the answer. A frame whose CRC is wrong, or whose content is encrypted,
 * waits for the line end or the next frame. Two frames may wait for long: one whose LEN is far too
 * large, and one without CR LF whose CRC cannot be judged. {@link #settle}, called when the sender
 * has been quiet for a moment, decides them; {@link #endOfStream} decides everything.
 *
 * <p><b>Bounds.</b> At most {@value #CAPACITY} bytes are kept. Each byte is looked at a bounded
 * number of times, also in hostile input.
 *
 * <p>Not thread-safe.
 */
public final class Hj212Framer {
  /** The largest LEN that four digits can say. */
  public static final int MAX_SEGMENT = 9999;

  /** The largest data segment that the standard allows. */
  public static final int STANDARD_SEGMENT = 1024;

  static final int CAPACITY = 16 * 1024;

  /** A LEN with more digits than this is no LEN. */
  private static final int MAX_DIGITS = 6;

  private final boolean waitForTail;
  private final EndFinder ends;
  private byte[] buffer = new byte[1024];

  /** The first byte that is not yet decided. */
  private int start;

  private int end;

  // The header at start.
  private int digits;
  private int declared;
  private int segment;

  private int skipped;
  private boolean tailDue;
  private long junkBytes;
  private long refusedFrames;
  private long framesWithoutTail;

  /** A framer for a live stream. */
  public Hj212Framer() {
    this(false);
  }

  private Hj212Framer(boolean waitForTail) {
    this.waitForTail = waitForTail;
    this.ends = new EndFinder(waitForTail);
  }

  /**
   * A framer for bytes at rest: it waits for what follows a frame, and so can say that CR LF is
   * missing.
   */
  public static Hj212Framer forBytesAtRest() {
    return new Hj212Framer(true);
  }

  /** Takes bytes in and hands out the frames that they complete. */
  public void feed(byte[] bytes, int offset, int length, Consumer<Hj212Frame> out) {
    checkFromIndexSize(offset, length, bytes.length);
    requireNonNull(out, "out is null");
    int from = offset;
    int left = length;
    while (left > 0) {
      makeRoom(left);
      int part = Math.min(left, buffer.length - end);
      System.arraycopy(bytes, from, buffer, end, part);
      end += part;
      from += part;
      left -= part;
      work(EndFinder.Mode.STREAM, out);
    }
  }

  /** Takes bytes in and hands out the frames that they complete. */
  public void feed(byte[] bytes, Consumer<Hj212Frame> out) {
    feed(bytes, 0, bytes.length, out);
  }

  /**
   * Decides what can be decided when the sender has been quiet for a moment: frames without CR LF,
   * frames whose LEN is too large. Half frames stay. Harmless when called too early or often.
   */
  public void settle(Consumer<Hj212Frame> out) {
    work(EndFinder.Mode.QUIET, out);
  }

  /** Decides all that is left; a half frame comes out as truncated. The framer can be used on. */
  public void endOfStream(Consumer<Hj212Frame> out) {
    work(EndFinder.Mode.END, out);
    settleTail(false);
    skipped = 0;
  }

  /** Bytes that wait for more. */
  public int pending() {
    return end - start;
  }

  /** Bytes so far that belonged to no frame; line ends between frames do not count. */
  public long junkBytes() {
    return junkBytes;
  }

  /** Headers so far whose LEN was over {@value #MAX_SEGMENT}. */
  public long refusedFrames() {
    return refusedFrames;
  }

  /** Frames so far that no CR LF followed, as far as it is known. */
  public long framesWithoutTail() {
    return framesWithoutTail;
  }

  private void makeRoom(int wanted) {
    if (end < buffer.length) {
      return;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      ends.moved(start);
      end -= start;
      start = 0;
      if (end <= buffer.length / 2) {
        return;
      }
    }
    if (buffer.length < CAPACITY) {
      int size = Math.min(CAPACITY, Math.max(buffer.length * 2, Integer.highestOneBit(wanted) * 2));
      buffer = Arrays.copyOf(buffer, size);
    }
  }

  private void work(EndFinder.Mode mode, Consumer<Hj212Frame> out) {
    while (findHeader(mode)) {
      switch (readLength(mode)) {
        case MORE -> {
          return;
        }
        case NO -> skip(1);
        case YES -> {
          switch (ends.find(buffer, end, segment, declared, mode)) {
            case MORE -> {
              return;
            }
            case YES -> out.accept(take());
            case NO -> giveUp(out);
          }
        }
      }
    }
    if (start == end) {
      ends.moved(end);
      start = 0;
      end = 0;
    }
  }

  /** Goes to the next {@code ##}. False when there is none yet. */
  private boolean findHeader(EndFinder.Mode mode) {
    while (start < end) {
      byte first = buffer[start];
      if (first == '#') {
        if (start + 1 == end && mode != EndFinder.Mode.END) {
          return false;
        }
        if (start + 1 < end && buffer[start + 1] == '#') {
          settleTail(false);
          return true;
        }
      } else if (tailDue && (first == '\r' || first == '\n')) {
        settleTail(true);
        start++;
        continue;
      } else if (skipped == 0 && (first == '\r' || first == '\n')) {
        start++;
        continue;
      }
      skip(1);
    }
    return false;
  }

  private void settleTail(boolean present) {
    if (tailDue && !present) {
      framesWithoutTail++;
    }
    tailDue = false;
  }

  private void skip(int count) {
    settleTail(false);
    start += count;
    junkBytes += count;
    skipped += count;
  }

  /** Reads LEN behind the {@code ##} at start. NO: this is no header. */
  private EndFinder.Answer readLength(EndFinder.Mode mode) {
    int at = start + 2;
    int value = 0;
    while (at < end && Ascii.isDigit(buffer[at]) && at - start - 2 <= MAX_DIGITS) {
      value = value * 10 + buffer[at] - '0';
      at++;
    }
    digits = at - start - 2;
    if (at == end && mode == EndFinder.Mode.STREAM && digits <= MAX_DIGITS) {
      return EndFinder.Answer.MORE;
    }
    if (digits > MAX_DIGITS || value > MAX_SEGMENT) {
      refusedFrames++;
      return EndFinder.Answer.NO;
    }
    if (digits == 0) {
      return at == end && mode != EndFinder.Mode.END ? EndFinder.Answer.MORE : EndFinder.Answer.NO;
    }
    declared = value;
    segment = at < end && buffer[at] == ';' ? at + 1 : at;
    return EndFinder.Answer.YES;
  }

  private Hj212Frame take() {
    List<Deviation> deviations = new ArrayList<>(2);
    headerDeviations(deviations);
    int segmentEnd = ends.segmentEnd();
    int crcStart = ends.crcStart();
    int crcEnd = ends.crcEnd();
    int length = segmentEnd - segment;
    boolean semicolonBefore = segment > start + 2 + digits;
    if (length != declared && !(semicolonBefore && length + 1 == declared)) {
      deviations.add(new Deviation(DeviationCode.LENGTH_WRONG, 2));
    }
    if (length > STANDARD_SEGMENT) {
      deviations.add(new Deviation(DeviationCode.SEGMENT_OVER_1024, 2));
    }
    if (crcStart > segmentEnd) {
      deviations.add(new Deviation(DeviationCode.SEMICOLON_BEFORE_CRC, segmentEnd - start));
    }
    if (waitForTail) {
      if (ends.next() == crcEnd) {
        deviations.add(new Deviation(DeviationCode.TAIL_MISSING, crcEnd - start));
      } else if (buffer[crcEnd] == '\n') {
        deviations.add(new Deviation(DeviationCode.TAIL_WITHOUT_CR, crcEnd - start));
      }
    }
    tailDue = ends.next() == crcEnd;
    return cut(segmentEnd, crcStart, crcEnd, ends.crcRight(), deviations);
  }

  /** Hands the half frame out when it looks like one; otherwise goes on one byte behind its ##. */
  private void giveUp(Consumer<Hj212Frame> out) {
    if (!ends.looksLikeSegment()) {
      skip(1);
      return;
    }
    int next = ends.next();
    List<Deviation> deviations = new ArrayList<>(2);
    headerDeviations(deviations);
    deviations.add(new Deviation(DeviationCode.TRUNCATED, next - start));
    tailDue = false;
    out.accept(cut(next, next, next, false, deviations));
  }

  private void headerDeviations(List<Deviation> deviations) {
    if (skipped > 0) {
      deviations.add(new Deviation(DeviationCode.JUNK_BEFORE_FRAME, 0));
    }
    if (digits != 4) {
      deviations.add(new Deviation(DeviationCode.LENGTH_DIGITS, 2));
    }
    if (segment > start + 2 + digits) {
      deviations.add(new Deviation(DeviationCode.SEMICOLON_AFTER_LENGTH, 2 + digits));
    }
  }

  private Hj212Frame cut(
      int segmentEnd, int crcStart, int crcEnd, boolean crcRight, List<Deviation> deviations) {
    Hj212Frame frame =
        new Hj212Frame(
            Arrays.copyOfRange(buffer, start, crcEnd),
            declared,
            segment - start,
            segmentEnd - start,
            crcStart - start,
            crcRight,
            skipped,
            deviations);
    start = ends.next();
    skipped = 0;
    return frame;
  }
}
