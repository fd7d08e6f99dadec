// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.HexFormat;

/** Reads CSV and XLSX, told apart by their first bytes, not by their names. */
final class SheetReader {
  private static final byte[] ZIP = HexFormat.of().parseHex("504b0304");
  private static final byte[] OLE2 = HexFormat.of().parseHex("d0cf11e0");

  private SheetReader() {}

  /**
   * @throws SheetException when it is neither, or broken
   */
  static Sheet read(byte[] content) {
    if (startsWith(content, ZIP)) {
      return XlsxReader.read(content);
    }
    if (startsWith(content, OLE2)) {
      throw new SheetException(
          "xls-old", "the file is an old Excel workbook (.xls): save it as .xlsx or CSV");
    }
    return CsvReader.read(CsvText.decode(content));
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    if (content.length < start.length) {
      return false;
    }
    for (int i = 0; i < start.length; i++) {
      if (content[i] != start[i]) {
        return false;
      }
    }
    return true;
  }
}
