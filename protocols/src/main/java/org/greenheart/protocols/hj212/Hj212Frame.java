// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * One frame (通讯包) as it was cut out of a stream: where its parts lie, not yet what they mean.
 * Immutable and thread-safe.
 *
 * <p>The bytes reach from the first {@code #} to the last character of the CRC. CR LF is not part
 * of them, so that a repeated frame has the same bytes whatever its tail.
 */
public final class Hj212Frame {
  /** What {@link #declaredLength} says when the frame states no length. */
  public static final int NO_LENGTH = -1;

  private final byte[] bytes;
  private final int declaredLength;
  private final int segmentStart;
  private final int segmentEnd;
  private final int crcStart;
  private final boolean crcRight;
  private final int skipped;
  private final List<Deviation> deviations;

  /**
   * Takes ownership of {@code bytes}.
   *
   * @param crcRight whether the standard's CRC of the segment was seen to stand behind it, so that
   *     it need not be computed again; false says nothing
   */
  Hj212Frame(
      byte[] bytes,
      int declaredLength,
      int segmentStart,
      int segmentEnd,
      int crcStart,
      boolean crcRight,
      int skipped,
      List<Deviation> deviations) {
    if (segmentStart > segmentEnd || segmentEnd > crcStart || crcStart > bytes.length) {
      throw new IllegalArgumentException(
          "segment (%s to %s) and CRC (from %s) must lie in order within %s bytes"
              .formatted(segmentStart, segmentEnd, crcStart, bytes.length));
    }
    this.bytes = bytes;
    this.declaredLength = declaredLength;
    this.segmentStart = segmentStart;
    this.segmentEnd = segmentEnd;
    this.crcStart = crcStart;
    this.crcRight = crcRight;
    this.skipped = skipped;
    this.deviations = List.copyOf(deviations);
  }

  /** A copy of the bytes from the first {@code #} to the end of the CRC. */
  public byte[] raw() {
    return bytes.clone();
  }

  /** How many bytes {@link #raw} has. */
  public int size() {
    return bytes.length;
  }

  /** LEN as the frame states it, in bytes, or {@link #NO_LENGTH}. */
  public int declaredLength() {
    return declaredLength;
  }

  /** A copy of the data segment as received: still encrypted where it was sent so. */
  public byte[] segment() {
    return Arrays.copyOfRange(bytes, segmentStart, segmentEnd);
  }

  /** Where the data segment starts in {@link #raw}. */
  public int segmentStart() {
    return segmentStart;
  }

  /** Where the data segment ends in {@link #raw}: the first byte after it. */
  public int segmentEnd() {
    return segmentEnd;
  }

  /** The characters of the CRC as sent; empty when there are none. */
  public String crcText() {
    return new String(bytes, crcStart, bytes.length - crcStart, StandardCharsets.ISO_8859_1);
  }

  int crcStart() {
    return crcStart;
  }

  /** Whether the CRC is known to be right, in upper or lower case; false says nothing. */
  boolean crcRight() {
    return crcRight;
  }

  /** How many bytes before this frame belonged to no frame. */
  public int skipped() {
    return skipped;
  }

  /** What the framing of this frame leaves of the standard. */
  public List<Deviation> deviations() {
    return deviations;
  }

  /** Whether LEN is four digits and leads from its end to a CRC. */
  public boolean lengthRight() {
    if (declaredLength != segmentEnd - segmentStart || crcStart == bytes.length) {
      return false;
    }
    for (Deviation deviation : deviations) {
      switch (deviation.code()) {
        case HEADER_MISSING, LENGTH_DIGITS, LENGTH_WRONG, SEMICOLON_AFTER_LENGTH, TRUNCATED -> {
          return false;
        }
        default -> {
          // Says nothing of the length.
        }
      }
    }
    return true;
  }

  /** The frame's own bytes: not to be changed. */
  byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hj212Frame that
        && declaredLength == that.declaredLength
        && segmentStart == that.segmentStart
        && segmentEnd == that.segmentEnd
        && crcStart == that.crcStart
        && skipped == that.skipped
        && deviations.equals(that.deviations)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The frame as Latin-1 text, for messages and tests. */
  @Override
  public String toString() {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
