// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.Tables;

/**
 * Whom an event names: recipients by their codes, accounts by their numbers and as those who work
 * for a unit.
 *
 * @param accounts those whom it names, in the order of their numbers
 */
record Addressees(Set<String> codes, List<Account> accounts) {
  Addressees {
    codes = Set.copyOf(codes);
    accounts = List.copyOf(accounts);
  }

  static Addressees of(NoticeEvent event, Tables tables) {
    Set<String> codes = new HashSet<>();
    Set<String> lines = new HashSet<>();
    for (String line : event.addressees().lines().filter(one -> !one.isBlank()).toList()) {
      if (line.startsWith(NoticeEvent.ACCOUNT) || line.startsWith(NoticeEvent.UNIT)) {
        lines.add(line);
      } else {
        // The word of an escalation may have spaces; the codes of a report are parted by them.
        codes.addAll(
            event.kind() == NoticeKind.ALARM_ESCALATED
                ? List.of(line)
                : List.of(line.split(" ", -1)));
      }
    }
    return new Addressees(
        codes,
        lines.isEmpty()
            ? List.of()
            : tables.accounts().list().stream().filter(one -> isNamed(one, lines)).toList());
  }

  private static boolean isNamed(Account account, Set<String> lines) {
    return lines.contains(NoticeEvent.ofHandler("", account.id()))
        || (!account.unit().isEmpty() && lines.contains(NoticeEvent.ofHandler(account.unit(), 0)));
  }

  boolean name(NoticeRecipient recipient) {
    return codes.contains(recipient.code())
        || accounts.stream().anyMatch(one -> one.id() == recipient.account());
  }
}
