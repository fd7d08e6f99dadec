// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static java.util.Objects.requireNonNull;
import static org.greenheart.server.places.ImportColumn.required;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.server.places.ImportColumn;
import org.greenheart.server.places.ImportForm;
import org.greenheart.server.places.RowValues;
import org.greenheart.server.places.RowWriter;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;

/**
 * Orders as an ERP system writes them: each row draws on a request that was agreed to. A file
 * brought twice orders once.
 */
final class OrderSheet implements ImportForm {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("reference", "订单编号", "采购订单号"),
          required("request", "需求号", "需求"),
          required("quantity", "数量", "订货数量"),
          required("neededBy", "需求日期", "交货日期"));

  private final Seats seats;

  /**
   * @param seats of whoever brings the file
   */
  OrderSheet(Seats seats) {
    this.seats = requireNonNull(seats, "seats is null");
  }

  @Override
  public String text() {
    return "orders";
  }

  @Override
  public List<ImportColumn> columns() {
    return COLUMNS;
  }

  @Override
  public RowWriter writer(Tables tables) {
    return row -> {
      SupplyRequest request = request(tables, row);
      String reference = row.text("reference");
      BigDecimal quantity =
          row.decimal("quantity").orElseThrow(() -> blank("quantity")).toBigDecimal();
      LocalDate neededBy = row.date("neededBy").orElseThrow(() -> blank("neededBy"));
      SupplyOrder known =
          tables.supply().orders(List.of(request.id())).stream()
              .filter(each -> reference.equals(each.reference()))
              .findFirst()
              .orElse(null);
      if (known == null) {
        SupplyOrder _ = RequestDesk.order(tables, seats, request, quantity, neededBy, reference);
        return Change.Kind.ADDED;
      }
      if (known.quantity().compareTo(quantity) != 0 || !known.neededBy().equals(neededBy)) {
        throw new RuleException(
            "reference",
            "was ordered before with another quantity or day: cancel that order first",
            reference,
            "reference-taken");
      }
      return Change.Kind.UNCHANGED;
    };
  }

  private SupplyRequest request(Tables tables, RowValues row) {
    String number = row.text("request");
    return Found.requests(tables, seats).stream()
        .filter(
            each ->
                OrderNumbers.request(each.id()).equals(number)
                    && seats.holds(Trail.partner(tables, each).buyer()))
        .findFirst()
        .orElseThrow(
            () ->
                new RuleException(
                    "request", "must be a request of one's own", number, "request-unknown"));
  }

  private static RuleException blank(String field) {
    return new RuleException(field, "must not be blank", "", "cell-blank");
  }
}
