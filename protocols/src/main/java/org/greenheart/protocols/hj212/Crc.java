// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * The check of HJ 212 (appendix A of every edition), which the text calls "ANSI CRC16" but which is
 * neither CRC-16/ARC nor CRC-16/MODBUS.
 *
 * <p>The register is 16 bits and starts with FFFF. For each byte the standard shifts the HIGH byte
 * of the register down and combines it with the data byte; the low byte is thrown away. MODBUS
 * keeps the low byte. Eight shifts follow, each with A001 when a one falls out. Since the high byte
 * fits in 8 bits, the eight shifts are one look-up in the usual 256-entry table. Only 256 values
 * are possible, so a random frame passes once in 256: never resynchronise by the CRC alone.
 *
 * <p><b>Eight bytes at once.</b> Since the low byte is thrown away, the state between two bytes is
 * the high byte alone, and a step is {@code high = H(high ^ byte)}. H is linear over exclusive or,
 * so eight steps come apart into eight look-ups that do not wait for each other: H eight times of
 * the first byte and the state, H seven times of the second, and so on. Only the last byte of all
 * needs the whole register.
 */
public final class Crc {
  private static final int START = 0xFFFF;
  private static final int POLYNOMIAL = 0xA001;
  private static final int[] TABLE = table();

  /** The high byte of what becomes of a byte {@code i} places before the state: H i + 1 times. */
  private static final byte[][] HIGH = highBytes();

  /** Constants seen in place of a CRC in documentation and generators. */
  private static final Set<String> PLACEHOLDERS = Set.of("0000", "1234", "ABCD", "B381", "FFFF");

  private Crc() {}

  /** The CRC of {@code bytes[from, to)}, 0 to FFFF. */
  public static int of(byte[] bytes, int from, int to) {
    if (from >= to) {
      return START;
    }
    int last = to - 1;
    int high = START >> 8;
    int i = from;
    for (; i + 8 <= last; i += 8) {
      high =
          (HIGH[7][high ^ (bytes[i] & 0xFF)]
                  ^ HIGH[6][bytes[i + 1] & 0xFF]
                  ^ HIGH[5][bytes[i + 2] & 0xFF]
                  ^ HIGH[4][bytes[i + 3] & 0xFF]
                  ^ HIGH[3][bytes[i + 4] & 0xFF]
                  ^ HIGH[2][bytes[i + 5] & 0xFF]
                  ^ HIGH[1][bytes[i + 6] & 0xFF]
                  ^ HIGH[0][bytes[i + 7] & 0xFF])
              & 0xFF;
    }
    for (; i < last; i++) {
      high = HIGH[0][high ^ (bytes[i] & 0xFF)] & 0xFF;
    }
    return TABLE[high ^ (bytes[last] & 0xFF)];
  }

  /**
   * CRC-16/MODBUS of {@code bytes[from, to)}: what a device computes when it takes the usual one.
   */
  static int modbus(byte[] bytes, int from, int to) {
    int register = START;
    for (int i = from; i < to; i++) {
      register = (register >> 8) ^ TABLE[(register ^ bytes[i]) & 0xFF];
    }
    return register;
  }

  /** The four upper-case hex digits that stand in a frame. */
  public static String hex(int crc) {
    byte[] digits = new byte[4];
    writeHex(crc, digits, 0);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  /** Writes the four upper-case hex digits. */
  static void writeHex(int crc, byte[] to, int offset) {
    for (int i = 0; i < 4; i++) {
      int digit = (crc >> (12 - 4 * i)) & 0xF;
      to[offset + i] = (byte) (digit < 10 ? '0' + digit : 'A' + digit - 10);
    }
  }

  /**
   * Judges the sent text against the segment {@code bytes[from, to)}.
   *
   * @param text the characters after the segment as sent; empty when there are none
   */
  static CrcVerdict judge(String text, byte[] bytes, int from, int to) {
    if (text.isEmpty()) {
      return CrcVerdict.MISSING;
    }
    int sent = parse(text);
    int right = of(bytes, from, to);
    if (sent == right) {
      return text.length() < 4 ? CrcVerdict.LOST_ZERO : right(text);
    }
    if (sent < 0 || text.length() < 4) {
      return CrcVerdict.WRONG;
    }
    int modbus = modbus(bytes, from, to);
    if (sent == modbus) {
      return CrcVerdict.MODBUS;
    }
    if (sent == swapped(right)) {
      return CrcVerdict.BYTE_SWAPPED;
    }
    if (sent == swapped(modbus)) {
      return CrcVerdict.MODBUS_SWAPPED;
    }
    return PLACEHOLDERS.contains(text.toUpperCase(Locale.ROOT))
        ? CrcVerdict.PLACEHOLDER
        : CrcVerdict.WRONG;
  }

  /** The verdict on four digits that are right. */
  static CrcVerdict right(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'a') {
        return CrcVerdict.LOWER_CASE;
      }
    }
    return CrcVerdict.RIGHT;
  }

  /** The value of one to four hex digits of either case, or -1. */
  static int parse(String text) {
    if (text.isEmpty() || text.length() > 4) {
      return -1;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return -1;
      }
      value = (value << 4) | digit;
    }
    return value;
  }

  private static int swapped(int crc) {
    return ((crc & 0xFF) << 8) | (crc >> 8);
  }

  private static byte[][] highBytes() {
    byte[][] high = new byte[8][256];
    for (int value = 0; value < 256; value++) {
      int state = value;
      for (byte[] after : high) {
        state = TABLE[state] >> 8;
        after[value] = (byte) state;
      }
    }
    return high;
  }

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < 256; i++) {
      int register = i;
      for (int bit = 0; bit < 8; bit++) {
        register = (register & 1) != 0 ? (register >> 1) ^ POLYNOMIAL : register >> 1;
      }
      table[i] = register;
    }
    return table;
  }
}
