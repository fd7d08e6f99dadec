// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

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

/** Puts together what people measure. */
public final class ManualDesk {
  private ManualDesk() {}

  /** All routes of manual reports. */
  public static List<Routes> routes(
      Registry registry,
      Telemetry telemetry,
      OperatingLimits limits,
      CaseOpening cases,
      FileShelf shelf) {
    SampleJudge judge = new SampleJudge(limits);
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
                    new ManualSheet(
                        Callers.sight(ctx),
                        Callers.of(ctx).signature(ctx.queryParam("author")),
                        ManualRoutes.isOfficial(ctx)))));
  }
}
