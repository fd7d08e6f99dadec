// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The encrypted data area of HJ 212-2025 (6.4): SM4 in ECB mode over the whole 16-byte groups of
 * the content, the last bytes short of a group stay plain, so the length is kept. On the wire we
 * expect raw bytes; devices may send what the standard prints ({@code {0xE4,0x3E}}) or hex text.
 */
final class Sm4Content {
  /** How cipher bytes are written. */
  enum Form {
    RAW,
    PRINTED,
    HEX
  }

  /**
   * @param form how the bytes came
   * @param bytes cipher groups and the plain rest
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Cipher(Form form, byte[] bytes) {}

  private Sm4Content() {}

  /** Whether the content is no text of fields and long enough to be a cipher. */
  static boolean looksEncrypted(byte[] bytes, int from, int to) {
    if (looksPlain(bytes, from, to) || to - from < Sm4.BLOCK) {
      return false;
    }
    if (isPrinted(bytes, from, to) || hexDigits(bytes, from, to) >= 2 * Sm4.BLOCK) {
      return true;
    }
    // Sixteen cipher bytes are all printable once in ten million.
    for (int i = from; i < to; i++) {
      if (bytes[i] < ' ' || bytes[i] == 0x7F) {
        return true;
      }
    }
    return false;
  }

  /** Whether the content is empty or begins like {@code Name=}. */
  static boolean looksPlain(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && (bytes[at] == ' ' || bytes[at] == ';' || bytes[at] == ',')) {
      at++;
    }
    int start = at;
    while (at < to && at - start < 40 && isNameByte(bytes[at])) {
      at++;
    }
    return at == to || (at > start && bytes[at] == '=');
  }

  /** The readings of the content as a cipher, the likely one first. */
  static List<Cipher> ciphers(byte[] bytes, int from, int to) {
    List<Cipher> ciphers = new ArrayList<>(2);
    if (isPrinted(bytes, from, to)) {
      printed(bytes, from, to).ifPresent(c -> ciphers.add(new Cipher(Form.PRINTED, c)));
    }
    int digits = hexDigits(bytes, from, to);
    if (digits >= 2 * Sm4.BLOCK) {
      if (from + digits == to && digits % 2 == 0) {
        ciphers.add(new Cipher(Form.HEX, unhex(bytes, from, digits, to)));
      }
      int groups = digits - digits % (2 * Sm4.BLOCK);
      ciphers.add(new Cipher(Form.HEX, unhex(bytes, from, groups, to)));
    }
    ciphers.add(new Cipher(Form.RAW, Arrays.copyOfRange(bytes, from, to)));
    return ciphers;
  }

  static byte[] encrypt(Sm4 sm4, byte[] key, byte[] content) {
    return withBlocks(content, sm4.encryptBlocks(key, blocks(content)));
  }

  static byte[] decrypt(Sm4 sm4, byte[] key, byte[] content) {
    return withBlocks(content, sm4.decryptBlocks(key, blocks(content)));
  }

  private static byte[] blocks(byte[] content) {
    return Arrays.copyOf(content, content.length - content.length % Sm4.BLOCK);
  }

  private static byte[] withBlocks(byte[] content, byte[] blocks) {
    byte[] result = content.clone();
    System.arraycopy(blocks, 0, result, 0, blocks.length);
    return result;
  }

  private static boolean isPrinted(byte[] bytes, int from, int to) {
    return to - from > 5
        && bytes[from] == '{'
        && bytes[from + 1] == '0'
        && (bytes[from + 2] | 0x20) == 'x';
  }

  /** Reads <code>{0xE4,0x3E,...}</code> and the plain rest behind the brace. */
  private static Optional<byte[]> printed(byte[] bytes, int from, int to) {
    byte[] result = new byte[to - from];
    int size = 0;
    int at = from + 1;
    while (at + 4 < to) {
      int high = Ascii.hexDigit(bytes[at + 2]);
      int low = Ascii.hexDigit(bytes[at + 3]);
      if (bytes[at] != '0' || (bytes[at + 1] | 0x20) != 'x' || high < 0 || low < 0) {
        return Optional.empty();
      }
      result[size++] = (byte) ((high << 4) | low);
      at += 4;
      if (bytes[at] == '}') {
        int rest = to - at - 1;
        System.arraycopy(bytes, at + 1, result, size, rest);
        return Optional.of(Arrays.copyOf(result, size + rest));
      }
      if (bytes[at] != ',') {
        return Optional.empty();
      }
      at++;
      while (at < to && bytes[at] == ' ') {
        at++;
      }
    }
    return Optional.empty();
  }

  private static int hexDigits(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && Ascii.hexDigit(bytes[at]) >= 0) {
      at++;
    }
    return at - from;
  }

  /** Turns {@code digits} hex digits into bytes and appends what follows them. */
  private static byte[] unhex(byte[] bytes, int from, int digits, int to) {
    byte[] result = new byte[digits / 2 + to - from - digits];
    for (int i = 0; i < digits / 2; i++) {
      result[i] =
          (byte)
              ((Ascii.hexDigit(bytes[from + 2 * i]) << 4)
                  | Ascii.hexDigit(bytes[from + 2 * i + 1]));
    }
    System.arraycopy(bytes, from + digits, result, digits / 2, to - from - digits);
    return result;
  }

  private static boolean isNameByte(byte value) {
    return Ascii.isLetter(value)
        || Ascii.isDigit(value)
        || value == '-'
        || value == '_'
        || value == '.'
        || value == ' ';
  }
}
