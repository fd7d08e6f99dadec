// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * The header field Flag (拆分包及应答标志): six version bits, then bit 1 = packet numbers present, bit 0 =
 * answer wanted. The 2017 and 2025 texts swap the letters A and D of the two low bits, not their
 * places.
 *
 * @param value 0 to 255; a frame without Flag counts as 0
 */
public record Flag(int value) {
  /** What a frame without the field means: 2005, no packet numbers, no answer wanted. */
  public static final Flag NONE = new Flag(0);

  private static final int ANSWER = 1;
  private static final int SPLIT = 2;

  public Flag {
    if (value < 0 || value > 255) {
      throw new IllegalArgumentException("Flag (%s) must be 0 to 255".formatted(value));
    }
  }

  /** The Flag that a message of this edition carries. */
  public static Flag of(Hj212Version version, boolean split, boolean answerWanted) {
    return new Flag((version.flagBits() << 2) | (split ? SPLIT : 0) | (answerWanted ? ANSWER : 0));
  }

  public boolean answerWanted() {
    return (value & ANSWER) != 0;
  }

  /** Whether the sender says that PNUM and PNO follow. */
  public boolean split() {
    return (value & SPLIT) != 0;
  }

  /** The six version bits as a number, 0 to 63. */
  public int versionBits() {
    return value >> 2;
  }
}
