// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import static org.greenheart.server.supply.Step.Subject.PARTNER;
import static org.greenheart.storage.registry.SupplyPartner.State.ACTIVE;
import static org.greenheart.storage.registry.SupplyPartner.State.ENDED;
import static org.greenheart.storage.registry.SupplyPartner.State.PROPOSED;

import org.greenheart.server.api.ApiException;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;

/** Who trades with whom. */
final class PartnerDesk {
  private PartnerDesk() {}

  /**
   * Asks an enterprise to trade. Who sits for both makes it at once.
   *
   * @param own of the caller
   * @param creditCode of the other one
   * @throws RuleException {@code partner-unknown}, {@code partner-exists}
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
    if (known != null && known.state() != ENDED) {
      throw new RuleException(
          "partner", "is a partner already, or was asked", creditCode, "partner-exists");
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
    Trail.add(tables, PARTNER, asked.id(), seats.who(), own, "propose", "");
    Trail.tell(tables, asked, "propose", seats.who());
    return asked;
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
    SupplyPartner stored = tables.supply().put(next);
    Trail.add(tables, PARTNER, partner.id(), seats.who(), acting, Words.of(step), "");
    Trail.tell(tables, stored, Words.of(step), seats.who());
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
