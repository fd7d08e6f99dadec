// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.Role;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SupplyPartner;
import org.greenheart.storage.registry.Tables;

/**
 * A bell for whoever trades. An order that comes or a delivery that is late must reach the people
 * of both enterprises, and an operator who runs the server does not know them: so an account of one
 * of the two that is nobody's recipient yet becomes one, of the bell and of supply alone. From then
 * on the operator may change or disable it like any other.
 */
final class TraderBells {
  private static final LocalTime DIGEST = LocalTime.of(8, 0);

  private TraderBells() {}

  static void make(NoticeEvent event, Tables tables) {
    if (event.kind() != NoticeKind.SUPPLY_STEP && event.kind() != NoticeKind.SUPPLY_WARNING) {
      return;
    }
    SupplyPartner partner = tables.supply().partner(event.subject()).orElse(null);
    if (partner == null) {
      return;
    }
    Set<Long> known =
        tables.noticeBook().recipients().stream()
            .map(NoticeRecipient::account)
            .collect(Collectors.toSet());
    for (Account account : tables.accounts().list()) {
      if (account.active()
          && account.roles().contains(Role.ENTERPRISE.text())
          && (account.reach().enterprises().contains(partner.buyer())
              || account.reach().enterprises().contains(partner.supplier()))
          && !known.contains(account.id())) {
        make(account, tables);
      }
    }
  }

  private static void make(Account account, Tables tables) {
    NoticeRecipient bell =
        tables
            .noticeBook()
            .put(
                new NoticeRecipient(
                    0,
                    "account-" + account.id(),
                    account.name(),
                    account.id(),
                    "zh",
                    null,
                    null,
                    null,
                    DIGEST,
                    true));
    NoticeRule _ =
        tables
            .noticeBook()
            .put(
                new NoticeRule(
                    0,
                    bell.id(),
                    Set.of(NoticeKind.SUPPLY_STEP, NoticeKind.SUPPLY_WARNING),
                    EnumSet.allOf(Severity.class),
                    null,
                    Scope.ALL,
                    Set.of(NoticeChannel.BROWSER),
                    false,
                    false));
  }
}
