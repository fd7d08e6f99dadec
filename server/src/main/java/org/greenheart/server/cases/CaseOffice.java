// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;

/** All of the cases: their routes and the clock on them. Thread-safe. */
public final class CaseOffice implements AutoCloseable {
  private final CaseKeeper keeper;
  private final List<Routes> routes;

  private CaseOffice(CaseKeeper keeper, List<Routes> routes) {
    this.keeper = keeper;
    this.routes = List.copyOf(routes);
  }

  /**
   * @param watchAgain lets the watch read the cases anew
   */
  public static CaseOffice start(Registry registry, Runnable watchAgain, InstantSource clock) {
    CaseKinds kinds = new CaseKinds();
    CaseDesk desk = new CaseDesk(kinds);
    return new CaseOffice(
        CaseKeeper.start(registry, desk, clock), routes(registry, kinds, desk, watchAgain));
  }

  private static List<Routes> routes(
      Registry registry, CaseKinds kinds, CaseDesk desk, Runnable watchAgain) {
    People people = People.OPERATOR;
    return List.of(
        new CaseRoutes(registry, desk, watchAgain, people),
        new CasePartRoutes(registry, desk, people),
        new CaseSettingRoutes(registry, kinds, people));
  }

  public List<Routes> routes() {
    return routes;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
