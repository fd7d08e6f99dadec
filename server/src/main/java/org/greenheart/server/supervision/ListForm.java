// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Tables;

/**
 * One list as it comes from a source.
 *
 * @param mapping from heads of that source to columns; an empty column is left out
 * @param source who gave the file
 * @param author who imports it
 */
record ListForm(ListKind kind, Map<String, String> mapping, String source, String author)
    implements ImportForm {
  static final String CREDIT_CODE = "creditCode";
  static final String NAME = "name";

  ListForm {
    mapping = Map.copyOf(mapping);
  }

  static ListForm of(ListKind kind) {
    return new ListForm(kind, Map.of(), "", "");
  }

  @Override
  public String text() {
    return kind.text();
  }

  @Override
  public List<ImportColumn> columns() {
    List<ImportColumn> columns = new ArrayList<>();
    columns.add(named(ImportColumn.optional(CREDIT_CODE, "统一社会信用代码", "信用代码")));
    columns.add(named(ImportColumn.required(NAME, "企业名称", "纳税人名称", "单位名称")));
    kind.columns().forEach(column -> columns.add(named(column.head())));
    return columns;
  }

  private ImportColumn named(ImportColumn column) {
    ImportColumn named = column;
    for (Map.Entry<String, String> each : mapping.entrySet()) {
      if (each.getValue().equals(column.key())) {
        named = named.alsoCalled(each.getKey());
      }
    }
    return named;
  }

  @Override
  public boolean ignores(String head) {
    return mapping.entrySet().stream()
        .anyMatch(
            each ->
                each.getValue().isEmpty()
                    && ImportColumn.plain(each.getKey()).equals(ImportColumn.plain(head)));
  }

  @Override
  public Optional<String> wrongUnit(ImportColumn column, String head) {
    return ListUnits.wrongIn(kind, column.key(), head);
  }

  @Override
  public RowWriter writer(Tables tables) {
    Instant now = tables.now();
    return new ListRows(this, tables.taxBook(), FirmNames.read(tables), now);
  }
}
