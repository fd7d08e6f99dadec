// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.DELIVERY;
import static org.greenheart.server.supply.Step.Subject.ORDER;
import static org.greenheart.server.supply.Step.Subject.PARTNER;
import static org.greenheart.server.supply.Step.Subject.REQUEST;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.server.supply.Names.Firm;
import org.greenheart.server.supply.Names.Product;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyRequest;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** Trade as both sides read it, with the steps that the reader can take now. */
final class TradeViews {
  private TradeViews() {}

  private static List<String> words(List<Step> steps) {
    return steps.stream().map(Words::of).toList();
  }

  /**
   * A partnership.
   *
   * @param asked whether a side of the caller proposed it
   */
  record PartnerView(
      long id,
      Firm buyer,
      Firm supplier,
      String state,
      boolean sharesStock,
      boolean asked,
      List<String> sides,
      List<String> steps,
      int version) {
    static PartnerView of(Tables tables, Seats seats, SupplyPartner partner) {
      return new PartnerView(
          partner.id(),
          Firm.of(tables, partner.buyer()),
          Firm.of(tables, partner.supplier()),
          Words.of(partner.state()),
          partner.sharesStock(),
          seats.holds(partner.proposedBy()),
          seats.sides(partner).stream().map(Words::of).toList(),
          words(seats.steps(PARTNER, partner, (step, side) -> step.fits(partner, side))),
          partner.version());
    }
  }

  /**
   * A request.
   *
   * @param left of what was agreed, to be ordered
   */
  record RequestView(
      long id,
      String number,
      PartnerView partner,
      Product product,
      String state,
      BigDecimal asked,
      @Nullable BigDecimal agreed,
      @Nullable BigDecimal left,
      LocalDate neededBy,
      String note,
      List<String> steps,
      List<EventView> events,
      int version) {
    static RequestView of(Tables tables, Seats seats, SupplyRequest request) {
      SupplyPartner partner = Trail.partner(tables, request);
      BigDecimal agreed = request.agreed();
      return new RequestView(
          request.id(),
          OrderNumbers.request(request.id()),
          PartnerView.of(tables, seats, partner),
          Product.of(tables, request.product()),
          Words.of(request.state()),
          request.asked(),
          agreed,
          agreed == null ? null : agreed.subtract(tables.supply().drawn(request.id())),
          request.neededBy(),
          request.note(),
          words(seats.steps(REQUEST, partner, (step, side) -> step.fits(request, side))),
          EventView.list(tables, REQUEST, request.id()),
          request.version());
    }
  }

  /**
   * A line of an order.
   *
   * @param sent what was shipped
   * @param sure what is known to have come and did not fail its check
   * @param room what may still be shipped; null until confirmed
   */
  record OrderView(
      long id,
      String number,
      long request,
      PartnerView partner,
      Product product,
      String state,
      BigDecimal quantity,
      LocalDate neededBy,
      @Nullable BigDecimal confirmed,
      @Nullable LocalDate promised,
      BigDecimal sent,
      BigDecimal sure,
      @Nullable BigDecimal room,
      boolean disputed,
      List<String> warnings,
      List<String> steps,
      Instant made,
      @Nullable String reference,
      int version) {
    static OrderView of(Tables tables, Seats seats, SupplyOrder order) {
      SupplyRequest request = tables.supply().request(order.request()).orElseThrow();
      SupplyPartner partner = Trail.partner(tables, request);
      List<SupplyDelivery> deliveries = OrderDesk.deliveries(tables, order);
      LocalDate today = LocalDate.ofInstant(tables.now(), OrderDesk.BEIJING);
      return new OrderView(
          order.id(),
          OrderNumbers.of(order),
          order.request(),
          PartnerView.of(tables, seats, partner),
          Product.of(tables, request.product()),
          Words.of(order.state()),
          order.quantity(),
          order.neededBy(),
          order.confirmed(),
          order.promised(),
          sum(deliveries.stream().map(SupplyDelivery::shipped).toList()),
          sum(deliveries.stream().map(SupplyDelivery::good).toList()),
          order.confirmed() == null ? null : DeliveryDesk.room(order, deliveries),
          deliveries.stream().anyMatch(each -> each.state() == SupplyDelivery.State.DISPUTED),
          List.copyOf(Warnings.of(order, deliveries, today)),
          words(
              seats.steps(
                  ORDER, partner, (step, side) -> step.fits(order, !deliveries.isEmpty(), side))),
          order.made(),
          order.reference(),
          order.version());
    }
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** So much of a lot, by its code. */
  record Part(long lot, String code, BigDecimal quantity) {
    static Part of(Tables tables, LotAmount amount) {
      SupplyLot lot = tables.supply().lots().find(amount.lot()).orElseThrow();
      return new Part(lot.id(), lot.code(), amount.quantity());
    }
  }

  /** A delivery, with both figures. */
  record DeliveryView(
      long id,
      String number,
      String state,
      BigDecimal shipped,
      Instant shippedAt,
      LocalDate expected,
      @Nullable BigDecimal counted,
      @Nullable String quality,
      String qualityNote,
      @Nullable BigDecimal proposed,
      @Nullable Firm proposedBy,
      @Nullable BigDecimal settled,
      List<Part> lots,
      List<String> steps,
      List<EventView> events,
      int version) {
    static DeliveryView of(Tables tables, Seats seats, SupplyDelivery delivery) {
      SupplyPartner partner =
          Trail.partner(tables, tables.supply().order(delivery.order()).orElseThrow());
      SupplyDelivery.Quality quality = delivery.quality();
      Long proposedBy = delivery.proposedBy();
      return new DeliveryView(
          delivery.id(),
          OrderNumbers.delivery(delivery.id()),
          Words.of(delivery.state()),
          delivery.shipped(),
          delivery.shippedAt(),
          delivery.expected(),
          delivery.counted(),
          quality == null ? null : Words.of(quality),
          delivery.qualityNote(),
          delivery.proposed(),
          proposedBy == null ? null : Firm.of(tables, proposedBy),
          delivery.settled(),
          tables.supply().lotsOf(delivery.id()).stream()
              .map(each -> Part.of(tables, each))
              .toList(),
          words(seats.steps(DELIVERY, partner, (step, side) -> step.fits(delivery, partner, side))),
          EventView.list(tables, DELIVERY, delivery.id()),
          delivery.version());
    }
  }

  /** What happened. */
  record EventView(Instant at, String who, @Nullable Firm enterprise, String what, String text) {
    static List<EventView> list(Tables tables, Step.Subject subject, long id) {
      return tables.supply().events(Words.of(subject), id).stream()
          .map(event -> of(tables, event))
          .toList();
    }

    private static EventView of(Tables tables, SupplyEvent event) {
      return new EventView(
          event.at(),
          event.who(),
          event.enterprise() == 0 ? null : Firm.of(tables, event.enterprise()),
          event.what(),
          event.text());
    }
  }

  /** One of the lines that were ordered together. */
  record LineView(long id, String number, Product product, BigDecimal quantity, String state) {
    static LineView of(Tables tables, SupplyOrder line) {
      SupplyRequest request = tables.supply().request(line.request()).orElseThrow();
      return new LineView(
          line.id(),
          OrderNumbers.of(line),
          Product.of(tables, request.product()),
          line.counts(),
          Words.of(line.state()));
    }
  }

  /**
   * All of a line of an order.
   *
   * @param lines all of the order, this one too
   */
  record OrderPage(
      OrderView order,
      List<LineView> lines,
      List<DeliveryView> deliveries,
      List<EventView> events) {
    static OrderPage of(Tables tables, Seats seats, SupplyOrder order) {
      return new OrderPage(
          OrderView.of(tables, seats, order),
          tables.supply().lines(order.head()).stream()
              .map(each -> LineView.of(tables, each))
              .toList(),
          OrderDesk.deliveries(tables, order).stream()
              .map(each -> DeliveryView.of(tables, seats, each))
              .toList(),
          EventView.list(tables, ORDER, order.id()));
    }
  }
}
