// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.greenheart.protocols.hj212.Crc;

/**
 * How a device computes and prints the check of its frames: right, or in one of the ways that are
 * seen in the field.
 */
public enum CrcStyle {
  RIGHT,
  /** Right, in lower case. */
  LOWER_CASE,
  /** CRC-16/MODBUS, the usual library function. */
  MODBUS,
  /** Right, low byte first. */
  BYTE_SWAPPED,
  /** Right, leading zeros not printed. */
  LOST_ZERO,
  /** A constant. */
  PLACEHOLDER,
  /** None. */
  MISSING,
  /** Four digits that fit no rule. */
  WRONG;

  /** The text that follows the data segment. */
  String text(byte[] segment) {
    int right = Crc.of(segment, 0, segment.length);
    return switch (this) {
      case RIGHT -> Crc.hex(right);
      case LOWER_CASE -> Crc.hex(right).toLowerCase(Locale.ROOT);
      case MODBUS -> Crc.hex(modbus(segment));
      case BYTE_SWAPPED -> Crc.hex((right & 0xFF) << 8 | right >> 8);
      case LOST_ZERO -> Integer.toHexString(right).toUpperCase(Locale.ROOT);
      case PLACEHOLDER -> "ABCD";
      case MISSING -> "";
      // The low byte of a right CRC is one of eight values, none of which is left by this change,
      // and neither a byte order nor a constant of documents can result.
      case WRONG -> Crc.hex(right ^ 0x0A16);
    };
  }

  /** The frame with its right CRC replaced by one of this style. */
  byte[] restyle(byte[] frame) {
    if (this == RIGHT) {
      return frame;
    }
    byte[] segment = new byte[frame.length - 12];
    System.arraycopy(frame, 6, segment, 0, segment.length);
    byte[] tail = (text(segment) + "\r\n").getBytes(StandardCharsets.US_ASCII);
    byte[] styled = new byte[6 + segment.length + tail.length];
    System.arraycopy(frame, 0, styled, 0, 6 + segment.length);
    System.arraycopy(tail, 0, styled, 6 + segment.length, tail.length);
    return styled;
  }

  private static int modbus(byte[] bytes) {
    int register = 0xFFFF;
    for (byte b : bytes) {
      register ^= b & 0xFF;
      for (int bit = 0; bit < 8; bit++) {
        register = (register & 1) != 0 ? register >> 1 ^ 0xA001 : register >> 1;
      }
    }
    return register;
  }
}
