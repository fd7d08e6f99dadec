// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Parameters;
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
  private final Names[] lists;
  private final long[] listOfRow;

  private ParameterColumns(Names[] lists, long[] listOfRow) {
    this.lists = lists;
    this.listOfRow = listOfRow;
  }

  /**
   * A list of names with what they have; whole charts are read row by row, so nothing is hashed.
   */
  private static final class Names {
    private final String[] names;
    private final Column[] columns;

    Names(List<Column> columns) {
      this.columns = columns.toArray(Column[]::new);
      this.names = columns.stream().map(Column::name).toArray(String[]::new);
    }
  }

  /**
   * The values of a name.
   *
   * @param places where in them a row's is; null when each row has one
   */
  @SuppressWarnings(
      "ArrayRecordComponent") // read alone, a value a row: a list would box each place
  private record Column(String name, ValueColumn values, int @Nullable [] places) {
    @Nullable Value of(int row) {
      return values.value(places == null ? row : places[row]);
    }
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
    Map<String, Column> columns = new HashMap<>();
    for (String name : names) {
      boolean[] carries = new boolean[lists.size()];
      for (int i = 0; i < carries.length; i++) {
        carries[i] = lists.get(i).contains(name);
      }
      int[] places = new int[count];
      int size = 0;
      for (int row = 0; row < count; row++) {
        places[row] = size;
        if (carries[(int) listOfRow[row]]) {
          size++;
        }
      }
      ValueColumn values = ValueColumn.read(in, size, size == count ? results : null);
      columns.put(name, new Column(name, values, size == count ? null : places));
    }
    return new ParameterColumns(
        lists.stream()
            .map(list -> new Names(list.stream().map(name -> named(columns, name)).toList()))
            .toArray(Names[]::new),
        listOfRow);
  }

  private static Column named(Map<String, Column> columns, String name) {
    return requireNonNull(columns.get(name), "no column of the name");
  }

  /** Parameters of a row by name, in the order in which they came. */
  Map<String, Value> of(int row) {
    Names list = lists[(int) listOfRow[row]];
    String[] names = list.names;
    Value[] values = new Value[names.length];
    int count = 0;
    for (Column column : list.columns) {
      Value value = column.of(row);
      if (value != null) {
        values[count++] = value;
      } else {
        names = without(names, count);
      }
    }
    return Parameters.of(names, values, count);
  }

  private static String[] without(String[] names, int place) {
    String[] rest = new String[names.length - 1];
    System.arraycopy(names, 0, rest, 0, place);
    System.arraycopy(names, place + 1, rest, place, rest.length - place);
    return rest;
  }
}
