// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads the content of one data area: items split by {@code ;}, their fields by {@code ,}, name and
 * value by {@code =}. A log between {@code //} marks may contain all three. Used once.
 */
final class ContentReader {
  /** How many fields back a repeated field is looked for: a bound for hostile items. */
  private static final int NEIGHBOURS = 64;

  private final byte[] bytes;
  private final int base;
  private final boolean exact;
  private final Deviations deviations;
  private final FieldChecks checks;
  private final List<Item> items = new ArrayList<>();
  private final FewStrings codes = new FewStrings();
  private final FewStrings codesOfItem = new FewStrings();

  /** The fields of the item that is being read. */
  private Field[] item = new Field[8];

  private int inItem;
  private int itemStart;

  /** Whether all that is to be read is ASCII, as it nearly always is. */
  private boolean ascii;

  private boolean noMoreLogs;

  /**
   * @param base what to add to an index to get the offset in the frame
   * @param exact false when all offsets are to be {@code base}: the content came in another form
   */
  ContentReader(byte[] bytes, int base, boolean exact, Deviations deviations, FieldChecks checks) {
    this.bytes = bytes;
    this.base = base;
    this.exact = exact;
    this.deviations = deviations;
    this.checks = checks;
  }

  List<Item> read(int from, int to) {
    if (isBlank(from, to)) {
      if (from < to) {
        deviations.add(DeviationCode.STRAY_SPACE, offset(from));
      }
      return items;
    }
    ascii = FieldText.isAscii(bytes, from, to);
    int at = from;
    itemStart = from;
    while (at < to) {
      int end = readField(at, to);
      at = end + 1;
      if (end == to || bytes[end] == ';') {
        endItem();
        itemStart = at;
      }
    }
    if (at == to) {
      deviations.add(DeviationCode.ITEM_EMPTY, offset(to - 1));
    }
    endItem();
    return items;
  }

  /** Reads one field and returns where it ends: at a separator or at {@code to}. */
  private int readField(int from, int to) {
    int at = from;
    while (at < to && bytes[at] != '=' && !isSeparator(at)) {
      at++;
    }
    int equals = -1;
    if (at < to && bytes[at] == '=') {
      equals = at;
      at = endOfLog(equals + 1, to);
      if (at == 0) {
        at = equals + 1;
        while (at < to && !isSeparator(at)) {
          at++;
        }
      }
    }
    addField(from, equals, at);
    return at;
  }

  private boolean isSeparator(int at) {
    return bytes[at] == ',' || bytes[at] == ';';
  }

  /** The end of a text between {@code //} marks that starts here, or 0. */
  private int endOfLog(int from, int to) {
    if (noMoreLogs || from + 4 > to || bytes[from] != '/' || bytes[from + 1] != '/') {
      return 0;
    }
    for (int at = from + 2; at + 2 <= to; at++) {
      if (bytes[at] == '/'
          && bytes[at + 1] == '/'
          && (at + 2 == to || bytes[at + 2] == ';' || bytes[at + 2] == ',')) {
        return at + 2;
      }
    }
    // Remembered, so that many openings without an end are not searched again and again.
    noMoreLogs = true;
    return 0;
  }

  private void addField(int from, int equals, int to) {
    int start = from;
    int nameEnd = equals < 0 ? to : equals;
    while (start < nameEnd && bytes[start] == ' ') {
      start++;
    }
    while (nameEnd > start && bytes[nameEnd - 1] == ' ') {
      nameEnd--;
    }
    if (equals < 0 && start == nameEnd) {
      deviations.add(DeviationCode.ITEM_EMPTY, offset(from));
      return;
    }
    int valueStart = equals < 0 ? to : equals + 1;
    if (start > from
        || (equals >= 0 && nameEnd < equals)
        || (valueStart < to && (bytes[valueStart] == ' ' || bytes[to - 1] == ' '))) {
      deviations.add(DeviationCode.STRAY_SPACE, offset(from));
    }
    FieldName name =
        ascii || FieldText.isAscii(bytes, start, nameEnd)
            ? FieldName.of(bytes, start, nameEnd)
            : FieldName.of(FieldText.decode(bytes, start, nameEnd, deviations, offset(start)));
    String value =
        ascii
            ? FieldText.ascii(bytes, valueStart, to)
            : FieldText.decode(bytes, valueStart, to, deviations, offset(valueStart));
    if (equals < 0) {
      deviations.add(DeviationCode.FIELD_WITHOUT_VALUE, offset(start));
    } else {
      checks.check(name, value, offset(start), offset(valueStart));
    }
    Field field = new Field(name.name(), value, name.code(), name.part());
    checkPlace(field, offset(start));
    if (inItem == item.length) {
      item = Arrays.copyOf(item, 2 * inItem);
    }
    item[inItem++] = field;
  }

  /** Checks the field against its neighbours. */
  private void checkPlace(Field field, int offset) {
    if (inItem == 0) {
      return;
    }
    Field previous = item[inItem - 1];
    if (!field.code().isEmpty()
        && !previous.code().equals(field.code())
        && (!previous.code().isEmpty() || previous.part().equals("DataTime"))) {
      deviations.add(DeviationCode.COMMA_BETWEEN_ITEMS, offset);
    }
    // CTime is the one field that the standard repeats.
    if (field.part().equals("CTime")) {
      return;
    }
    for (int i = inItem - 1; i >= Math.max(0, inItem - NEIGHBOURS); i--) {
      Field other = item[i];
      if (other.part().equals(field.part()) && other.code().equals(field.code())) {
        deviations.add(DeviationCode.FIELD_REPEATED, offset);
        return;
      }
    }
  }

  private void endItem() {
    if (inItem == 0) {
      return;
    }
    if (checks.factorsStayTogether()) {
      checkSpread();
    }
    items.add(new Item(List.of(Arrays.copyOf(item, inItem))));
    inItem = 0;
  }

  private void checkSpread() {
    String previous = "";
    for (int i = 0; i < inItem; i++) {
      Field field = item[i];
      if (!field.code().isEmpty() && !field.code().equals(previous)) {
        previous = field.code();
        if (!codes.add(previous) && !codesOfItem.contains(previous)) {
          deviations.add(DeviationCode.FACTOR_SPREAD, offset(itemStart));
        }
        codesOfItem.add(previous);
      }
    }
    codesOfItem.clear();
  }

  private boolean isBlank(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] != ' ') {
        return false;
      }
    }
    return true;
  }

  private int offset(int index) {
    return exact ? base + index : base;
  }
}
