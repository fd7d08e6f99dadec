// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.OncePerFile;
import org.greenheart.storage.registry.Product;

/** A file of products, one a row. */
final class ProductSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("code", "产品编码", "编码"),
          required("name", "产品名称", "名称"),
          optional("nameEn", "英文名称"),
          required("unit", "计量单位", "单位"),
          optional("kilograms", "单件质量", "单重"),
          optional("quota", "能耗限额产品", "限额"));

  private ProductSheet() {}

  static WorksSheet of(long enterprise) {
    return new WorksSheet(
        "products",
        COLUMNS,
        tables -> {
          OncePerFile once = new OncePerFile();
          WorksBook works = new WorksBook(tables, enterprise);
          return row -> {
            Fields fields = Fields.of(row);
            String code = fields.text("code");
            once.first("code", code);
            Product known =
                works.products().stream()
                    .filter(product -> product.code().equals(code))
                    .findFirst()
                    .orElse(null);
            return tables
                .production()
                .products()
                .put(ProductForm.read(enterprise, fields, known))
                .kind();
          };
        });
  }
}
