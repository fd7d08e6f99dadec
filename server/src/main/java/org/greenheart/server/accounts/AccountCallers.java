// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Registry;

/** Who an account would be if it called now; empty when it may come in no more. Thread-safe. */
public record AccountCallers(Registry registry) implements LongFunction<Optional<Caller>> {
  @Override
  public Optional<Caller> apply(long account) {
    return registry
        .accounts()
        .find(account)
        .filter(Account::active)
        .flatMap(AccountCallers::caller);
  }

  private static Optional<Caller> caller(Account account) {
    Set<Role> roles =
        account.roles().stream()
            .flatMap(role -> Role.ofText(role).stream())
            .collect(Collectors.toSet());
    return roles.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Caller(
                account.id(),
                account.name(),
                account.unit(),
                roles,
                account.reach(),
                Rights.of(roles)));
  }
}
