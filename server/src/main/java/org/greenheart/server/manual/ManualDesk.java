// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Routes;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.server.evidence.FileShelf;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** Puts together what people measure: its routes, and who is told of what exceeds. Thread-safe. */
public final class ManualDesk implements AutoCloseable {
  private final ExceedanceKeeper keeper;
  private final List<Routes> routes;

  private ManualDesk(ExceedanceKeeper keeper, List<Routes> routes) {
    this.keeper = keeper;
    this.routes = List.copyOf(routes);
  }

  /**
   * @param opening whether a laboratory's report that exceeds becomes a case by itself
   */
  public static ManualDesk start(
      Registry registry,
      Telemetry telemetry,
      OperatingLimits limits,
      CaseOpening opener,
      boolean opening,
      FileShelf shelf,
      InstantSource clock) {
    SampleJudge judge = new SampleJudge(limits);
    ManualCases cases = new ManualCases(opener);
    return new ManualDesk(
        ExceedanceKeeper.start(registry, judge, cases, opening, clock),
        routes(registry, telemetry, judge, cases, shelf));
  }

  static List<Routes> routes(
      Registry registry,
      Telemetry telemetry,
      SampleJudge judge,
      ManualCases cases,
      FileShelf shelf) {
    return List.of(
        new ManualRoutes(registry, judge, new AutomaticBeside(registry, telemetry)),
        new ManualFileRoutes(registry, shelf),
        new ManualCaseRoutes(registry, judge, cases),
        new ImportRoutes(
            "/api/manual-import",
            Right.MARK_POINTS,
            About.WHAT_IS_SEEN,
            new PlaceImport(registry),
            ctx ->
                List.of(
                    ManualSheet.of(
                        Callers.sight(ctx),
                        Callers.of(ctx).signature(ctx.queryParam("author")),
                        ManualRoutes.isOfficial(ctx)))));
  }

  public List<Routes> routes() {
    return routes;
  }

  @Override
  public void close() {
    keeper.close();
  }
}
