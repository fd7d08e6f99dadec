// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.checkFromIndexSize;
import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
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
 * number of times, also in hostile input: the places that are read more than once ({@code scanned},
 * {@code checked}, {@code searched}) are remembered as positions that only move forward.
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

  /** How many bytes LEN may be wrong and the end still be looked for around its place. */
  private static final int NEAR = 8;

  /** Whether more bytes may come. */
  private enum Mode {
    STREAM,
    QUIET,
    END
  }

  private enum Answer {
    YES,
    NO,
    MORE
  }

  private final boolean waitForTail;
  private byte[] buffer = new byte[1024];

  /** The first byte that is not yet decided. */
  private int start;

  private int end;

  /** Up to here a CRC was computed for a place that turned out to be no end. */
  private int checked;

  /** Up to here the end of a frame with a wrong LEN was searched. */
  private int searched;

  // The header at start.
  private int digits;
  private int declared;
  private int segment;

  // The end that was found for it.
  private int segmentEnd;
  private int crcStart;
  private int crcEnd;
  private int next;

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
      work(Mode.STREAM, out);
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
    work(Mode.QUIET, out);
  }

  /** Decides all that is left; a half frame comes out as truncated. The framer can be used on. */
  public void endOfStream(Consumer<Hj212Frame> out) {
    work(Mode.END, out);
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
      checked = Math.max(0, checked - start);
      searched = Math.max(0, searched - start);
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

  private void work(Mode mode, Consumer<Hj212Frame> out) {
    while (findHeader(mode)) {
      switch (readLength(mode)) {
        case MORE -> {
          return;
        }
        case NO -> skip(1);
        case YES -> {
          switch (findEnd(mode)) {
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
      start = 0;
      end = 0;
      forgetPlaces();
    }
  }

  private void forgetPlaces() {
    checked = 0;
    searched = 0;
  }

  /** Goes to the next {@code ##}. False when there is none yet. */
  private boolean findHeader(Mode mode) {
    while (start < end) {
      byte first = buffer[start];
      if (first == '#') {
        if (start + 1 == end && mode != Mode.END) {
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
  private Answer readLength(Mode mode) {
    int at = start + 2;
    int value = 0;
    while (at < end && isDigit(buffer[at]) && at - start - 2 <= MAX_DIGITS) {
      value = value * 10 + buffer[at] - '0';
      at++;
    }
    digits = at - start - 2;
    if (at == end && mode == Mode.STREAM && digits <= MAX_DIGITS) {
      return Answer.MORE;
    }
    if (digits > MAX_DIGITS || value > MAX_SEGMENT) {
      refusedFrames++;
      return Answer.NO;
    }
    if (digits == 0) {
      return at == end && mode != Mode.END ? Answer.MORE : Answer.NO;
    }
    declared = value;
    segment = at < end && buffer[at] == ';' ? at + 1 : at;
    return Answer.YES;
  }

  /** Finds the end of the frame whose header was read. NO: LEN is wrong and no other end shows. */
  private Answer findEnd(Mode mode) {
    int place = segment + declared;
    if (shortEndAt(place)) {
      return Answer.YES;
    }
    Answer exact = endAt(place, mode);
    if (exact == Answer.MORE) {
      return mode == Mode.QUIET ? searchEnd(mode) : exact;
    }
    if (exact == Answer.YES || !looksLikeSegment()) {
      return exact;
    }
    for (int distance = 1; distance <= NEAR; distance++) {
      if (plainEndAt(place - distance)) {
        return Answer.YES;
      }
    }
    for (int distance = 1; distance <= NEAR; distance++) {
      if (mode == Mode.STREAM && end < place + distance + 6) {
        return Answer.MORE;
      }
      if (plainEndAt(place + distance)) {
        return Answer.YES;
      }
    }
    return searchEnd(mode);
  }

  /** Whether the frame ends with a CRC at {@code place}, where LEN says so. */
  private Answer endAt(int place, Mode mode) {
    int crc = place < end && buffer[place] == ';' ? place + 1 : place;
    for (int i = crc; i < Math.min(crc + 4, end); i++) {
      if (buffer[i] == '\n') {
        // No CRC is cut by a line end: LEN is too large by a few.
        return Answer.NO;
      }
    }
    if (crc + 4 > end) {
      return mode == Mode.STREAM || (mode == Mode.QUIET && crc >= end) ? Answer.MORE : Answer.NO;
    }
    boolean hex = isHex(crc);
    boolean unchecked = segment >= checked;
    if (!waitForTail && hex && unchecked && crcIsRight(segment, place, crc)) {
      foundEnd(place, crc, crc + 4, crc + 4);
      return Answer.YES;
    }
    Answer tail = tailAt(crc + 4, mode);
    boolean fits =
        switch (tail) {
          case MORE -> false;
          case YES ->
              hex
                  ? looksLikeSegment() || (unchecked && crcIsRight(segment, place, crc))
                  : noSeparatorIn(crc);
          case NO ->
              hex && unchecked && (crcIsRight(segment, place, crc) || crcIsModbus(place, crc));
        };
    if (fits) {
      foundEnd(place, crc, crc + 4, tail == Answer.YES ? next : crc + 4);
      return Answer.YES;
    }
    if (tail != Answer.MORE && hex) {
      checked = Math.max(checked, place);
    }
    return tail == Answer.MORE ? Answer.MORE : Answer.NO;
  }

  /** Whether a line end or the next header stands here; sets {@code next} behind the line end. */
  private Answer tailAt(int at, Mode mode) {
    if (at == end) {
      next = at;
      return mode == Mode.STREAM ? Answer.MORE : Answer.YES;
    }
    byte first = buffer[at];
    if (first == '\n') {
      next = at + 1;
      return Answer.YES;
    }
    if (first != '\r' && first != '#') {
      return Answer.NO;
    }
    if (at + 1 == end) {
      next = first == '\r' ? at + 1 : at;
      return mode == Mode.STREAM ? Answer.MORE : Answer.YES;
    }
    boolean pair = buffer[at + 1] == (first == '\r' ? '\n' : '#');
    next = first == '\r' ? pair ? at + 2 : at + 1 : at;
    return pair || first == '\r' ? Answer.YES : Answer.NO;
  }

  /** Whether CRC and line end stand here although LEN does not lead here. */
  private boolean plainEndAt(int place) {
    if (place < segment || place + 4 > end || !isHex(place)) {
      return false;
    }
    int tail = place + 4;
    boolean ends =
        tail == end
            ? followsSeparator(place)
            : buffer[tail] == '\n'
                || (buffer[tail] == '\r' && tail + 1 < end && buffer[tail + 1] == '\n')
                || (isHeader(tail) && followsSeparator(place));
    if (ends) {
      tailAt(tail, Mode.END);
      foundEnd(place, place, tail, next);
    }
    return ends;
  }

  /** Whether the frame ends where LEN says, with a CRC that lost its zeros, or with none. */
  private boolean shortEndAt(int place) {
    if (place > end || !looksLikeSegment()) {
      return false;
    }
    int tail = place;
    while (tail < end && tail - place < 3 && hexDigit(buffer[tail]) >= 0) {
      tail++;
    }
    if (tail == end || (buffer[tail] != '\r' && buffer[tail] != '\n' && !isHeader(tail))) {
      return false;
    }
    boolean ends;
    if (tail == place) {
      ends = followsSeparator(place);
    } else {
      ends = segment >= checked && Crc.parse(text(place, tail)) == Crc.of(buffer, segment, place);
      checked = Math.max(checked, place);
    }
    if (ends) {
      tailAt(tail, Mode.END);
      foundEnd(place, place, tail, next);
    }
    return ends;
  }

  /** Looks for the first line end or header behind a wrong LEN. */
  private Answer searchEnd(Mode mode) {
    int limit = Math.min(end, segment + MAX_SEGMENT + NEAR);
    for (int at = Math.max(searched, segment); at < limit; at++) {
      byte value = buffer[at];
      if (value == '\n') {
        int tail = at > segment && buffer[at - 1] == '\r' ? at - 1 : at;
        if (endsBefore(tail, true)) {
          next = at + 1;
          return Answer.YES;
        }
      } else if (value == '#' && isHeader(at)) {
        if (at + 2 == end && mode == Mode.STREAM) {
          searched = at;
          return Answer.MORE;
        }
        if (at + 2 < end && isDigit(buffer[at + 2])) {
          next = at;
          return endsBefore(at, false) ? Answer.YES : Answer.NO;
        }
      }
    }
    next = limit;
    if (limit < end) {
      return Answer.NO;
    }
    // The last byte may be the first half of a header.
    searched = Math.max(segment, limit - 1);
    return switch (mode) {
      case STREAM -> Answer.MORE;
      case QUIET -> endsBefore(limit, false) ? Answer.YES : Answer.MORE;
      case END -> endsBefore(limit, false) ? Answer.YES : Answer.NO;
    };
  }

  /** Whether the bytes before {@code tail} are the end of a frame, with or without a CRC. */
  private boolean endsBefore(int tail, boolean line) {
    int crc = tail - 4;
    if (crc >= segment && isHex(crc) && (line ? looksLikeSegment() : followsSeparator(crc))) {
      setEnd(buffer[crc - 1] == ';' ? crc - 1 : crc, crc, tail);
      return true;
    }
    if (!line) {
      return false;
    }
    for (int lost = 0; lost < 4; lost++) {
      int at = tail - lost;
      if (at - 2 < segment || (lost > 0 && hexDigit(buffer[at]) < 0)) {
        return false;
      }
      if (buffer[at - 1] == '&' && buffer[at - 2] == '&') {
        setEnd(at, at, tail);
        return true;
      }
    }
    return false;
  }

  private void foundEnd(int segmentEnd, int crcStart, int crcEnd, int next) {
    setEnd(segmentEnd, crcStart, crcEnd);
    this.next = next;
  }

  private void setEnd(int segmentEnd, int crcStart, int crcEnd) {
    this.segmentEnd = segmentEnd;
    this.crcStart = crcStart;
    this.crcEnd = crcEnd;
  }

  private Hj212Frame take() {
    List<Deviation> deviations = new ArrayList<>(2);
    headerDeviations(deviations);
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
      if (next == crcEnd) {
        deviations.add(new Deviation(DeviationCode.TAIL_MISSING, crcEnd - start));
      } else if (buffer[crcEnd] == '\n') {
        deviations.add(new Deviation(DeviationCode.TAIL_WITHOUT_CR, crcEnd - start));
      }
    }
    tailDue = next == crcEnd;
    return cut(deviations);
  }

  /** Hands the half frame out when it looks like one; otherwise goes on one byte behind its ##. */
  private void giveUp(Consumer<Hj212Frame> out) {
    if (!looksLikeSegment()) {
      skip(1);
      return;
    }
    List<Deviation> deviations = new ArrayList<>(2);
    headerDeviations(deviations);
    deviations.add(new Deviation(DeviationCode.TRUNCATED, next - start));
    setEnd(next, next, next);
    tailDue = false;
    out.accept(cut(deviations));
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

  private Hj212Frame cut(List<Deviation> deviations) {
    Hj212Frame frame =
        new Hj212Frame(
            Arrays.copyOfRange(buffer, start, crcEnd),
            declared,
            segment - start,
            segmentEnd - start,
            crcStart - start,
            skipped,
            deviations);
    start = next;
    skipped = 0;
    return frame;
  }

  /** Whether the CRC of {@code [from, to)} stands at {@code crc}. */
  private boolean crcIsRight(int from, int to, int crc) {
    int sent = hexAt(crc);
    return sent == Crc.of(buffer, from, to) || (crc > to && sent == Crc.of(buffer, from, crc));
  }

  private boolean crcIsModbus(int to, int crc) {
    int sent = hexAt(crc);
    int modbus = Crc.modbus(buffer, segment, to);
    return sent == modbus || sent == (((modbus & 0xFF) << 8) | (modbus >> 8));
  }

  /** Whether the segment starts like {@code QN=}: what a chance {@code ##} in junk does not do. */
  private boolean looksLikeSegment() {
    int at = segment;
    while (at < end && at < segment + 8 && (isLetter(buffer[at]) || buffer[at] == ' ')) {
      at++;
    }
    return at > segment && at < end && buffer[at] == '=';
  }

  private boolean noSeparatorIn(int crc) {
    for (int i = crc; i < crc + 4; i++) {
      byte value = buffer[i];
      if (value <= ' ' || value == '#' || value == '&' || value == ';') {
        return false;
      }
    }
    return looksLikeSegment();
  }

  private boolean followsSeparator(int at) {
    return at - 2 >= segment
        && (buffer[at - 1] == ';' || (buffer[at - 1] == '&' && buffer[at - 2] == '&'));
  }

  private boolean isHeader(int at) {
    return at + 1 < end && buffer[at] == '#' && buffer[at + 1] == '#';
  }

  private boolean isHex(int at) {
    return at + 4 <= end && hexAt(at) >= 0;
  }

  /** The value of the four hex digits here, or -1. */
  private int hexAt(int at) {
    int value = 0;
    for (int i = at; i < at + 4; i++) {
      int digit = hexDigit(buffer[i]);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private String text(int from, int to) {
    return new String(buffer, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private static int hexDigit(byte value) {
    if (isDigit(value)) {
      return value - '0';
    }
    int lower = value | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static boolean isDigit(byte value) {
    return value >= '0' && value <= '9';
  }

  private static boolean isLetter(byte value) {
    int lower = value | 0x20;
    return lower >= 'a' && lower <= 'z';
  }
}
