// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * To whom something can be given: accounts that may see it, and the units that people work for. A
 * unit is its name; whoever works for it is told. Thread-safe.
 */
public final class Handlers {
  private static final int MOST = 50;

  private final LongFunction<Optional<Caller>> callerOf;

  /**
   * @param callerOf who an account is now; empty when it may come in no more
   */
  public Handlers(LongFunction<Optional<Caller>> callerOf) {
    this.callerOf = requireNonNull(callerOf, "callerOf is null");
  }

  /**
   * One of them.
   *
   * @param account 0 for a unit
   * @param unit that a person works for; empty for none, and for a unit
   * @param people who work for a unit; 0 for a person
   */
  public record Handler(long account, String name, String unit, int people) {}

  /**
   * Units first, then persons by their names; at most 50.
   *
   * @param right that they need
   * @param sees whether somebody sees what is to be given
   * @param givenIsSeen whether a unit sees what is given to it, whatever it saw before
   * @param words that the name or the unit has; empty for all
   */
  public List<Handler> of(
      Tables tables, Right right, Predicate<Sight> sees, boolean givenIsSeen, String words) {
    Map<String, Integer> units = new TreeMap<>();
    List<Handler> people = new ArrayList<>();
    for (Account account : tables.accounts().list()) {
      Caller caller = callerOf.apply(account.id()).orElse(Caller.nobody());
      if (caller.id() == 0 || !caller.may(right)) {
        continue;
      }
      boolean seen = sees.test(Sight.of(caller, tables.reaches()));
      if (seen) {
        people.add(new Handler(account.id(), account.name(), account.unit(), 0));
      }
      if ((seen || givenIsSeen) && !account.unit().isEmpty()) {
        units.merge(account.unit(), 1, Integer::sum);
      }
    }
    String wanted = words.strip().toLowerCase(Locale.ROOT);
    return Stream.concat(
            units.entrySet().stream()
                .map(unit -> new Handler(0, unit.getKey(), "", unit.getValue())),
            people.stream())
        .filter(one -> (one.name() + "\n" + one.unit()).toLowerCase(Locale.ROOT).contains(wanted))
        .limit(MOST)
        .toList();
  }

  /**
   * The account that something is given to.
   *
   * @param field that names it, for the error
   * @throws RuleException {@code handler-unknown}; {@code handler-unseen} when it may not see it
   */
  public Account account(Tables tables, String field, long id, Right right, Predicate<Sight> sees) {
    Caller caller = callerOf.apply(id).orElse(Caller.nobody());
    Account account =
        tables
            .accounts()
            .find(id)
            .filter(found -> caller.id() == found.id())
            .orElseThrow(
                () ->
                    new RuleException(
                        field, "must be an account that may come in", id, "handler-unknown"));
    if (!caller.may(right) || !sees.test(Sight.of(caller, tables.reaches()))) {
      throw new RuleException(field, "must be an account that may see it", id, "handler-unseen");
    }
    return account;
  }
}
