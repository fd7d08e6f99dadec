// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.production.Fields;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.ManualReport;
import org.greenheart.storage.registry.ManualResult;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Manual reports: {@code /api/manual-reports}, each with its revisions, files, verdicts and what
 * the device sent meanwhile; with {@code open}, those that exceed, are in no case and that nobody
 * has let be. A PUT is a correction or, with {@code withdrawn}, a withdrawal: a new revision with
 * its reason.
 */
final class ManualRoutes implements Routes {
  private static final Duration USUAL = Duration.ofDays(366);
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int MOST = 2_000;
  private static final long USUAL_LIMIT = 200;

  private final Registry registry;
  private final SampleJudge judge;
  private final AutomaticBeside automatic;

  ManualRoutes(Registry registry, SampleJudge judge, AutomaticBeside automatic) {
    this.registry = requireNonNull(registry, "registry is null");
    this.judge = requireNonNull(judge, "judge is null");
    this.automatic = requireNonNull(automatic, "automatic is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String all = "/api/manual-reports";
    routes.get(all, this::list, Right.READ_DATA, About.WHAT_IS_SEEN);
    routes.get(all + "/{id}", this::one, Right.READ_DATA, About.MANUAL_REPORT);
    routes.post("/api/points/{id}/manual-reports", this::add, Right.MARK_POINTS, About.POINT);
    routes.put(all + "/{id}", this::revise, Right.MARK_POINTS, About.MANUAL_REPORT);
  }

  /**
   * A report with all that belongs to it.
   *
   * @param revisions the newest first; the first is the report as it stands
   */
  private record Page(List<ManualView> revisions, List<ManualView.FileView> files) {}

  /**
   * @param more whether there are more than these
   */
  private record Listing(List<ManualView> reports, boolean more) {}

  private void list(Context ctx) {
    Instant to = Params.time(ctx, "to").orElse(registry.now().plus(AHEAD));
    Instant from = Params.time(ctx, "from").orElse(to.minus(USUAL));
    Long thing = Params.optionalNumber(ctx, "thing").orElse(null);
    Sight sight = Callers.sight(ctx);
    if (thing != null && !sight.sees(thing)) {
      throw ApiException.noPoint(thing);
    }
    Optional<ManualSample.Kind> kind = Params.text(ctx, "kind").map(ManualSample.Kind::ofText);
    Optional<String> outcome = Params.text(ctx, "outcome");
    Optional<String> code = Params.text(ctx, "code");
    boolean withdrawn = Params.text(ctx, "withdrawn").filter("true"::equals).isPresent();
    boolean open = Params.text(ctx, "open").filter("true"::equals).isPresent();
    long limit = Params.number(ctx, "limit", USUAL_LIMIT, MOST);
    // Each look by itself: limits that change meanwhile are not to be read from an older view.
    List<ManualView> found =
        registry
            .manualReports()
            .list(
                thing,
                TimeRange.of(from, to),
                report ->
                    sight.sees(report.sample().thing())
                        && (withdrawn || !report.withdrawn())
                        && (!open || report.caseFile() == null)
                        && (kind.isEmpty() || kind.get() == report.sample().kind())
                        && (code.isEmpty() || report.result(code.get()).isPresent()),
                MOST)
            .stream()
            .filter(report -> outcome.isEmpty() || hasOutcome(report, outcome.get()))
            .filter(
                report ->
                    !open
                        || (!Exceeding.of(report, judge).isEmpty()
                            && ManualView.Dismissal.of(registry, report) == null))
            .limit(limit + 1)
            .map(report -> ManualView.of(registry, report, judge, _ -> Optional.empty()))
            .toList();
    ctx.json(new Listing(found.stream().limit(limit).toList(), found.size() > limit));
  }

  private boolean hasOutcome(ManualReport report, String outcome) {
    return report.results().stream()
        .anyMatch(result -> judge.judge(report, result).outcome().text().equals(outcome));
  }

  private void one(Context ctx) {
    ctx.json(page(Params.number(ctx, "id")));
  }

  private Page page(long id) {
    ManualReport newest = existing(registry, id);
    return new Page(
        registry.manualReports().revisions(id).stream()
            .map(
                report ->
                    ManualView.of(
                        registry,
                        report,
                        judge,
                        result ->
                            report.revision() == newest.revision()
                                ? automatic.of(report, result)
                                : Optional.empty()))
            .toList(),
        registry.manualReports().files(id).stream().map(ManualView.FileView::of).toList());
  }

  /**
   * @throws ApiException 404
   */
  static ManualReport existing(Tables tables, long id) {
    return tables
        .manualReports()
        .find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "manual-report-not-found", "report (%s) does not exist".formatted(id)));
  }

  private void add(Context ctx) {
    long thing = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String author = author(ctx, body);
    ManualReport kept =
        registry.write(
            tables -> {
              if (tables.catalogue().thing(thing).isEmpty()) {
                throw ApiException.noPoint(thing);
              }
              ManualSample sample = SampleForm.read(Fields.of(body), thing, tables.now());
              return tables
                  .manualReports()
                  .add(sample, results(tables, body, sample, 0), author, isOfficial(ctx));
            });
    ctx.status(201).json(page(kept.id()));
  }

  private void revise(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String author = author(ctx, body);
    int seen = Math.clamp(body.number("revision"), 0, Integer.MAX_VALUE);
    boolean withdrawn = body.optionalFlag("withdrawn").orElse(false);
    Change<ManualReport> _ =
        registry.write(
            tables -> {
              ManualReport known = existing(tables, id);
              ManualSample sample =
                  withdrawn
                      ? known.sample()
                      : SampleForm.read(Fields.of(body), known.sample().thing(), tables.now());
              return tables
                  .manualReports()
                  .revise(
                      id,
                      seen,
                      sample,
                      withdrawn ? known.results() : results(tables, body, sample, id),
                      withdrawn,
                      author,
                      isOfficial(ctx),
                      body.optionalText("why").orElse(null));
            });
    ctx.json(page(id));
  }

  /** Of the authority are those who may open cases. */
  static boolean isOfficial(Context ctx) {
    return Callers.of(ctx).may(Right.HANDLE_CASES);
  }

  private static String author(Context ctx, JsonBody body) {
    return Callers.of(ctx).signature(body.optionalText("author").orElse(null));
  }

  /** Faults name the result: {@code results.0.value}. */
  private static List<ManualResult> results(
      Tables tables, JsonBody body, ManualSample sample, long report) {
    ResultForm form = new ResultForm(new PointQuantities(tables, sample.thing()));
    HandCounters counters = new HandCounters(tables);
    List<ManualResult> results = new ArrayList<>();
    for (JsonBody each : body.objects("results")) {
      try {
        ManualResult result = form.read(Fields.of(each), sample.kind());
        counters.require(sample, result, report);
        results.add(result);
      } catch (RuleException e) {
        throw new RuleException(
            "results.%s.%s".formatted(results.size(), e.field()), e.rule(), e.value(), e.code());
      }
    }
    return results;
  }
}
