// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.Tables;

/**
 * A bell for whoever answers for a place where people measured too much: those who may open cases
 * (duty officers, inspectors, owners) and see the point. Who is a recipient already is told as
 * their own rules say.
 */
final class ExceedanceBells {
  static final Set<NoticeKind> KINDS =
      Set.of(NoticeKind.MANUAL_EXCEEDED, NoticeKind.MANUAL_WITHDRAWN);

  private ExceedanceBells() {}

  static void make(NoticeEvent event, Tables tables, LongFunction<Optional<Caller>> callerOf) {
    Long thing = event.thing();
    if (event.kind() != NoticeKind.MANUAL_EXCEEDED || thing == null) {
      return;
    }
    Set<Long> known = FirstBell.accounts(tables);
    for (Account account : tables.accounts().list()) {
      if (account.active()
          && !known.contains(account.id())
          && callerOf.apply(account.id()).filter(who -> answers(who, thing, tables)).isPresent()) {
        FirstBell.make(account, KINDS, tables);
      }
    }
  }

  private static boolean answers(Caller caller, long thing, Tables tables) {
    return caller.may(Right.HANDLE_CASES) && Sight.of(caller, tables.reaches()).sees(thing);
  }
}
