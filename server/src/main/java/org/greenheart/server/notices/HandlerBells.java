// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Role;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Tables;

/**
 * A bell for whom an alarm or a case is given to, so that it reaches them though nobody has made
 * them a recipient.
 */
final class HandlerBells {
  private HandlerBells() {}

  static void make(Addressees addressees, Tables tables, LongFunction<Optional<Caller>> callerOf) {
    if (addressees.accounts().isEmpty()) {
      return;
    }
    Set<Long> known = FirstBell.accounts(tables);
    for (Account account : addressees.accounts()) {
      if (!known.contains(account.id())) {
        callerOf
            .apply(account.id())
            .ifPresent(caller -> FirstBell.make(account, ofTheirOwn(caller), tables));
      }
    }
  }

  /** What would make them recipients by itself: who is one already is passed over there. */
  private static Set<NoticeKind> ofTheirOwn(Caller caller) {
    Set<NoticeKind> kinds = EnumSet.noneOf(NoticeKind.class);
    if (caller.may(Right.HANDLE_CASES)) {
      kinds.addAll(ExceedanceBells.KINDS);
    }
    if (caller.has(Role.ENTERPRISE)) {
      kinds.addAll(TraderBells.KINDS);
    }
    return kinds;
  }
}
