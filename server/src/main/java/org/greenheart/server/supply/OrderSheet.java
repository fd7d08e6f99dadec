// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.places.ImportColumn.required;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
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
 * Orders as an ERP system writes them: each row draws on a request that was agreed to, and rows
 * with one number are lines of one order. A file brought twice orders once.
 */
final class OrderSheet {
  private static final List<ImportColumn> COLUMNS =
      List.of(
          required("reference", "订单编号", "采购订单号"),
          required("request", "需求号", "需求"),
          required("quantity", "数量", "订货数量"),
          required("neededBy", "需求日期", "交货日期"));

  private OrderSheet() {}

  /**
   * @param seats of whoever brings the file
   */
  static ImportForm of(Seats seats) {
    return ImportForm.of("orders", COLUMNS, tables -> rows(tables, seats));
  }

  private static RowWriter rows(Tables tables, Seats seats) {
    // Read once: a sheet may have thousands of rows on one request.
    Map<Long, BigDecimal> drawn = new HashMap<>();
    Set<String> seen = new HashSet<>();
    return row -> {
      SupplyRequest request = request(tables, seats, row);
      String reference = row.text("reference");
      if (!seen.add(request.id() + " " + reference)) {
        // Equal rows would pass for the order that is known, and half of it never be ordered.
        throw new RuleException(
            "request",
            "must be in one row alone of order %s".formatted(reference),
            row.text("request"),
            "order-request-twice");
      }
      BigDecimal quantity =
          row.decimal("quantity").orElseThrow(() -> blank("quantity")).toBigDecimal();
      LocalDate neededBy = row.date("neededBy").orElseThrow(() -> blank("neededBy"));
      List<SupplyOrder> lines = tables.supply().byReference(request.partner(), reference);
      Optional<SupplyOrder> known =
          lines.stream().filter(each -> each.request() == request.id()).findFirst();
      if (known.isPresent()) {
        requireSame(tables, known.get(), quantity, neededBy);
        return Change.Kind.UNCHANGED;
      }
      List<SupplyOrder> before =
          lines.isEmpty() ? List.of() : tables.supply().lines(lines.getFirst().head());
      BigDecimal soFar = drawn.computeIfAbsent(request.id(), tables.supply()::drawn);
      SupplyOrder ordered =
          RequestDesk.order(tables, seats, before, request, soFar, quantity, neededBy, reference);
      drawn.put(request.id(), soFar.add(ordered.quantity()));
      return Change.Kind.ADDED;
    };
  }

  private static void requireSame(
      Tables tables, SupplyOrder known, BigDecimal quantity, LocalDate neededBy) {
    if (known.quantity().compareTo(quantity) == 0 && known.neededBy().equals(neededBy)) {
      return;
    }
    boolean shipped = !OrderDesk.deliveries(tables, known).isEmpty();
    throw new RuleException(
        "reference",
        "was ordered before (%s: %s by %s); %s"
            .formatted(
                OrderNumbers.of(known),
                known.quantity().toPlainString(),
                known.neededBy(),
                Step.CANCEL.fits(known, shipped, Side.BUYER)
                    ? "cancel that order first"
                    : "that order cannot be cancelled any more, so order under another number"),
        known.reference(),
        "reference-taken");
  }

  private static SupplyRequest request(Tables tables, Seats seats, RowValues row) {
    String number = row.text("request");
    OptionalLong id = OrderNumbers.readRequest(number);
    Optional<SupplyRequest> request =
        id.isPresent() ? tables.supply().request(id.getAsLong()) : Optional.empty();
    SupplyRequest found =
        request
            .filter(each -> seats.holds(Trail.partner(tables, each).buyer()))
            .orElseThrow(
                () ->
                    new RuleException(
                        "request", "must be a request of one's own", number, "request-unknown"));
    if (!Trail.partner(tables, found).isActive()) {
      throw new RuleException(
          "request", "must be with a supplier that still trades", number, "partner-not-active");
    }
    return found;
  }

  private static RuleException blank(String field) {
    return new RuleException(field, "must not be blank", "", "cell-blank");
  }
}
