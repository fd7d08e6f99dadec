// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import java.util.List;
import org.greenheart.storage.registry.Points;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** Which points lie in the scope of a rule of notices, by the place tables at this moment. */
final class ScopePoints {
  private ScopePoints() {}

  /** Whether a point lies in a scope; what is about no point lies only in the scope of all. */
  static boolean holds(Scope scope, @Nullable Long thing, Tables tables) {
    if (scope.kind() == Scope.Kind.ALL) {
      return true;
    }
    if (thing == null) {
      return false;
    }
    Points points = tables.places().points();
    List<Long> things =
        switch (scope.kind()) {
          case ALL -> List.of();
          case POINT -> List.of(scope.id());
          case GROUP -> points.ofGroup(scope.id());
          case AREA -> points.inArea(scope.id());
          case OUTLET -> points.ofOutlet(scope.id());
          case ENTERPRISE -> points.ofEnterprise(scope.id());
          case SYSTEM ->
              tables
                  .catalogue()
                  .thing(thing)
                  .map(Thing::systemType)
                  .filter(scope.target()::equals)
                  .map(type -> List.of(thing))
                  .orElse(List.of());
        };
    return things.contains(thing);
  }
}
