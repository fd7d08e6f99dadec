// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;

/** All of the cases: their routes and the clock on them. Thread-safe. */
public final class CaseOffice implements AutoCloseable {
  private final CaseKeeper keeper;
  private final CaseOpening opening;
  private final List<Routes> routes;

  private CaseOffice(CaseKeeper keeper, CaseOpening opening, List<Routes> routes) {
    this.opening = opening;
    this.keeper = keeper;
    this.routes = List.copyOf(routes);
  }

  /**
   * @param data the folder that holds everything: the key that seals complainants lies there, and
   *     kinds of cases in {@code case-kinds}
   * @param handlers to whom cases can be given
   * @param watchAgain lets the watch read the cases anew
   */
  public static CaseOffice start(
      Path data, Registry registry, Handlers handlers, Runnable watchAgain, InstantSource clock) {
    CaseKinds kinds = new CaseKinds();
    KindFolder.load(data.resolve("case-kinds"), registry, kinds);
    CaseDesk desk = new CaseDesk(kinds);
    Complaints complaints = new Complaints(desk, kinds, IdentityVault.open(data));
    return new CaseOffice(
        CaseKeeper.start(registry, desk, clock),
        new CaseOpening(desk),
        routes(registry, kinds, desk, complaints, handlers, watchAgain, People.CALLERS, clock));
  }

  static List<Routes> routes(
      Registry registry,
      CaseKinds kinds,
      CaseDesk desk,
      Complaints complaints,
      Handlers handlers,
      Runnable watchAgain,
      People people,
      InstantSource clock) {
    return List.of(
        new CaseRoutes(registry, desk, handlers, watchAgain, people),
        new HandlerRoutes(registry, handlers),
        new CaseTieRoutes(registry, desk, watchAgain, people),
        new CasePartRoutes(registry, desk, people),
        new CaseSettingRoutes(registry, kinds, people),
        new CalendarRoutes(registry),
        new CaseListRoutes(registry),
        new LookBackRoutes(registry),
        new SimilarRoutes(registry, desk, people),
        new ComplaintRoutes(registry, complaints, people, clock),
        new LedgerRoutes(registry, desk, kinds, people));
  }

  public List<Routes> routes() {
    return routes;
  }

  /** Opens cases for other parts of the server. */
  public CaseOpening opening() {
    return opening;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
