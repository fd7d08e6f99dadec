// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.util.List;
import java.util.Optional;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** Finds outlets by the names that people give them. */
final class OutletNames {
  private OutletNames() {}

  /**
   * By id, by credit code and code ({@code 91…/DA001}), or by code or name where only one has it.
   *
   * @throws RuleException {@code unknown-outlet}, {@code outlet-ambiguous}
   */
  static OutletFacts find(Tables tables, String name) {
    String wanted = name.strip();
    List<OutletFacts> found =
        tables.places().outlets().list().stream()
            .filter(outlet -> mayBe(outlet, wanted))
            .flatMap(outlet -> OutletFacts.read(tables.places(), outlet.id()).stream())
            .filter(facts -> !wanted.contains("/") || facts.key().equalsIgnoreCase(wanted))
            .toList();
    Optional<OutletFacts> byId =
        found.stream().filter(one -> String.valueOf(one.outlet().id()).equals(wanted)).findFirst();
    if (byId.isPresent()) {
      return byId.get();
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw found.isEmpty()
        ? new RuleException("outlet", "is not registered", wanted, "unknown-outlet")
        : new RuleException(
            "outlet",
            "is not the only one of this name: " + found.stream().map(OutletFacts::key).toList(),
            wanted,
            "outlet-ambiguous");
  }

  private static boolean mayBe(Outlet outlet, String wanted) {
    return String.valueOf(outlet.id()).equals(wanted)
        || outlet.code().equalsIgnoreCase(wanted)
        || outlet.name().equals(wanted)
        || wanted.equalsIgnoreCase(outlet.nameEn())
        || wanted.endsWith("/" + outlet.code());
  }
}
