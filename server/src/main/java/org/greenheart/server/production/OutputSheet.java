// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.places.ImportColumn;

/** A file of batches, one a row. */
final class OutputSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("product", "产品编码", "产品"),
          optional("unit", "产线编码", "窑炉编码", "产线"),
          required("batch", "批次", "批号"),
          required("from", "开始", "开始时间", "日期"),
          required("to", "结束", "结束时间"),
          required("amount", "产量", "数量"),
          optional("amountUnit", "单位", "计量单位"),
          optional("qualified", "合格量", "合格品"),
          optional("withdrawn", "作废"),
          optional("why", "更正原因", "原因"));

  private OutputSheet() {}

  static WorksSheet of(long enterprise, String author) {
    return new WorksSheet(
        "outputs",
        COLUMNS,
        tables -> {
          OutputForm form = new OutputForm(new WorksBook(tables, enterprise), author, tables.now());
          return row -> tables.production().keep(form.read(Fields.of(row))).kind();
        });
  }
}
