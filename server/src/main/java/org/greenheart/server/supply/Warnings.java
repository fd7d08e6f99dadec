// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.greenheart.storage.registry.SupplyDelivery;
import org.greenheart.storage.registry.SupplyOrder;

/** What speaks for an order coming late or short, as early as it can be known. Pure. */
final class Warnings {
  /** So long before its day an order has to be confirmed, and its goods to be on their way. */
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
      } else if (isNear(order.neededBy(), today)) {
        words.add("not-confirmed");
      }
      return words;
    }
    BigDecimal sent =
        sum(deliveries.stream().filter(each -> !hasFailed(each)).map(SupplyDelivery::shipped));
    BigDecimal good = sum(deliveries.stream().map(SupplyDelivery::good));
    // How much of it came is in dispute, not that it came.
    BigDecimal disputed =
        sum(
            deliveries.stream()
                .filter(each -> each.state() == SupplyDelivery.State.DISPUTED && !hasFailed(each))
                .map(SupplyDelivery::shipped));
    boolean missing = good.compareTo(confirmed) < 0;
    if (promised.isAfter(order.neededBy())) {
      words.add("late-promise");
    }
    if (confirmed.compareTo(order.quantity()) < 0) {
      words.add("short-promise");
    }
    if (sent.compareTo(confirmed) < 0 && isNear(promised, today)) {
      words.add("not-shipped");
    }
    if (deliveries.stream()
        .anyMatch(each -> isUnderWay(each) && each.expected().isAfter(promised))) {
      words.add("late-expected");
    }
    if (good.add(disputed).compareTo(confirmed) < 0 && today.isAfter(promised)) {
      words.add("late");
    }
    if (missing && deliveries.stream().anyMatch(Warnings::hasFailed)) {
      words.add("failed");
    }
    boolean allCame =
        deliveries.stream()
            .allMatch(
                each ->
                    each.state() == SupplyDelivery.State.RECEIVED
                        || each.state() == SupplyDelivery.State.SETTLED);
    if (missing && allCame && sent.compareTo(confirmed) >= 0) {
      words.add("short");
    }
    return words;
  }

  private static boolean isNear(LocalDate day, LocalDate today) {
    return !today.plusDays(DAYS_AHEAD).isBefore(day);
  }

  private static boolean isUnderWay(SupplyDelivery delivery) {
    return delivery.state() == SupplyDelivery.State.SHIPPED;
  }

  private static boolean hasFailed(SupplyDelivery delivery) {
    return delivery.quality() == SupplyDelivery.Quality.FAILED;
  }

  private static BigDecimal sum(Stream<BigDecimal> amounts) {
    return amounts.reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
