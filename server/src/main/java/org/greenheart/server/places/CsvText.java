// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;

/**
 * Which letters the bytes of a CSV file are. A byte order mark decides; without one, what is valid
 * UTF-8 is UTF-8 (Chinese text in GBK practically never is by chance); the rest is what a Chinese
 * Excel writes: GBK, read as its superset GB 18030.
 */
final class CsvText {
  private static final char MARK = '\uFEFF';

  private CsvText() {}

  /**
   * @throws SheetException {@code csv-encoding}
   */
  static String decode(byte[] content) {
    try {
      return withoutMark(decode(content, charset(content)));
    } catch (CharacterCodingException e) {
      throw new SheetException(
          "csv-encoding", "the file is neither XLSX nor text in UTF-8 or GBK", e);
    }
  }

  private static Charset charset(byte[] content) {
    int first = content.length > 0 ? content[0] & 0xFF : 0;
    int second = content.length > 1 ? content[1] & 0xFF : 0;
    if (first == 0xFF && second == 0xFE) {
      return UTF_16LE;
    }
    if (first == 0xFE && second == 0xFF) {
      return UTF_16BE;
    }
    try {
      decode(content, UTF_8);
      return UTF_8;
    } catch (CharacterCodingException e) {
      return Charset.forName("GB18030");
    }
  }

  private static String decode(byte[] content, Charset charset) throws CharacterCodingException {
    return charset
        .newDecoder()
        .onMalformedInput(CodingErrorAction.REPORT)
        .onUnmappableCharacter(CodingErrorAction.REPORT)
        .decode(ByteBuffer.wrap(content))
        .toString();
  }

  private static String withoutMark(String text) {
    return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
  }
}
