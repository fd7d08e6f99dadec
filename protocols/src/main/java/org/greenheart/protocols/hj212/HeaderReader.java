// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Reads the header fields of one data segment, which may stand in any order and also behind the
 * data area. The first of several equal fields counts. Used once.
 */
final class HeaderReader {
  /** The order of the standard; the index is the place. */
  private static final List<String> ORDER =
      List.of("QN", "ST", "CN", "PW", "MN", "Flag", "PNUM", "PNO", "RF");

  private final byte[] bytes;
  private final Deviations deviations;
  private final List<Field> fields = new ArrayList<>(9);
  private final String[] values = new String[ORDER.size()];
  private final int[] offsets = new int[ORDER.size()];
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
  String value(String name) {
    return values[ORDER.indexOf(name)];
  }

  boolean present(String name) {
    return offset(name) >= 0;
  }

  /** Where the field starts, or -1. */
  int offset(String name) {
    return offsets[ORDER.indexOf(name)];
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
    String sent = FieldText.decode(bytes, start, equals, deviations, start).strip();
    String value = FieldText.decode(bytes, equals + 1, end, deviations, equals + 1);
    int place = place(sent, start);
    if (place < 0) {
      deviations.add(DeviationCode.HEADER_FIELD_UNKNOWN, start);
      fields.add(new Field(sent, value, "", sent));
      return;
    }
    String name = ORDER.get(place);
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
    fields.add(new Field(name, value, "", name));
  }

  /** The place of the field in the standard, or -1. */
  private int place(String sent, int offset) {
    int exact = ORDER.indexOf(sent);
    if (exact >= 0) {
      return exact;
    }
    return switch (sent.toUpperCase(Locale.ROOT)) {
      case "CMDFLAG" -> {
        deviations.add(DeviationCode.FLAG_NAME, offset);
        yield ORDER.indexOf("Flag");
      }
      case "FLAG", "QN", "ST", "CN", "PW", "MN", "PNUM", "PNO", "RF" -> {
        deviations.add(DeviationCode.HEADER_NAME_CASE, offset);
        String upper = sent.toUpperCase(Locale.ROOT);
        yield ORDER.indexOf(upper.equals("FLAG") ? "Flag" : upper);
      }
      default -> -1;
    };
  }
}
