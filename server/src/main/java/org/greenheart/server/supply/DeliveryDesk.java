// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.DELIVERY;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Deliveries: shipped by one side, counted by the other, settled by both where they differ. */
final class DeliveryDesk {
  /** So long other figures of the same side do not ring again. */
  private static final Duration QUIET = Duration.ofDays(1);

  private DeliveryDesk() {}

  /**
   * Sends lots on their way.
   *
   * @throws RuleException {@code delivery-empty}, {@code lot-not-of-product}, {@code
   *     lot-overdrawn}, {@code delivery-above-order}
   */
  static SupplyDelivery ship(
      Tables tables, Seats seats, SupplyOrder order, List<LotAmount> lots, LocalDate expected) {
    SupplyRequest request = tables.supply().request(order.request()).orElseThrow();
    SupplyPartner partner = Trail.partner(tables, request);
    List<SupplyDelivery> before = OrderDesk.deliveries(tables, order);
    long acting =
        seats.acting(Step.SHIP, partner, (each, side) -> each.fits(order, !before.isEmpty(), side));
    if (lots.isEmpty()) {
      throw new RuleException("lots", "must name at least one lot", "", "delivery-empty");
    }
    BigDecimal quantity = BigDecimal.ZERO;
    for (LotAmount each : lots) {
      LotDesk.requireLeft(tables, each, request.product());
      quantity = quantity.add(each.quantity());
    }
    requireRoom(order, before, quantity);
    SupplyDelivery delivery =
        tables
            .supply()
            .put(
                new SupplyDelivery(
                    0,
                    order.id(),
                    SupplyDelivery.State.SHIPPED,
                    quantity,
                    tables.now(),
                    expected,
                    null,
                    null,
                    "",
                    null,
                    null,
                    null,
                    0),
                lots);
    tables.supply().stocks().move(partner.supplier(), request.product(), quantity.negate());
    note(tables, seats, delivery, order, acting, "ship", quantity.toPlainString());
    // Stored as it is: its version moves on, so that the same request sent twice ships once.
    SupplyOrder _ = OrderDesk.follow(tables, tables.supply().put(order));
    return delivery;
  }

  /** What of an order may still be shipped. */
  static BigDecimal room(SupplyOrder order, List<SupplyDelivery> before) {
    BigDecimal room = order.counts();
    for (SupplyDelivery each : before) {
      // What is known to have come in order counts; of the rest, what was sent.
      boolean isSure =
          switch (each.state()) {
            case RECEIVED, SETTLED -> true;
            case SHIPPED, DISPUTED -> false;
          };
      room = room.subtract(isSure ? each.good() : each.shipped());
    }
    return room.max(BigDecimal.ZERO);
  }

  private static void requireRoom(
      SupplyOrder order, List<SupplyDelivery> before, BigDecimal quantity) {
    BigDecimal room = room(order, before);
    if (quantity.compareTo(room) > 0) {
      throw new RuleException(
          "quantity",
          "must be at most %s: so much of the order is still to come"
              .formatted(room.toPlainString()),
          quantity.toPlainString(),
          "delivery-above-order");
    }
  }

  /**
   * What the buyer counted. Another figure than the supplier's is a dispute, until both agree.
   *
   * @param counted null for the supplier's figure
   */
  static SupplyDelivery receive(
      Tables tables,
      Seats seats,
      SupplyDelivery delivery,
      @Nullable BigDecimal counted,
      SupplyDelivery.Quality quality,
      String text) {
    SupplyOrder order = tables.supply().order(delivery.order()).orElseThrow();
    SupplyPartner partner = Trail.partner(tables, order);
    long acting =
        seats.acting(Step.RECEIVE, partner, (each, side) -> each.fits(delivery, partner, side));
    BigDecimal figure = counted == null ? delivery.shipped() : counted;
    boolean same = figure.compareTo(delivery.shipped()) == 0;
    SupplyDelivery stored =
        tables
            .supply()
            .put(
                new SupplyDelivery(
                    delivery.id(),
                    delivery.order(),
                    same ? SupplyDelivery.State.RECEIVED : SupplyDelivery.State.DISPUTED,
                    delivery.shipped(),
                    delivery.shippedAt(),
                    delivery.expected(),
                    figure,
                    quality,
                    text,
                    null,
                    null,
                    null,
                    delivery.version()),
                List.of());
    String said = figure.toPlainString() + (text.isEmpty() ? "" : ": " + text);
    note(tables, seats, stored, order, acting, same ? "receive" : "dispute", said);
    arrive(tables, stored, order, partner);
    return stored;
  }

  /**
   * Proposes how a dispute might end. Another figure takes the place of one that still waits for an
   * answer: who saw the former accepts none but that, since the version has moved on.
   *
   * @throws RuleException {@code settlement-outside}
   * @throws ApiException 409 {@code proposal-waits}
   */
  static SupplyDelivery propose(
      Tables tables, Seats seats, SupplyDelivery delivery, BigDecimal figure, String text) {
    SupplyOrder order = tables.supply().order(delivery.order()).orElseThrow();
    SupplyPartner partner = Trail.partner(tables, order);
    long acting =
        seats.acting(Step.PROPOSE, partner, (each, side) -> each.fits(delivery, partner, side));
    BigDecimal counted = delivery.counted();
    BigDecimal most = counted == null ? delivery.shipped() : delivery.shipped().max(counted);
    BigDecimal least = counted == null ? delivery.shipped() : delivery.shipped().min(counted);
    if (figure.compareTo(least) < 0 || figure.compareTo(most) > 0) {
      throw new RuleException(
          "quantity",
          "must lie between the two figures (%s and %s)"
              .formatted(least.toPlainString(), most.toPlainString()),
          figure.toPlainString(),
          "settlement-outside");
    }
    BigDecimal waiting = delivery.proposed();
    Long by = delivery.proposedBy();
    if (waiting != null && by != null && by == acting && waiting.compareTo(figure) == 0) {
      throw new ApiException(
          409,
          "proposal-waits",
          "quantity (%s) was proposed already and waits for the other side"
              .formatted(figure.toPlainString()));
    }
    List<SupplyEvent> before = tables.supply().events(Words.of(DELIVERY), delivery.id());
    SupplyDelivery stored =
        tables.supply().put(with(delivery, delivery.state(), figure, acting, null), List.of());
    String said = figure.toPlainString() + (text.isEmpty() ? "" : ": " + text);
    if (Trail.isNews(before, acting, "propose", tables.now().minus(QUIET))) {
      note(tables, seats, stored, order, acting, "propose", said);
    } else {
      Trail.add(tables, DELIVERY, stored.id(), seats.who(), acting, "propose", said);
    }
    return stored;
  }

  /** Accepts what the other side proposed: that figure counts. */
  static SupplyDelivery settle(Tables tables, Seats seats, SupplyDelivery delivery, String text) {
    SupplyOrder order = tables.supply().order(delivery.order()).orElseThrow();
    SupplyPartner partner = Trail.partner(tables, order);
    long acting =
        seats.acting(Step.SETTLE, partner, (each, side) -> each.fits(delivery, partner, side));
    SupplyDelivery stored =
        tables
            .supply()
            .put(
                with(
                    delivery,
                    SupplyDelivery.State.SETTLED,
                    delivery.proposed(),
                    delivery.proposedBy(),
                    delivery.proposed()),
                List.of());
    note(tables, seats, stored, order, acting, "settle", text);
    arrive(tables, stored, order, partner);
    return stored;
  }

  private static SupplyDelivery with(
      SupplyDelivery delivery,
      SupplyDelivery.State state,
      @Nullable BigDecimal proposed,
      @Nullable Long proposedBy,
      @Nullable BigDecimal settled) {
    return new SupplyDelivery(
        delivery.id(),
        delivery.order(),
        state,
        delivery.shipped(),
        delivery.shippedAt(),
        delivery.expected(),
        delivery.counted(),
        delivery.quality(),
        delivery.qualityNote(),
        proposed,
        proposedBy,
        settled,
        delivery.version());
  }

  private static void arrive(
      Tables tables, SupplyDelivery delivery, SupplyOrder order, SupplyPartner partner) {
    SupplyRequest request = tables.supply().request(order.request()).orElseThrow();
    // Goods that failed the check are there, but are no stock, and the order still waits for
    // others.
    tables.supply().stocks().move(partner.buyer(), request.product(), delivery.good());
    SupplyOrder _ = OrderDesk.follow(tables, order);
  }

  private static void note(
      Tables tables,
      Seats seats,
      SupplyDelivery delivery,
      SupplyOrder order,
      long acting,
      String what,
      String text) {
    Trail.add(tables, DELIVERY, delivery.id(), seats.who(), acting, what, text.strip());
    Trail.tell(
        tables,
        NoticeKind.SUPPLY_STEP,
        order,
        OrderNumbers.of(order) + " " + OrderNumbers.delivery(delivery.id()),
        what,
        seats.who());
  }
}
