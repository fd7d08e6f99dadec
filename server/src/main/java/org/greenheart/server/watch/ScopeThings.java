// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.Set;
import java.util.function.Predicate;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Points;
import org.greenheart.storage.registry.Scope;

/** Which Datastreams lie within the scope of a rule, as of the moment of asking. */
final class ScopeThings {
  private final Points points;

  ScopeThings(Points points) {
    this.points = points;
  }

  Predicate<Datastream> of(Scope scope) {
    return switch (scope.kind()) {
      case ALL -> datastream -> true;
      case SYSTEM -> datastream -> scope.target().equals(datastream.systemType());
      case POINT -> datastream -> datastream.thing() == scope.id();
      case GROUP -> within(Set.copyOf(points.ofGroup(scope.id())));
      case AREA -> within(Set.copyOf(points.inArea(scope.id())));
      case OUTLET -> within(Set.copyOf(points.ofOutlet(scope.id())));
      case ENTERPRISE -> within(Set.copyOf(points.ofEnterprise(scope.id())));
    };
  }

  private static Predicate<Datastream> within(Set<Long> things) {
    return datastream -> things.contains(datastream.thing());
  }
}
