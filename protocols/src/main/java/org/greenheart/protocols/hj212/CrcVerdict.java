// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * What the four characters after the data segment turned out to be. The variants are those that
 * devices in the field really send: naming one tells the integrator what to repair.
 */
public enum CrcVerdict {
  /** The standard's CRC in upper case. */
  RIGHT,
  /** The standard's CRC, printed in lower case (many Java devices). */
  LOWER_CASE,
  /** CRC-16/MODBUS, high byte first: the usual library function instead of the standard's. */
  MODBUS,
  /** CRC-16/MODBUS, low byte first. */
  MODBUS_SWAPPED,
  /** The standard's CRC, low byte first. */
  BYTE_SWAPPED,
  /** The standard's CRC printed without its leading zeros, as in {@code 880} for {@code 0880}. */
  LOST_ZERO,
  /** A constant of documentation samples such as {@code ABCD}: nothing was computed. */
  PLACEHOLDER,
  /** No CRC stands after the data segment. */
  MISSING,
  /** None of the above. */
  WRONG,
  /**
   * The content is encrypted and no key fits: the CRC is of the plain text, so it stays unjudged.
   */
  ENCRYPTED;

  /** The CRC of the standard, in upper or lower case. */
  public boolean right() {
    return this == RIGHT || this == LOWER_CASE;
  }

  /**
   * Whether the check proves the content although it may be computed or printed the wrong way: the
   * right CRC or a known variant of it. A placeholder or a missing CRC proves nothing.
   */
  public boolean provesContent() {
    return switch (this) {
      case RIGHT, LOWER_CASE, MODBUS, MODBUS_SWAPPED, BYTE_SWAPPED, LOST_ZERO -> true;
      case PLACEHOLDER, MISSING, WRONG, ENCRYPTED -> false;
    };
  }
}
