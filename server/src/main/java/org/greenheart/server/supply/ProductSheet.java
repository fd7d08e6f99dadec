// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** The catalogue as an ERP system writes it. A blank cell leaves what is known. */
final class ProductSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          Holders.COLUMN,
          required("code", "产品编码", "编码"),
          required("name", "产品名称", "名称"),
          optional("nameEn", "英文名称"),
          optional("gtin", "商品条码"),
          required("unit", "单位"),
          optional("offered", "在目录中"));
  private static final Set<String> YES = Set.of("是", "yes", "true", "1");
  private static final Set<String> NO = Set.of("否", "no", "false", "0");

  private ProductSheet() {}

  /**
   * @param seats of whoever brings the file
   */
  static ImportForm of(Seats seats) {
    return ImportForm.of("products", COLUMNS, tables -> rows(tables, seats));
  }

  private static RowWriter rows(Tables tables, Seats seats) {
    Set<String> seen = new HashSet<>();
    return row -> {
      long owner = Holders.of(tables, seats, row);
      String code = row.text("code");
      if (!seen.add(owner + " " + code)) {
        throw new RuleException("code", "must be on one row alone", code, "product-twice");
      }
      SupplyProduct known = tables.supply().product(owner, code).orElse(null);
      SupplyProduct next = product(row, owner, known);
      if (next.equals(known)) {
        return Change.Kind.UNCHANGED;
      }
      SupplyProduct _ = Catalogue.put(tables, next);
      return known == null ? Change.Kind.ADDED : Change.Kind.CHANGED;
    };
  }

  private static SupplyProduct product(RowValues row, long owner, @Nullable SupplyProduct known) {
    Optional<String> gtin = row.optional("gtin").map(text -> Gs1.gtin("gtin", text));
    Optional<String> nameEn = row.optional("nameEn");
    Optional<Boolean> offered = row.optional("offered").map(ProductSheet::flag);
    return new SupplyProduct(
        known == null ? 0 : known.id(),
        owner,
        row.text("code"),
        gtin.orElse(known == null ? null : known.gtin()),
        row.text("name"),
        nameEn.orElse(known == null ? null : known.nameEn()),
        row.text("unit"),
        offered.orElse(known == null || known.offered()),
        known == null ? 0 : known.version());
  }

  private static boolean flag(String word) {
    if (!YES.contains(word) && !NO.contains(word)) {
      throw new RuleException("offered", "must be 是 or 否", word, "word-unknown");
    }
    return YES.contains(word);
  }
}
