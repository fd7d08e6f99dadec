// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

/**
 * One cell as text.
 *
 * @param rounded whether it is a whole number of more digits than a spreadsheet keeps (15): its
 *     last digits are lost, it is no identifier
 */
record SheetCell(String text, boolean rounded) {
  static final SheetCell EMPTY = new SheetCell("", false);

  static SheetCell of(String text) {
    return new SheetCell(text.strip(), false);
  }

  boolean isBlank() {
    return text.isEmpty();
  }
}
