// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.ORDER;
import static org.greenheart.server.supply.Step.Subject.REQUEST;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** What is asked for and agreed to, and the orders that draw on it. */
final class RequestDesk {
  private RequestDesk() {}

  /**
   * @throws RuleException {@code product-not-offered}
   */
  static SupplyRequest ask(
      Tables tables,
      Seats seats,
      SupplyPartner partner,
      long product,
      BigDecimal quantity,
      LocalDate neededBy,
      String note) {
    seats.require(partner.buyer());
    PartnerDesk.requireActive(partner);
    requireOffered(tables, partner, product);
    SupplyRequest request =
        tables
            .supply()
            .put(
                new SupplyRequest(
                    0,
                    partner.id(),
                    product,
                    SupplyRequest.State.ASKED,
                    quantity,
                    null,
                    neededBy,
                    note,
                    0));
    note(tables, seats, request, partner.buyer(), "ask", note);
    return request;
  }

  /**
   * That the supplier of a partnership offers a product of its own.
   *
   * @throws RuleException {@code product-not-offered}
   */
  static void requireOffered(Tables tables, SupplyPartner partner, long product) {
    boolean offered =
        tables
            .supply()
            .product(product)
            .filter(each -> each.owner() == partner.supplier() && each.offered())
            .isPresent();
    if (!offered) {
      throw new RuleException(
          "product", "must be in the supplier's catalogue", product, "product-not-offered");
    }
  }

  private static void note(
      Tables tables, Seats seats, SupplyRequest request, long acting, String what, String text) {
    Trail.add(tables, REQUEST, request.id(), seats.who(), acting, what, text);
    Trail.tell(
        tables,
        NoticeKind.SUPPLY_STEP,
        request,
        OrderNumbers.request(request.id()),
        "/supply?tab=requests",
        what,
        seats.who());
  }

  /**
   * @param quantity that is agreed to; empty for all that was asked
   */
  static SupplyRequest step(
      Tables tables,
      Seats seats,
      SupplyRequest request,
      Step step,
      Optional<BigDecimal> quantity,
      String text) {
    SupplyPartner partner = Trail.partner(tables, request);
    long acting = seats.acting(step, partner, (each, side) -> each.fits(request, side));
    SupplyRequest.State state =
        switch (step) {
          case AGREE -> SupplyRequest.State.AGREED;
          case DECLINE -> SupplyRequest.State.DECLINED;
          case WITHDRAW -> SupplyRequest.State.WITHDRAWN;
          case ACCEPT,
              END,
              SHOW_STOCK,
              HIDE_STOCK,
              CONFIRM,
              REFUSE,
              CANCEL,
              SHIP,
              CLOSE,
              RECEIVE,
              PROPOSE,
              SETTLE ->
              throw new IllegalStateException(step + " is no step of a request");
        };
    SupplyRequest stored =
        tables
            .supply()
            .put(
                new SupplyRequest(
                    request.id(),
                    request.partner(),
                    request.product(),
                    state,
                    request.asked(),
                    step == Step.AGREE ? quantity.orElse(request.asked()) : null,
                    request.neededBy(),
                    request.note(),
                    request.version()));
    note(tables, seats, stored, acting, Words.of(step), text);
    return stored;
  }

  /**
   * Orders a part of what was agreed.
   *
   * @param before lines of the same order, by line; empty for its first one
   * @param drawn what was ordered of the request so far
   * @throws RuleException {@code request-not-agreed}, {@code order-partners}, {@code
   *     order-above-agreed}
   */
  static SupplyOrder order(
      Tables tables,
      Seats seats,
      List<SupplyOrder> before,
      SupplyRequest request,
      BigDecimal drawn,
      BigDecimal quantity,
      LocalDate neededBy,
      @Nullable String reference) {
    SupplyPartner partner = Trail.partner(tables, request);
    seats.require(partner.buyer());
    PartnerDesk.requireActive(partner);
    BigDecimal agreed = request.agreed();
    String number = OrderNumbers.request(request.id());
    if (!before.isEmpty() && Trail.partner(tables, before.getFirst()).id() != partner.id()) {
      throw new RuleException(
          "request", "must be with the supplier of the first line", number, "order-partners");
    }
    if (agreed == null) {
      throw new RuleException(
          "request", "must have been agreed to by the supplier", number, "request-not-agreed");
    }
    BigDecimal left = agreed.subtract(drawn);
    if (quantity.compareTo(left) > 0) {
      SupplyProduct product = tables.supply().product(request.product()).orElseThrow();
      throw new RuleException(
          "quantity",
          "must be at most %s %s: of %s agreed in %s so much is left"
              .formatted(left.toPlainString(), product.unit(), agreed.toPlainString(), number),
          quantity.toPlainString(),
          "order-above-agreed");
    }
    SupplyOrder order =
        tables
            .supply()
            .put(
                new SupplyOrder(
                    0,
                    before.isEmpty() ? 0 : before.getFirst().head(),
                    before.isEmpty() ? 1 : before.getLast().line() + 1,
                    request.id(),
                    SupplyOrder.State.ORDERED,
                    quantity,
                    neededBy,
                    null,
                    null,
                    tables.now(),
                    reference,
                    Set.of(),
                    0));
    Trail.add(tables, ORDER, order.id(), seats.who(), partner.buyer(), "order", "");
    Trail.tell(tables, NoticeKind.SUPPLY_STEP, order, OrderNumbers.of(order), "order", seats.who());
    return order;
  }
}
