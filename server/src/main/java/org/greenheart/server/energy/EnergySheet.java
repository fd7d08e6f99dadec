// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.production.Fields;
import org.greenheart.server.production.WorksSheet;

/** A file of bills, one a row. */
final class EnergySheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("carrier", "能源品种", "品种", "能源"),
          optional("tariff", "峰平谷", "时段"),
          optional("unit", "产线编码", "窑炉编码", "产线"),
          required("from", "开始", "开始日期"),
          required("to", "结束", "结束日期"),
          required("amount", "数量", "消耗量"),
          required("amountUnit", "单位", "计量单位"),
          required("document", "凭证", "单据号"),
          optional("facts", "成分"),
          optional("withdrawn", "作废"),
          optional("why", "更正原因", "原因"));

  private EnergySheet() {}

  static WorksSheet of(long enterprise, String author) {
    return new WorksSheet(
        "energy",
        COLUMNS,
        tables -> {
          EnergyForm form = new EnergyForm(tables, enterprise, author);
          return row -> tables.energy().keep(form.bill(Fields.of(row))).kind();
        });
  }
}
