// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of the header, in the order of the standard. */
enum HeaderField {
  QN(0, "QN"),
  ST(1, "ST"),
  CN(2, "CN"),
  PW(3, "PW"),
  MN(4, "MN"),
  FLAG(5, "Flag"),
  PNUM(6, "PNUM"),
  PNO(7, "PNO"),
  RF(8, "RF");

  private static final List<HeaderField> ALL = List.of(values());
  static final int COUNT = ALL.size();

  private final int place;
  private final String text;

  HeaderField(int place, String text) {
    this.place = place;
    this.text = text;
  }

  /** The place in the standard's order, from 0. */
  int place() {
    return place;
  }

  /** The name as the standard writes it. */
  String text() {
    return text;
  }

  /** The field whose name is exactly {@code bytes[from, to)}, if any. */
  static @Nullable HeaderField named(byte[] bytes, int from, int to) {
    for (int i = 0; i < COUNT; i++) {
      HeaderField field = ALL.get(i);
      if (FieldText.isWrittenAt(field.text, bytes, from, to)) {
        return field;
      }
    }
    return null;
  }

  /** The field whose name in upper case this is, if any. */
  static @Nullable HeaderField ofUpperCase(String name) {
    for (HeaderField field : ALL) {
      if (field.name().equals(name)) {
        return field;
      }
    }
    return null;
  }
}
