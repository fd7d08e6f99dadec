// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.PARTNER;
import static org.greenheart.storage.registry.SupplyPartner.State.ACTIVE;
import static org.greenheart.storage.registry.SupplyPartner.State.ENDED;
import static org.greenheart.storage.registry.SupplyPartner.State.PROPOSED;

import java.time.Duration;
import java.util.List;
import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyEvent;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;

/**
 * Who trades with whom. Nobody is rung at without end: a step tells of itself again only once the
 * other side has done something since, or after {@link #QUIET}.
 */
final class PartnerDesk {
  private static final Duration QUIET = Duration.ofDays(30);

  private PartnerDesk() {}

  /**
   * Asks an enterprise to trade. Who sits for both makes it at once. One proposal waits at a time;
   * who was declined waits for the other side to ask.
   *
   * @param own of the caller
   * @param creditCode of the other one
   * @throws RuleException {@code partner-unknown}, {@code partner-exists}, {@code partner-waits},
   *     {@code partner-declined}
   */
  static SupplyPartner propose(Tables tables, Seats seats, long own, String creditCode, Side role) {
    seats.require(own);
    Enterprise other =
        tables.places().enterprises().list().stream()
            .filter(each -> each.creditCode().equals(creditCode.strip()))
            .findFirst()
            .orElseThrow(
                () ->
                    new RuleException(
                        "partner",
                        "must be the credit code of an enterprise that is registered here",
                        creditCode,
                        "partner-unknown"));
    long buyer = role == Side.BUYER ? own : other.id();
    long supplier = role == Side.BUYER ? other.id() : own;
    SupplyPartner known =
        tables.supply().partners().stream()
            .filter(each -> each.buyer() == buyer && each.supplier() == supplier)
            .findFirst()
            .orElse(null);
    List<SupplyEvent> before =
        known == null ? List.of() : tables.supply().events(Words.of(PARTNER), known.id());
    if (known != null) {
      requireFree(known, before, seats, own, creditCode);
    }
    SupplyPartner asked =
        tables
            .supply()
            .put(
                new SupplyPartner(
                    known == null ? 0 : known.id(),
                    buyer,
                    supplier,
                    seats.holds(other.id()) ? ACTIVE : PROPOSED,
                    own,
                    false,
                    known == null ? 0 : known.version()));
    note(tables, seats, asked, before, own, "propose");
    return asked;
  }

  private static void requireFree(
      SupplyPartner known, List<SupplyEvent> before, Seats seats, long own, String creditCode) {
    switch (known.state()) {
      case ACTIVE ->
          throw new RuleException("partner", "is a partner already", creditCode, "partner-exists");
      case PROPOSED ->
          throw new RuleException(
              "partner",
              known.proposedBy() == own
                  ? "was asked already and has not answered yet"
                  : "has asked already: accept that",
              creditCode,
              "partner-waits");
      case ENDED -> {
        long other = own == known.buyer() ? known.supplier() : known.buyer();
        if (!seats.holds(other) && hasDeclined(before, other)) {
          throw new RuleException(
              "partner",
              "has declined: it can ask, once it wants to trade",
              creditCode,
              "partner-declined");
        }
      }
    }
  }

  /** Whether the last proposal was ended by the side that was asked. */
  private static boolean hasDeclined(List<SupplyEvent> events, long asked) {
    if (events.isEmpty() || events.getLast().enterprise() != asked) {
      return false;
    }
    for (SupplyEvent event : events.reversed()) {
      if (event.what().equals("accept")) {
        return false;
      }
      if (event.what().equals("propose")) {
        return event.enterprise() != asked;
      }
    }
    return false;
  }

  private static void note(
      Tables tables,
      Seats seats,
      SupplyPartner partner,
      List<SupplyEvent> before,
      long acting,
      String what) {
    Trail.add(tables, PARTNER, partner.id(), seats.who(), acting, what, "");
    if (Trail.isNews(before, acting, what, tables.now().minus(QUIET))) {
      Trail.tell(tables, partner, what, seats.who());
    }
  }

  static SupplyPartner step(Tables tables, Seats seats, SupplyPartner partner, Step step) {
    long acting = seats.acting(step, partner, (each, side) -> each.fits(partner, side));
    SupplyPartner next =
        switch (step) {
          case ACCEPT -> with(partner, ACTIVE, partner.sharesStock());
          case END -> with(partner, ENDED, false);
          case SHOW_STOCK -> with(partner, partner.state(), true);
          case HIDE_STOCK -> with(partner, partner.state(), false);
          case AGREE,
              DECLINE,
              WITHDRAW,
              CONFIRM,
              REFUSE,
              CANCEL,
              SHIP,
              CLOSE,
              RECEIVE,
              PROPOSE,
              SETTLE ->
              throw new IllegalStateException(step + " is no step of a partnership");
        };
    List<SupplyEvent> before = tables.supply().events(Words.of(PARTNER), partner.id());
    SupplyPartner stored = tables.supply().put(next);
    if (partner.state() == PROPOSED && step == Step.END && acting == partner.proposedBy()) {
      // Taken back before it was answered: of no interest to the one that was asked.
      Trail.add(tables, PARTNER, partner.id(), seats.who(), acting, Words.of(step), "");
    } else {
      note(tables, seats, stored, before, acting, Words.of(step));
    }
    return stored;
  }

  private static SupplyPartner with(
      SupplyPartner partner, SupplyPartner.State state, boolean sharesStock) {
    return new SupplyPartner(
        partner.id(),
        partner.buyer(),
        partner.supplier(),
        state,
        partner.proposedBy(),
        sharesStock,
        partner.version());
  }

  /**
   * @throws ApiException 409 {@code partner-not-active}
   */
  static void requireActive(SupplyPartner partner) {
    if (!partner.isActive()) {
      throw new ApiException(
          409, "partner-not-active", "both sides have to agree to trade with each other first");
    }
  }
}
