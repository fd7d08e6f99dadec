// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.greenheart.storage.registry.Tables;

/** What can be imported from a spreadsheet: its columns, and who writes its rows. */
public interface ImportForm {
  /**
   * One whose name and columns are always the same.
   *
   * @param rows gives the writer of one file
   */
  static ImportForm of(String text, List<ImportColumn> columns, Function<Tables, RowWriter> rows) {
    return new FixedForm(text, columns, rows);
  }

  /** As in the address: {@code areas}. */
  String text();

  List<ImportColumn> columns();

  /** For one file, within one transaction. */
  RowWriter writer(Tables tables);

  /** Whether a column that this knows nothing of may stand there: it is left out. */
  default boolean ignores(String head) {
    return false;
  }

  /** What is wrong with the unit that a head gives in brackets; empty: nothing. */
  default Optional<String> wrongUnit(ImportColumn column, String head) {
    return Optional.empty();
  }

  /** A CSV file with the heads only, with the mark that lets Excel read it as UTF-8. */
  default String template() {
    List<String> heads = columns().stream().map(column -> column.chinese().getFirst()).toList();
    return '\uFEFF' + String.join(",", heads) + "\r\n";
  }
}
