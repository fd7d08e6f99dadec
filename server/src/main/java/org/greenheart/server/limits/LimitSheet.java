// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Tables;

/**
 * A file of limits, one a row, with the fields of {@link LimitForm}. A row that says what is
 * written already changes nothing.
 */
final class LimitSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("standard", "标准", "标准编号", "许可证编号"),
          optional("level", "层级"),
          optional("outlet", "排放口"),
          required("medium", "介质"),
          optional("point", "监控位置"),
          optional("grade", "级别", "类别"),
          optional("facility", "设施"),
          optional("fuel", "燃料"),
          optional("region", "地区"),
          optional("condition", "条件"),
          required("pollutant", "污染物", "污染物代码"),
          optional("operator", "关系"),
          required("value", "限值"),
          required("unit", "单位"),
          optional("averaging", "取值时间", "平均时间"),
          optional("referenceO2", "基准含氧量"),
          optional("validFrom", "有效期起", "生效日期"),
          optional("validTo", "有效期止", "失效日期"),
          optional("document", "依据文件"),
          optional("clause", "条款"),
          optional("confidence", "可信度"),
          optional("source", "来源"),
          optional("enabled", "启用"),
          optional("correction", "更正"),
          optional("reason", "原因"));

  private LimitSheet() {}

  /**
   * @param author who brings the file
   */
  static ImportForm of(String author) {
    return ImportForm.of("limits", COLUMNS, tables -> rows(tables, author));
  }

  private static RowWriter rows(Tables tables, String author) {
    return row -> {
      LimitForm form = new LimitForm(row::optional);
      if (LimitDesk.isHeld(tables, form)) {
        return Change.Kind.UNCHANGED;
      }
      LimitDesk.write(tables, form, author);
      return Change.Kind.ADDED;
    };
  }
}
