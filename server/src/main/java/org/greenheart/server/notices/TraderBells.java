// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.Set;
import org.greenheart.server.accounts.Role;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;

/**
 * A bell for whoever trades. An order that comes or a delivery that is late must reach the people
 * of both enterprises, and an operator who runs the server does not know them: so an account of one
 * of the two that is nobody's recipient yet becomes one, of the bell and of supply alone. From then
 * on the operator may change or disable it like any other.
 */
final class TraderBells {
  static final Set<NoticeKind> KINDS = Set.of(NoticeKind.SUPPLY_STEP, NoticeKind.SUPPLY_WARNING);

  private TraderBells() {}

  static void make(NoticeEvent event, Tables tables) {
    if (!KINDS.contains(event.kind())) {
      return;
    }
    SupplyPartner partner = tables.supply().partner(event.subject()).orElse(null);
    if (partner == null) {
      return;
    }
    Set<Long> known = FirstBell.accounts(tables);
    for (Account account : tables.accounts().list()) {
      if (account.active()
          && account.roles().contains(Role.ENTERPRISE.text())
          && (account.reach().enterprises().contains(partner.buyer())
              || account.reach().enterprises().contains(partner.supplier()))
          && !known.contains(account.id())) {
        FirstBell.make(account, KINDS, tables);
      }
    }
  }
}
