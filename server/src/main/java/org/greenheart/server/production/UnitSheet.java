// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.OncePerFile;
import org.greenheart.storage.registry.WorkUnit;

/** A file of lines and kilns, one a row; a parent stands above or is known. */
final class UnitSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("code", "产线编码", "窑炉编码", "编码"),
          required("name", "产线名称", "窑炉名称", "名称"),
          optional("nameEn", "英文名称"),
          optional("kind", "类型"),
          optional("parent", "所属产线编码", "所属"),
          optional("temperature", "温度数据流"));

  private UnitSheet() {}

  static WorksSheet of(long enterprise) {
    return new WorksSheet(
        "units",
        COLUMNS,
        tables -> {
          OncePerFile once = new OncePerFile();
          return row -> {
            Fields fields = Fields.of(row);
            String code = fields.text("code");
            once.first("code", code);
            WorksBook works = new WorksBook(tables, enterprise);
            WorkUnit known =
                works.units().stream()
                    .filter(unit -> unit.code().equals(code))
                    .findFirst()
                    .orElse(null);
            return tables
                .production()
                .units()
                .put(UnitForm.read(tables, works, fields, known))
                .kind();
          };
        });
  }
}
