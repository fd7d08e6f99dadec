// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.List;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Scope;

/**
 * Holds a rule against the points that it is for, before it is recorded. A point that has not sent
 * anything yet cannot be asked.
 */
final class RuleCheck {
  private final Registry registry;

  RuleCheck(Registry registry) {
    this.registry = registry;
  }

  /**
   * @throws RuleException {@code factor-missing}, {@code unit-mismatch}, {@code pair-missing}; or
   *     what {@link RuleReader} refuses
   */
  Body check(Rule rule) {
    Body body = RuleReader.body(rule);
    if (body instanceof Body.Area) {
      AreaKinds.check(rule);
      return body;
    }
    RuleReader.criterion(rule);
    Scope scope = rule.applies().scope();
    List<Datastream> all =
        scope.kind() == Scope.Kind.POINT
            ? registry.catalogue().datastreamsOf(scope.id())
            : List.of();
    if (!all.isEmpty()) {
      switch (body) {
        case Body.EachStream each -> each(each, all);
        case Body.OnePoint point ->
            point.condition().signals().forEach(signal -> signal(signal, all));
        case Body.OnePair pair -> pair(scope.id());
        case Body.Silent silent -> {
          String code = silent.code();
          if (code != null && all.stream().noneMatch(one -> one.code().equals(code))) {
            throw missing(code, "at any interval");
          }
        }
        case Body.Area area -> throw new IllegalStateException("checked above");
      }
    }
    return body;
  }

  private static void each(Body.EachStream body, List<Datastream> all) {
    String code = body.code();
    if (code == null) {
      return;
    }
    List<Datastream> meant = signal(new Signal(code, body.interval()), all);
    for (Datastream one : meant) {
      if (!Units.fit(body.unit(), one.unit().symbol())) {
        throw new RuleException(
            "parameters.unit",
            "must be the unit of %s at the point (%s)".formatted(code, one.unit().symbol()),
            body.unit(),
            "unit-mismatch");
      }
    }
  }

  private static List<Datastream> signal(Signal signal, List<Datastream> all) {
    List<Datastream> meant =
        all.stream()
            .filter(one -> one.code().equals(signal.code()) && one.interval() == signal.interval())
            .toList();
    if (meant.isEmpty()) {
      throw missing(signal.code(), "by " + signal.interval().text());
    }
    return meant;
  }

  private static RuleException missing(String code, String how) {
    return new RuleException(
        "parameters",
        "names a quantity that the point does not have " + how,
        code,
        "factor-missing");
  }

  private void pair(long outlet) {
    if (registry.places().pairs().list().stream().noneMatch(pair -> pair.outlet() == outlet)) {
      throw new RuleException(
          "scope",
          "must be the point after a facility: no pair has it as outlet",
          outlet,
          "pair-missing");
    }
  }
}
