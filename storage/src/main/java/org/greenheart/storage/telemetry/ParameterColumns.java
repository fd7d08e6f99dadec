// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a chunk's rows; part of the format on disk. Most rows of a datastream carry the
 * same names in the same order: such a list of names is kept once, and each row has the number of
 * its list. Each name has a column with the values of the rows that carry it.
 *
 * <p>Immutable once read.
 */
final class ParameterColumns {
  private final List<List<String>> lists;
  private final long[] listOfRow;
  private final Map<String, ValueColumn> columns;

  /** By name, the place in its column that the row's value has. */
  private final Map<String, int[]> places;

  private ParameterColumns(
      List<List<String>> lists,
      long[] listOfRow,
      Map<String, ValueColumn> columns,
      Map<String, int[]> places) {
    this.lists = lists;
    this.listOfRow = listOfRow;
    this.columns = columns;
    this.places = places;
  }

  static void write(ByteWriter out, List<Observation> rows, ValueColumn results) {
    Map<List<String>, Integer> lists = new LinkedHashMap<>();
    Map<String, List<@Nullable Value>> values = new LinkedHashMap<>();
    long[] listOfRow = new long[rows.size()];
    for (int i = 0; i < listOfRow.length; i++) {
      Map<String, Value> parameters = rows.get(i).parameters();
      List<String> names = List.copyOf(parameters.keySet());
      Integer known = lists.putIfAbsent(names, lists.size());
      listOfRow[i] = known == null ? lists.size() - 1 : known;
      parameters.forEach(
          (name, value) -> values.computeIfAbsent(name, _ -> new ArrayList<>()).add(value));
    }
    List<String> names = List.copyOf(values.keySet());
    out.varlong(names.size());
    names.forEach(name -> ValueCodec.writeName(out, name));
    out.varlong(lists.size());
    for (List<String> list : lists.keySet()) {
      out.varlong(list.size());
      list.forEach(name -> out.varlong(names.indexOf(name)));
    }
    LongColumn.write(out, listOfRow);
    for (List<@Nullable Value> column : values.values()) {
      ValueColumn.of(column).write(out, column.size() == results.size() ? results : null);
    }
  }

  static ParameterColumns read(ByteReader in, int count, ValueColumn results) {
    List<String> names = new ArrayList<>();
    for (int left = in.length(); left > 0; left--) {
      names.add(ValueCodec.readName(in));
    }
    List<List<String>> lists = new ArrayList<>();
    for (int left = in.length(); left > 0; left--) {
      List<String> list = new ArrayList<>();
      for (int more = in.length(); more > 0; more--) {
        list.add(names.get((int) in.varlong()));
      }
      lists.add(list);
    }
    long[] listOfRow = LongColumn.read(in, count, null);
    Map<String, ValueColumn> columns = new LinkedHashMap<>();
    Map<String, int[]> places = new LinkedHashMap<>();
    for (String name : names) {
      int[] place = new int[count];
      int size = 0;
      for (int row = 0; row < count; row++) {
        place[row] = size;
        if (lists.get((int) listOfRow[row]).contains(name)) {
          size++;
        }
      }
      places.put(name, place);
      columns.put(name, ValueColumn.read(in, size, size == count ? results : null));
    }
    return new ParameterColumns(lists, listOfRow, columns, places);
  }

  /** Parameters of a row by name, in the order in which they came. */
  Map<String, Value> of(int row) {
    List<String> names = lists.get((int) listOfRow[row]);
    Map<String, Value> parameters = LinkedHashMap.newLinkedHashMap(names.size());
    for (String name : names) {
      ValueColumn column = columns.get(name);
      int[] place = places.get(name);
      if (column != null && place != null) {
        Value value = column.value(place[row]);
        if (value != null) {
          parameters.put(name, value);
        }
      }
    }
    return parameters;
  }
}
