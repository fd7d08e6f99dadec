// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;

/**
 * Rules over many points that name a quantity which none of them has sent: they judge nothing. One
 * over a single point is refused when it is recorded, see {@link RuleCheck}.
 */
final class MissingFactors {
  private final Registry registry;

  MissingFactors(Registry registry) {
    this.registry = registry;
  }

  List<LeftOut> of(List<Rule> rules) {
    List<Datastream> all = registry.catalogue().datastreams();
    ScopeThings scopes = new ScopeThings(registry.places().points());
    List<LeftOut> missing = new ArrayList<>();
    for (Rule rule : rules) {
      Set<Signal> named = rule.enabled() ? named(rule) : Set.of();
      if (!named.isEmpty()) {
        Predicate<Datastream> scope = scopes.of(rule.applies().scope());
        Set<Signal> absent = new HashSet<>(named);
        for (Datastream one : all) {
          Signal signal = new Signal(one.code(), one.interval());
          if (absent.contains(signal) && scope.test(one)) {
            absent.remove(signal);
          }
        }
        absent.stream()
            .map(Signal::code)
            .distinct()
            .sorted()
            .forEach(code -> missing.add(LeftOut.ofMissing(rule.code(), code)));
      }
    }
    return missing;
  }

  private static Set<Signal> named(Rule rule) {
    try {
      return switch (RuleReader.body(rule)) {
        case Body.EachStream each -> {
          String code = each.code();
          yield code == null ? Set.of() : Set.of(new Signal(code, each.interval()));
        }
        case Body.OnePoint point -> Set.of(point.condition().lead());
        case Body.OnePair _, Body.Silent _, Body.Area _ -> Set.of();
      };
    } catch (RuleException e) {
      return Set.of(); // one that cannot be read is told by the log
    }
  }
}
