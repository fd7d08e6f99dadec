// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.PermitLimit;

/** The entries that are about one outlet alone: its permits, and what operators say of them. */
final class OutletEntries {
  private OutletEntries() {}

  /** Of any quantity. */
  static NamedLimits all(
      OutletFacts outlet, LimitsAtHand.PermitRows permits, List<OperatorLimit> said) {
    Map<String, List<PermitLimit>> byItem =
        permits.rows().stream().collect(Collectors.groupingBy(row -> item(row.code())));
    said.forEach(one -> byItem.putIfAbsent(item(one.demand().item()), List.of()));
    NamedLimits all = new NamedLimits();
    byItem.forEach((item, rows) -> all.addAll(of(outlet, permits, said, item, rows)));
    return all;
  }

  /**
   * Of one item.
   *
   * @param rows what permits say of it
   */
  static NamedLimits of(
      OutletFacts outlet,
      LimitsAtHand.PermitRows permits,
      List<OperatorLimit> said,
      String item,
      List<PermitLimit> rows) {
    NamedLimits written = new NamedLimits();
    for (OperatorLimit one : said) {
      Limit limit = OperatorLimits.limit(one, outlet.key());
      if (limit.item().equals(item)) {
        written.add(LimitRefs.operator(one.id()), limit);
      }
    }
    NamedLimits all =
        rows.isEmpty()
            ? new NamedLimits()
            : new PermitEntries(outlet, permits.permits(), permits.terms()).of(rows, written);
    all.addAll(written);
    return all;
  }

  static String item(String code) {
    return Items.shipped().find(code).orElse(code);
  }
}
