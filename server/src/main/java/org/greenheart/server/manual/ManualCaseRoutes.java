// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;

/**
 * Makes a case of a report that exceeds. What was judged by which limit is written into the case:
 * it stays what it was when the limit or the report is corrected.
 */
final class ManualCaseRoutes implements Routes {
  private static final String KIND = "environment";

  private final Registry registry;
  private final SampleJudge judge;
  private final CaseOpening cases;

  ManualCaseRoutes(Registry registry, SampleJudge judge, CaseOpening cases) {
    this.registry = requireNonNull(registry, "registry is null");
    this.judge = requireNonNull(judge, "judge is null");
    this.cases = requireNonNull(cases, "cases is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post(
        "/api/manual-reports/{id}/case", this::open, Right.HANDLE_CASES, About.MANUAL_REPORT);
  }

  private record Exceeding(ManualResult result, Judged judged) {}

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    String by = Callers.of(ctx).name();
    // Limits are looked up outside of the transaction, for which they would wait.
    ManualReport seen = ManualRoutes.existing(registry, id);
    List<Exceeding> exceeding = new ArrayList<>();
    for (ManualResult result : seen.results()) {
      Judged judged = judge.judge(seen, result);
      if (judged.isExceeded()) {
        exceeding.add(new Exceeding(result, judged));
      }
    }
    if (exceeding.isEmpty()) {
      throw new ApiException(
          409,
          "report-not-exceeding",
          "report (%s) has no result that exceeds its limit".formatted(id));
    }
    ManualView.Link link =
        registry.write(
            tables -> {
              ManualReport report = ManualRoutes.existing(tables, id);
              if (report.caseFile() != null || report.revision() != seen.revision()) {
                throw new ApiException(
                    409,
                    "report-in-case",
                    "report (%s) is in a case already, or was corrected meanwhile".formatted(id));
              }
              CaseFile file =
                  cases.openAt(
                      tables,
                      KIND,
                      report.sample().thing(),
                      title(tables, report, exceeding),
                      description(tables, report, exceeding),
                      by);
              tables.manualReports().tie(id, file.id());
              return new ManualView.Link(file.id(), file.number(), file.stage().text());
            });
    ctx.status(201).json(link);
  }

  private static String title(Tables tables, ManualReport report, List<Exceeding> exceeding) {
    return "%s：手工监测%s超标"
        .formatted(
            tables.catalogue().thing(report.sample().thing()).map(Thing::name).orElse(""),
            exceeding.stream()
                .map(one -> ManualView.name(tables, one.result().code()))
                .limit(5)
                .collect(Collectors.joining("、")));
  }

  private static String description(Tables tables, ManualReport report, List<Exceeding> exceeding) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "手工监测记录 %s（第 %s 版）：报告 %s，样品 %s，采样 %s"
            .formatted(
                report.id(),
                report.revision(),
                shown(report.sample().number()),
                shown(report.sample().sample()),
                report.sample().from()));
    for (Exceeding one : exceeding) {
      Judged judged = one.judged();
      Decimal end = judged.upper() == null ? judged.lower() : judged.upper();
      lines.add(
          "%s：%s %s%s，限值 %s（%s），方法 %s"
              .formatted(
                  ManualView.name(tables, one.result().code()),
                  judged.value(),
                  one.result().unit(),
                  judged.converted() ? "（折算）" : "",
                  end,
                  judged.held() == null ? "" : judged.held().ref(),
                  one.result().method()));
    }
    return String.join("\n", lines);
  }

  private static String shown(String text) {
    return text.isEmpty() ? "—" : text;
  }
}
