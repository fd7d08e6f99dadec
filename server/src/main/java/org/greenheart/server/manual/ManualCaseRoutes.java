// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.ManualDismissal;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.Registry;

/** Makes a case of a report that exceeds, or lets it be with a reason, when a person says so. */
final class ManualCaseRoutes implements Routes {
  private final Registry registry;
  private final SampleJudge judge;
  private final ManualCases cases;

  ManualCaseRoutes(Registry registry, SampleJudge judge, ManualCases cases) {
    this.registry = requireNonNull(registry, "registry is null");
    this.judge = requireNonNull(judge, "judge is null");
    this.cases = requireNonNull(cases, "cases is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(
        "/api/manual-reports/{id}/case", this::open, Right.HANDLE_CASES, About.MANUAL_REPORT);
    routes.put(
        "/api/manual-reports/{id}/dismissal",
        this::dismiss,
        Right.HANDLE_CASES,
        About.MANUAL_REPORT);
  }

  /** That it needs no case, or does after all; the verdict stays, and so does what rests on it. */
  private void dismiss(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    boolean dismissed = body.flag("dismissed");
    String why = body.text("why");
    int revision = Math.clamp(body.number("revision"), 0, Integer.MAX_VALUE);
    String by = Callers.of(ctx).name();
    ManualReport seen = exceeding(id).report();
    ManualDismissal said =
        registry.write(
            tables -> {
              if (ManualRoutes.existing(tables, id).caseFile() != null) {
                throw inCase(id);
              }
              return tables.manualReports().dismiss(seen.id(), revision, dismissed, why, by);
            });
    ctx.json(said);
  }

  private record Seen(ManualReport report, List<Exceeding> exceeding) {}

  /**
   * Outside of a transaction, in which limits would wait for being looked up.
   *
   * @throws ApiException 409 when nothing in it exceeds
   */
  private Seen exceeding(long id) {
    ManualReport seen = ManualRoutes.existing(registry, id);
    List<Exceeding> exceeding = Exceeding.of(seen, judge);
    if (exceeding.isEmpty()) {
      throw new ApiException(
          409,
          "report-not-exceeding",
          "report (%s) has no result that exceeds its limit".formatted(id));
    }
    return new Seen(seen, exceeding);
  }

  private static ApiException inCase(long id) {
    return new ApiException(
        409,
        "report-in-case",
        "report (%s) is in a case already, or was corrected meanwhile".formatted(id));
  }

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    String by = Callers.of(ctx).name();
    Seen seen = exceeding(id);
    ManualView.Link link =
        registry.write(
            tables -> {
              ManualReport report = ManualRoutes.existing(tables, id);
              if (report.caseFile() != null || report.revision() != seen.report().revision()) {
                throw inCase(id);
              }
              CaseFile file = cases.open(tables, report, seen.exceeding(), by);
              return new ManualView.Link(file.id(), file.number(), file.stage().text());
            });
    ctx.status(201).json(link);
  }
}
