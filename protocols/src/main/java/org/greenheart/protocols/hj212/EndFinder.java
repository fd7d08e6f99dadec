// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.nio.charset.StandardCharsets;

/**
 * Finds where a frame ends, in the buffer of {@link Hj212Framer}, whose idea it carries out: LEN
 * first, then a few bytes to both sides of its place, then the first line end or header behind.
 *
 * <p>Places that would be looked at again and again in hostile input are remembered as positions
 * that only move forward. Not thread-safe.
 */
final class EndFinder {
  /** Whether more bytes may come. */
  enum Mode {
    STREAM,
    QUIET,
    END
  }

  /** Whether an end was found, or more bytes are needed to tell. */
  enum Answer {
    YES,
    NO,
    MORE
  }

  /** How many bytes LEN may be wrong and the end still be looked for around its place. */
  private static final int NEAR = 8;

  /** How far before the CRC the closing {@code &&} may stand: fields may follow it. */
  private static final int CLOSING = 24;

  /** Steps for each byte of the stream that may be spent on CRCs which turn out wrong. */
  private static final int WASTE = 16;

  private final boolean waitForTail;
  private byte[] buffer = new byte[0];
  private int end;
  private int segment;

  /** Where the buffer starts in the stream. */
  private long base;

  /** How many bytes were summed up for CRCs that turned out wrong. */
  private long wasted;

  /** The last segment and the place behind it whose CRC turned out wrong, in the stream. */
  private long wrongSegment = -1;

  private long wrongPlace = -1;

  /** Up to here the end of a frame with a wrong LEN was searched. */
  private int searched;

  private boolean looksLikeSegment;
  private boolean crcRight;
  private int segmentEnd;
  private int crcStart;
  private int crcEnd;
  private int next;

  /**
   * @param waitForTail whether to look at what follows a CRC also when it is right
   */
  EndFinder(boolean waitForTail) {
    this.waitForTail = waitForTail;
  }

  /** Whether what was searched last begins like a data segment. */
  boolean looksLikeSegment() {
    return looksLikeSegment;
  }

  /** Whether the standard's CRC of the segment was seen to stand behind it; false says nothing. */
  boolean crcRight() {
    return crcRight;
  }

  /** The first byte behind the data segment. */
  int segmentEnd() {
    return segmentEnd;
  }

  int crcStart() {
    return crcStart;
  }

  int crcEnd() {
    return crcEnd;
  }

  /** The first byte behind the frame and its line end; after a NO, behind a half frame. */
  int next() {
    return next;
  }

  /** The bytes of the buffer moved to the left. */
  void moved(int by) {
    base += by;
    searched = Math.max(0, searched - by);
  }

  /**
   * Finds the end of a frame.
   *
   * @param buffer holds the frame; its bytes count up to {@code end}
   * @param segment where the data segment starts
   * @param declared LEN
   * @return NO when LEN is wrong and no other end shows
   */
  Answer find(byte[] buffer, int end, int segment, int declared, Mode mode) {
    this.buffer = buffer;
    this.end = end;
    this.segment = segment;
    crcRight = false;
    int place = segment + declared;
    Answer looks = looks();
    looksLikeSegment = looks == Answer.YES;
    if (looks == Answer.MORE && mode != Mode.END) {
      return rightCrcAt(place) ? Answer.YES : Answer.MORE;
    }
    if (shortEndAt(place, mode)) {
      return Answer.YES;
    }
    Answer exact = endAt(place, mode);
    if (exact == Answer.MORE) {
      return mode == Mode.QUIET ? searchEnd(mode) : exact;
    }
    if (exact == Answer.YES || !looksLikeSegment) {
      return exact;
    }
    for (int distance = 1; distance <= NEAR; distance++) {
      if (plainEndAt(place - distance, mode)) {
        return Answer.YES;
      }
    }
    for (int distance = 1; distance <= NEAR; distance++) {
      if (mode == Mode.STREAM && end < place + distance + 6) {
        return Answer.MORE;
      }
      if (plainEndAt(place + distance, mode)) {
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
    if (rightCrcAt(place)) {
      return Answer.YES;
    }
    boolean hex = isHex(crc);
    Answer tail = tailAt(crc + 4, mode);
    boolean fits =
        switch (tail) {
          case MORE -> false;
          case YES -> hex ? looksLikeSegment || crcFits(place, crc) : noSeparatorIn(crc);
          case NO -> hex && crcFits(place, crc);
        };
    if (fits) {
      foundEnd(place, crc, crc + 4, tail == Answer.YES ? next : crc + 4);
      return Answer.YES;
    }
    return tail == Answer.MORE ? Answer.MORE : Answer.NO;
  }

  /** Whether the right CRC stands where LEN says, which alone is enough in a live stream. */
  private boolean rightCrcAt(int place) {
    int crc = place < end && buffer[place] == ';' ? place + 1 : place;
    if (waitForTail || !isHex(crc) || !crcFits(place, crc)) {
      return false;
    }
    foundEnd(place, crc, crc + 4, crc + 4);
    return true;
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
  private boolean plainEndAt(int place, Mode mode) {
    if (place < segment || place + 4 > end || !isHex(place)) {
      return false;
    }
    int tail = place + 4;
    boolean ends =
        tail == end
            ? mode == Mode.END || followsSeparator(place)
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
  private boolean shortEndAt(int place, Mode mode) {
    if (place > end || !looksLikeSegment) {
      return false;
    }
    int tail = place;
    while (tail < end && tail - place < 3 && Ascii.hexDigit(buffer[tail]) >= 0) {
      tail++;
    }
    boolean ends =
        tail == end
            ? mode == Mode.END || (mode == Mode.QUIET && tail > place)
            : buffer[tail] == '\r' || buffer[tail] == '\n' || isHeader(tail);
    if (!ends) {
      return false;
    }
    if (tail == place) {
      ends = followsSeparator(place);
    } else {
      ends = lostZero(place, tail);
    }
    if (ends) {
      tailAt(tail, Mode.END);
      foundEnd(place, place, tail, next);
    }
    return ends;
  }

  /** Looks for the first line end or header behind a wrong LEN. */
  private Answer searchEnd(Mode mode) {
    int limit = Math.min(end, segment + Hj212Framer.MAX_SEGMENT + NEAR);
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
        if (at + 2 < end && Ascii.isDigit(buffer[at + 2])) {
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
    if (crc >= segment && isHex(crc)) {
      if (closesBefore(crc)) {
        setEnd(buffer[crc - 1] == ';' ? crc - 1 : crc, crc, tail);
        return true;
      }
      return false;
    }
    for (int lost = 0; line && lost < 4; lost++) {
      int at = tail - lost;
      if (at - 2 < segment || (lost > 0 && Ascii.hexDigit(buffer[at]) < 0)) {
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

  /** Whether the CRC at {@code crc} proves the segment, in the standard's way or MODBUS's. */
  private boolean crcFits(int place, int crc) {
    if (!mayCheck(place)) {
      return false;
    }
    int sent = hexAt(crc);
    crcRight = sent == Crc.of(buffer, segment, place);
    boolean fits =
        crcRight || (crc > place && sent == Crc.of(buffer, segment, crc)) || isModbus(sent, place);
    return fits || wrong(place);
  }

  private boolean isModbus(int sent, int place) {
    int modbus = Crc.modbus(buffer, segment, place);
    return sent == modbus || sent == (((modbus & 0xFF) << 8) | (modbus >> 8));
  }

  private boolean lostZero(int place, int tail) {
    if (!mayCheck(place)) {
      return false;
    }
    String sent = new String(buffer, place, tail - place, StandardCharsets.ISO_8859_1);
    return Crc.parse(sent) == Crc.of(buffer, segment, place) || wrong(place);
  }

  private boolean mayCheck(int place) {
    boolean known = base + segment == wrongSegment && base + place == wrongPlace;
    return !known && wasted <= WASTE * (base + place) + Hj212Framer.CAPACITY;
  }

  /** Notes that the CRC behind the segment is wrong; always false. */
  private boolean wrong(int place) {
    wrongSegment = base + segment;
    wrongPlace = base + place;
    wasted += place - segment;
    return false;
  }

  /** Whether the segment starts like {@code QN=}: what a chance {@code ##} in junk does not do. */
  private Answer looks() {
    int at = segment;
    while (at < end && at < segment + 8 && (Ascii.isLetter(buffer[at]) || buffer[at] == ' ')) {
      at++;
    }
    if (at == end) {
      return Answer.MORE;
    }
    return at > segment && buffer[at] == '=' ? Answer.YES : Answer.NO;
  }

  private boolean noSeparatorIn(int crc) {
    for (int i = crc; i < crc + 4; i++) {
      byte value = buffer[i];
      if (value <= ' ' || value == '#' || value == '&' || value == ';') {
        return false;
      }
    }
    return looksLikeSegment;
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
      int digit = Ascii.hexDigit(buffer[i]);
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  /** Whether a data area is closed shortly before. */
  private boolean closesBefore(int at) {
    for (int i = at - 2; i >= Math.max(segment + 1, at - CLOSING); i--) {
      // "=&&" opens it.
      if (buffer[i] == '&' && buffer[i + 1] == '&' && buffer[i - 1] != '=') {
        return true;
      }
    }
    return false;
  }
}
