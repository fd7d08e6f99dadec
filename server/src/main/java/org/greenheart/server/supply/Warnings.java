// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyOrder;

/** What speaks for an order coming late or short, as early as it can be known. Pure. */
final class Warnings {
  /** So long before the promised day goods have to be on their way. */
  private static final int DAYS_AHEAD = 2;

  private Warnings() {}

  static Set<String> of(SupplyOrder order, List<SupplyDelivery> deliveries, LocalDate today) {
    Set<String> words = new TreeSet<>();
    BigDecimal confirmed = order.confirmed();
    LocalDate promised = order.promised();
    if (!order.state().isOpen()) {
      return words;
    }
    if (confirmed == null || promised == null) {
      if (today.isAfter(order.neededBy())) {
        words.add("late");
      }
      return words;
    }
    BigDecimal sent = sum(deliveries.stream().map(SupplyDelivery::shipped).toList());
    BigDecimal sure = sum(deliveries.stream().map(SupplyDelivery::sure).toList());
    if (promised.isAfter(order.neededBy())) {
      words.add("late-promise");
    }
    if (confirmed.compareTo(order.quantity()) < 0) {
      words.add("short-promise");
    }
    if (sent.compareTo(confirmed) < 0 && !today.plusDays(DAYS_AHEAD).isBefore(promised)) {
      words.add("not-shipped");
    }
    if (sure.compareTo(confirmed) < 0 && today.isAfter(promised)) {
      words.add("late");
    }
    boolean allSent = sent.compareTo(confirmed) >= 0;
    boolean allCame =
        deliveries.stream()
            .allMatch(
                each ->
                    each.state() == SupplyDelivery.State.RECEIVED
                        || each.state() == SupplyDelivery.State.SETTLED);
    if (allSent && allCame && sure.compareTo(confirmed) < 0) {
      words.add("short");
    }
    return words;
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
