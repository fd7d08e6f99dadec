// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules as of a moment: the version of each that judges now, and those that judged the time
 * before it. Versions that are switched off, or that cannot be read, are left out. Immutable.
 *
 * @param now what comes is judged by these
 * @param earlier data of their time are judged by these, the older ones first
 * @param turn data from this time on concern no earlier version
 */
record RuleBook(List<Ties.Read> now, List<Ties.Read> earlier, Instant turn) {
  private static final Logger log = LoggerFactory.getLogger(RuleBook.class);

  static final RuleBook EMPTY = new RuleBook(List.of(), List.of(), Instant.MIN);

  RuleBook {
    now = List.copyOf(now);
    earlier = List.copyOf(earlier);
    requireNonNull(turn, "turn is null");
  }

  static RuleBook read(Registry registry, Instant time) {
    ScopeThings scopes = new ScopeThings(registry.places().points());
    List<Ties.Read> now = new ArrayList<>();
    List<Ties.Read> earlier = new ArrayList<>();
    for (Rule rule : registry.rules().validAt(time)) {
      read(rule, Instant.MAX, scopes, now);
      if (rule.version() > 1) {
        Instant until = rule.applies().from();
        for (Rule before : registry.rules().history(rule.code()).reversed()) {
          if (before.version() < rule.version() && before.applies().from().isBefore(until)) {
            read(before, until, scopes, earlier);
            until = before.applies().from();
          }
        }
      }
    }
    Instant turn =
        earlier.stream().map(Ties.Read::until).max(Comparator.naturalOrder()).orElse(Instant.MIN);
    return new RuleBook(now, earlier.reversed(), turn);
  }

  private static void read(Rule rule, Instant until, ScopeThings scopes, List<Ties.Read> to) {
    if (!rule.enabled()) {
      return;
    }
    try {
      RuleReader.criterion(rule);
      Ties.Read read =
          new Ties.Read(rule, RuleReader.body(rule), scopes.of(rule.applies().scope()), until);
      to.add(read);
    } catch (RuleException e) {
      log.error("Rule {} version {} is left out: {}", rule.code(), rule.version(), e.getMessage());
    }
  }

  /** All versions that judge something, the older ones first. */
  List<Ties.Read> all() {
    List<Ties.Read> all = new ArrayList<>(earlier);
    all.addAll(now);
    return all;
  }

  /** Those that judged data of a time before the versions of now. */
  List<Ties.Read> earlierAt(Instant at) {
    return at.isBefore(turn)
        ? earlier.stream().filter(read -> read.judges(at)).toList()
        : List.of();
  }
}
