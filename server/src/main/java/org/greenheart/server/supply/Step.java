// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Side.BUYER;
import static org.greenheart.server.supply.Side.SUPPLIER;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyOrder;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.SupplyRequest;

/**
 * The state machine of trade: which step fits which state, and whose it is. Pure; whatever is not
 * named here cannot be done.
 */
enum Step {
  // a partnership
  ACCEPT(Subject.PARTNER, BUYER, SUPPLIER),
  END(Subject.PARTNER, BUYER, SUPPLIER),
  SHOW_STOCK(Subject.PARTNER, SUPPLIER),
  HIDE_STOCK(Subject.PARTNER, SUPPLIER),
  // a request
  AGREE(Subject.REQUEST, SUPPLIER),
  DECLINE(Subject.REQUEST, SUPPLIER),
  WITHDRAW(Subject.REQUEST, BUYER),
  // an order
  CONFIRM(Subject.ORDER, SUPPLIER),
  REFUSE(Subject.ORDER, SUPPLIER),
  CANCEL(Subject.ORDER, BUYER),
  SHIP(Subject.ORDER, SUPPLIER),
  CLOSE(Subject.ORDER, BUYER),
  // a delivery
  RECEIVE(Subject.DELIVERY, BUYER),
  PROPOSE(Subject.DELIVERY, BUYER, SUPPLIER),
  SETTLE(Subject.DELIVERY, BUYER, SUPPLIER);

  /** What a step is about. */
  enum Subject {
    PARTNER,
    REQUEST,
    ORDER,
    DELIVERY
  }

  private final Subject subject;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of
  private final Set<Side> sides;

  Step(Subject subject, Side... sides) {
    this.subject = subject;
    this.sides = Set.of(sides);
  }

  Subject subject() {
    return subject;
  }

  Set<Side> sides() {
    return sides;
  }

  static List<Step> of(Subject subject) {
    return Arrays.stream(values()).filter(step -> step.subject == subject).toList();
  }

  /** The side that proposed does not accept as well. */
  boolean fits(SupplyPartner partner, Side side) {
    boolean ours = sides.contains(side) && subject == Subject.PARTNER;
    return ours
        && switch (partner.state()) {
          case PROPOSED ->
              (this == ACCEPT && side.of(partner) != partner.proposedBy()) || this == END;
          case ACTIVE -> this == END || this == (partner.sharesStock() ? HIDE_STOCK : SHOW_STOCK);
          case ENDED -> false;
        };
  }

  boolean fits(SupplyRequest request, Side side) {
    return sides.contains(side)
        && switch (request.state()) {
          case ASKED -> subject == Subject.REQUEST;
          case AGREED, DECLINED, WITHDRAWN -> false;
        };
  }

  /**
   * @param shipped whether something is on its way or has come
   */
  boolean fits(SupplyOrder order, boolean shipped, Side side) {
    return sides.contains(side)
        && switch (order.state()) {
          case ORDERED -> this == CONFIRM || this == REFUSE || this == CANCEL;
          // All that was shipped may have failed its check, and nothing else may come.
          case CONFIRMED -> this == SHIP || this == (shipped ? CLOSE : CANCEL);
          case PART_DELIVERED -> this == SHIP || this == CLOSE;
          case DELIVERED -> this == CLOSE;
          case CLOSED, REFUSED, CANCELLED -> false;
        };
  }

  /** Who proposed an end of a dispute does not accept it as well. */
  boolean fits(SupplyDelivery delivery, SupplyPartner partner, Side side) {
    Long proposedBy = delivery.proposedBy();
    return sides.contains(side)
        && switch (delivery.state()) {
          case SHIPPED -> this == RECEIVE;
          case DISPUTED ->
              this == PROPOSE
                  || (this == SETTLE && proposedBy != null && proposedBy != side.of(partner));
          case RECEIVED, SETTLED -> false;
        };
  }
}
