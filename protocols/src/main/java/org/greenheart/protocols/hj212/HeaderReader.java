// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the header fields of one data segment, which may stand in any order and also behind the
 * data area. The first of several equal fields counts. Used once.
 */
final class HeaderReader {
  private final byte[] bytes;
  private final Deviations deviations;
  private final List<Field> fields = new ArrayList<>(9);
  private final String[] values = new String[HeaderField.COUNT];
  private final int[] offsets = new int[HeaderField.COUNT];
  private int last = -1;

  HeaderReader(byte[] bytes, Deviations deviations) {
    this.bytes = bytes;
    this.deviations = deviations;
    Arrays.fill(values, "");
    Arrays.fill(offsets, -1);
  }

  List<Field> fields() {
    return fields;
  }

  /** The value without the spaces around it; empty when there is none. */
  String value(HeaderField field) {
    return values[field.place()];
  }

  boolean present(HeaderField field) {
    return offset(field) >= 0;
  }

  /** Where the field starts, or -1. */
  int offset(HeaderField field) {
    return offsets[field.place()];
  }

  /** Reads the fields before the data area, {@code bytes[from, to)}. */
  void readBefore(int from, int to) {
    read(from, to, false);
  }

  /** Reads the fields behind the data area. */
  void readBehind(int from, int to) {
    read(from, to, true);
  }

  private void read(int from, int to, boolean behind) {
    int start = from;
    for (int i = from; i <= to; i++) {
      if (i == to || bytes[i] == ';' || (bytes[i] == ',' && nameFollows(i + 1, to))) {
        if (i < to && bytes[i] == ',') {
          deviations.add(DeviationCode.HEADER_COMMA, i);
        }
        readField(start, i, behind);
        start = i + 1;
      }
    }
  }

  private boolean nameFollows(int from, int to) {
    int i = from;
    while (i < to && i < from + 8 && (bytes[i] | 0x20) >= 'a' && (bytes[i] | 0x20) <= 'z') {
      i++;
    }
    return i > from && i < to && bytes[i] == '=';
  }

  private void readField(int from, int to, boolean behind) {
    int start = from;
    int end = to;
    while (start < end && bytes[start] == ' ') {
      start++;
    }
    while (end > start && bytes[end - 1] == ' ') {
      end--;
    }
    if (start == end) {
      return;
    }
    if (start > from || end < to) {
      deviations.add(DeviationCode.STRAY_SPACE, from);
    }
    if (behind) {
      deviations.add(DeviationCode.FIELD_AFTER_CP, start);
    }
    int equals = start;
    while (equals < end && bytes[equals] != '=') {
      equals++;
    }
    if (equals == end) {
      deviations.add(DeviationCode.HEADER_FIELD_WITHOUT_VALUE, start);
      return;
    }
    HeaderField field = HeaderField.named(bytes, start, equals);
    String sent =
        field != null
            ? field.text()
            : FieldText.decode(bytes, start, equals, deviations, start).strip();
    String value = FieldText.decode(bytes, equals + 1, end, deviations, equals + 1);
    if (field == null) {
      field = misspelt(sent, start);
    }
    if (field == null) {
      deviations.add(DeviationCode.HEADER_FIELD_UNKNOWN, start);
      fields.add(new Field(sent, value, "", sent));
      return;
    }
    int place = field.place();
    if (offsets[place] >= 0) {
      deviations.add(DeviationCode.HEADER_FIELD_REPEATED, start);
      return;
    }
    if (place < last && !behind) {
      deviations.add(DeviationCode.HEADER_ORDER, start);
    }
    last = Math.max(last, place);
    offsets[place] = start;
    values[place] = value.strip();
    fields.add(new Field(field.text(), value, "", field.text()));
  }

  /** The field that a name means which is not just the standard's, if any. */
  private @Nullable HeaderField misspelt(String sent, int offset) {
    String upper = sent.toUpperCase(Locale.ROOT);
    if (upper.equals("CMDFLAG")) {
      deviations.add(DeviationCode.FLAG_NAME, offset);
      return HeaderField.FLAG;
    }
    HeaderField field = HeaderField.ofUpperCase(upper);
    // It may also be right, with white space around it.
    if (field != null && !field.text().equals(sent)) {
      deviations.add(DeviationCode.HEADER_NAME_CASE, offset);
    }
    return field;
  }
}
