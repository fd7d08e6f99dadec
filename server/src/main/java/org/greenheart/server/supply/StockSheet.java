// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;
import static org.greenheart.server.places.ImportColumn.required;

import java.math.BigDecimal;
import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyStock;
import org.greenheart.storage.registry.Tables;

/** Counts of stock as a warehouse writes them: what is there of own and of suppliers' products. */
final class StockSheet implements ImportForm {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          Holders.COLUMN, required("product", "产品编码", "GTIN"), required("quantity", "数量", "盘点数量"));

  private final Seats seats;

  /**
   * @param seats of whoever brings the file
   */
  StockSheet(Seats seats) {
    this.seats = requireNonNull(seats, "seats is null");
  }

  @Override
  public String text() {
    return "stock";
  }

  @Override
  public List<ImportColumn> columns() {
    return COLUMNS;
  }

  @Override
  public RowWriter writer(Tables tables) {
    return row -> {
      long holder = Holders.of(tables, seats, row);
      SupplyProduct product = product(tables, seats.only(holder), row);
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

  /** By its owner's code, or by its GTIN where two owners use the same code. */
  private static SupplyProduct product(Tables tables, Seats holder, RowValues row) {
    String code = row.text("product");
    List<SupplyProduct> found = Found.products(tables, holder, null, code, Page.first());
    if (found.size() != 1) {
      throw new RuleException(
          "product",
          found.isEmpty()
              ? "must be one's own or a supplier's"
              : "is the code of several products: write the GTIN",
          code,
          found.isEmpty() ? "product-unknown" : "product-ambiguous");
    }
    return found.getFirst();
  }
}
