// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.time.LocalTime;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;

/**
 * A bell for an account that is nobody's recipient yet, of a few kinds alone. From then on the
 * operator may change or disable it like any other.
 */
final class FirstBell {
  private static final LocalTime DIGEST = LocalTime.of(8, 0);

  private FirstBell() {}

  /** Those that are recipients. */
  static Set<Long> accounts(Tables tables) {
    return tables.noticeBook().recipients().stream()
        .map(NoticeRecipient::account)
        .collect(Collectors.toSet());
  }

  /** With no kinds it rings for what names the account alone. */
  static void make(Account account, Set<NoticeKind> kinds, Tables tables) {
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
    if (kinds.isEmpty()) {
      return;
    }
    NoticeRule _ =
        tables
            .noticeBook()
            .put(
                new NoticeRule(
                    0,
                    bell.id(),
                    kinds,
                    EnumSet.allOf(Severity.class),
                    null,
                    Scope.ALL,
                    Set.of(NoticeChannel.BROWSER),
                    false,
                    false));
  }
}
