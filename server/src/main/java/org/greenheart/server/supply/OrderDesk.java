// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.ORDER;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** An order's way from the buyer's word to the last delivery. */
final class OrderDesk {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private OrderDesk() {}

  static List<SupplyDelivery> deliveries(Tables tables, SupplyOrder order) {
    return tables.supply().deliveries(List.of(order.id()));
  }

  /**
   * Confirms, refuses, cancels or closes.
   *
   * @param confirmed of a confirmation: at most what was ordered
   * @param promised of a confirmation
   * @throws RuleException {@code confirm-above-order}
   */
  static SupplyOrder step(
      Tables tables,
      Seats seats,
      SupplyOrder order,
      Step step,
      @Nullable BigDecimal confirmed,
      @Nullable LocalDate promised,
      String text) {
    SupplyPartner partner = Trail.partner(tables, order);
    boolean shipped = !deliveries(tables, order).isEmpty();
    long acting = seats.acting(step, partner, (each, side) -> each.fits(order, shipped, side));
    SupplyOrder next =
        switch (step) {
          case CONFIRM -> confirmed(order, confirmed, promised);
          case REFUSE -> in(order, SupplyOrder.State.REFUSED);
          case CANCEL -> in(order, SupplyOrder.State.CANCELLED);
          case CLOSE -> in(order, SupplyOrder.State.CLOSED);
          case ACCEPT,
              END,
              SHOW_STOCK,
              HIDE_STOCK,
              AGREE,
              DECLINE,
              WITHDRAW,
              SHIP,
              RECEIVE,
              PROPOSE,
              SETTLE ->
              throw new IllegalStateException(step + " is no step of an order alone");
        };
    SupplyOrder stored = tables.supply().put(next);
    Trail.add(tables, ORDER, order.id(), seats.who(), acting, Words.of(step), text);
    Trail.tell(
        tables,
        NoticeKind.SUPPLY_STEP,
        stored,
        OrderNumbers.of(order),
        Words.of(step),
        seats.who());
    return warn(tables, stored);
  }

  private static SupplyOrder confirmed(
      SupplyOrder order, @Nullable BigDecimal confirmed, @Nullable LocalDate promised) {
    BigDecimal quantity = confirmed == null ? order.quantity() : confirmed;
    if (quantity.compareTo(order.quantity()) > 0) {
      throw new RuleException(
          "quantity",
          "must be at most what is ordered (%s)".formatted(order.quantity().toPlainString()),
          quantity.toPlainString(),
          "confirm-above-order");
    }
    return new SupplyOrder(
        order.id(),
        order.head(),
        order.line(),
        order.request(),
        SupplyOrder.State.CONFIRMED,
        order.quantity(),
        order.neededBy(),
        quantity,
        promised == null ? order.neededBy() : promised,
        order.made(),
        order.reference(),
        order.warned(),
        order.version());
  }

  private static SupplyOrder in(SupplyOrder order, SupplyOrder.State state) {
    return with(order, state, order.warned());
  }

  private static SupplyOrder with(SupplyOrder order, SupplyOrder.State state, Set<String> warned) {
    return new SupplyOrder(
        order.id(),
        order.head(),
        order.line(),
        order.request(),
        state,
        order.quantity(),
        order.neededBy(),
        order.confirmed(),
        order.promised(),
        order.made(),
        order.reference(),
        warned,
        order.version());
  }

  /** Moves an order to where its deliveries have brought it. */
  static SupplyOrder follow(Tables tables, SupplyOrder order) {
    BigDecimal good =
        deliveries(tables, order).stream()
            .map(SupplyDelivery::good)
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    SupplyOrder.State state =
        !order.state().isOpen() || good.signum() == 0
            ? order.state()
            : good.compareTo(order.counts()) < 0
                ? SupplyOrder.State.PART_DELIVERED
                : SupplyOrder.State.DELIVERED;
    return warn(tables, state == order.state() ? order : tables.supply().put(in(order, state)));
  }

  /** Tells of warnings that nobody was told of yet. */
  static SupplyOrder warn(Tables tables, SupplyOrder order) {
    LocalDate today = LocalDate.ofInstant(tables.now(), BEIJING);
    Set<String> fresh = new TreeSet<>(Warnings.of(order, deliveries(tables, order), today));
    fresh.removeAll(order.warned());
    if (fresh.isEmpty()) {
      return order;
    }
    Set<String> all = new TreeSet<>(order.warned());
    all.addAll(fresh);
    SupplyOrder stored = tables.supply().put(with(order, order.state(), all));
    for (String warning : fresh) {
      Trail.add(tables, ORDER, order.id(), "", 0, warning, "");
      Trail.tell(tables, NoticeKind.SUPPLY_WARNING, stored, OrderNumbers.of(order), warning, "");
    }
    return stored;
  }
}
