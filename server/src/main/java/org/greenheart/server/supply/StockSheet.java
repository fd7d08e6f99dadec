// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.places.ImportColumn.optional;
import static org.greenheart.server.places.ImportColumn.required;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyStock;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Counts of stock as a warehouse writes them: what is there of own and of suppliers' products. */
final class StockSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          Holders.COLUMN,
          required("product", "产品编码", "GTIN"),
          required("quantity", "数量", "盘点数量"),
          optional("owner", "供应商信用代码", "产品企业信用代码"));

  private StockSheet() {}

  /**
   * @param seats of whoever brings the file
   */
  static ImportForm of(Seats seats) {
    return ImportForm.of("stock", COLUMNS, tables -> rows(tables, seats));
  }

  private static RowWriter rows(Tables tables, Seats seats) {
    Set<String> seen = new HashSet<>();
    return row -> {
      long holder = Holders.of(tables, seats, row);
      SupplyProduct product = product(tables, seats.only(holder), row);
      if (!seen.add(holder + " " + product.id())) {
        throw new RuleException(
            "product",
            "must be on one row alone: write the sum of what was counted",
            row.text("product"),
            "product-twice");
      }
      BigDecimal quantity =
          row.decimal("quantity")
              .orElseThrow(
                  () -> new RuleException("quantity", "must not be blank", "", "cell-blank"))
              .toBigDecimal();
      SupplyStock counted = SupplyStock.counted(holder, product.id(), quantity, tables.now());
      BigDecimal before =
          tables.supply().stocks().of(holder, product.id()).map(SupplyStock::quantity).orElse(null);
      tables.supply().stocks().count(counted);
      return before == null
          ? Change.Kind.ADDED
          : before.compareTo(quantity) == 0 ? Change.Kind.UNCHANGED : Change.Kind.CHANGED;
    };
  }

  /** By code or GTIN; where several owners use the same, by its owner's credit code too. */
  private static SupplyProduct product(Tables tables, Seats holder, RowValues row) {
    String code = row.text("product");
    List<SupplyProduct> found =
        Found.products(tables, holder, owner(tables, row), code, Page.first());
    if (found.size() != 1) {
      throw new RuleException(
          "product",
          found.isEmpty()
              ? "must be one's own or a supplier's"
              : "is the code of several products: write its owner's credit code",
          code,
          found.isEmpty() ? "product-unknown" : "product-ambiguous");
    }
    return found.getFirst();
  }

  /** Null where none is written; an enterprise that nobody knows has no products. */
  private static @Nullable Long owner(Tables tables, RowValues row) {
    Optional<String> code = row.optional("owner");
    return code.isEmpty()
        ? null
        : tables.places().enterprises().list().stream()
            .filter(each -> each.creditCode().equals(code.get()))
            .map(Enterprise::id)
            .findFirst()
            .orElse(0L);
  }
}
