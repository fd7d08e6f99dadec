// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.greenheart.server.accounts.Sight;

/**
 * Who acts on a case.
 *
 * @param name as it is written beside what they do
 * @param roles words of {@link #ROLES}
 * @param sight what they see of what hangs on a case
 */
record Person(String name, Set<String> roles, Sight sight) {
  static final String OWNER = "owner";

  /** All that a kind may name. */
  static final List<String> ROLES =
      List.of(
          OWNER,
          "duty-officer",
          "inspector",
          "street-office",
          "maintainer",
          "enterprise",
          "leader",
          "prosecutor",
          "analyst",
          "public");

  Person {
    requireNonNull(name, "name is null");
    roles = Set.copyOf(roles);
    requireNonNull(sight, "sight is null");
  }

  /** Whether they have one of these roles; an owner has all rights. */
  boolean hasAny(Collection<String> any) {
    return roles.contains(OWNER) || roles.stream().anyMatch(any::contains);
  }
}
