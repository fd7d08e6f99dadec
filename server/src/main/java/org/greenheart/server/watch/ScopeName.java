// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Scope;
import org.jspecify.annotations.Nullable;

/** What the target of a scope is called, in both languages. */
record ScopeName(String zh, String en) {
  ScopeName {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
  }

  /** Empty for scopes without a target, for system types, and when it is there no more. */
  static Optional<ScopeName> of(Scope scope, Registry registry) {
    Places places = registry.places();
    return switch (scope.kind()) {
      case ALL, SYSTEM -> Optional.empty();
      case POINT ->
          registry
              .catalogue()
              .thing(scope.id())
              .map(thing -> named(thing.name(), thing.description()));
      case GROUP ->
          places.groups().find(scope.id()).map(group -> named(group.name(), group.nameEn()));
      case AREA -> places.areas().find(scope.id()).map(area -> named(area.name(), area.nameEn()));
      case OUTLET -> places.outlets().find(scope.id()).map(outlet -> outlet(outlet, places));
      case ENTERPRISE -> enterprise(places, scope.id());
    };
  }

  private static Optional<ScopeName> enterprise(Places places, long id) {
    return places.enterprises().find(id).map(works -> named(works.name(), works.nameEn()));
  }

  /** Works number their outlets alike, so each is named with its works. */
  private static ScopeName outlet(Outlet outlet, Places places) {
    ScopeName own = named(outlet.name(), outlet.nameEn());
    return enterprise(places, outlet.enterprise())
        .map(works -> new ScopeName(works.zh + " " + own.zh, works.en + ", " + own.en))
        .orElse(own);
  }

  private static ScopeName named(String zh, @Nullable String en) {
    return new ScopeName(zh, en == null || en.isBlank() ? zh : en);
  }
}
