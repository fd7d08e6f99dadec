// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.regulation.supervision.Clue;
import org.greenheart.regulation.supervision.RuleId;
import org.greenheart.regulation.supervision.SupervisionRule;
import org.greenheart.server.accounts.Audited;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxClue;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/tax}: runs of the rules, their settings and dry runs, clues and what people say of
 * them. Tax data are a right of their own, without a scope, and each look at them is in the audit.
 */
final class SupervisionRoutes implements Routes {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
  private static final int MOST_CLUES = 2_000;
  private static final int SAMPLE = 50;
  private static final int LONGEST_REASON = 2_000;

  private static final Set<String> VERDICTS =
      Set.of("open", "confirmed", "explained", "false", "data-error");

  private final Registry registry;
  private final ClueRun run;

  SupervisionRoutes(Registry registry, ClueRun run) {
    this.registry = requireNonNull(registry, "registry is null");
    this.run = requireNonNull(run, "run is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/tax/runs", ctx -> ctx.json(run.run(order(ctx))), Right.KEEP_TAX);
    routes.get("/api/tax/rules", this::rules, Right.READ_TAX);
    routes.post("/api/tax/rules/{rule}/trial", this::trial, Right.KEEP_TAX);
    routes.put("/api/tax/rules/{rule}", this::set, Right.KEEP_TAX);
    routes.get("/api/tax/clues", this::clues, Right.READ_TAX, Audited.LOOK);
    routes.get("/api/tax/clues/{id}", this::clue, Right.READ_TAX, Audited.LOOK);
    routes.post("/api/tax/clues/{id}/verdict", this::judge, Right.KEEP_TAX);
  }

  private static ClueRun.Order order(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    return new ClueRun.Order(
        Periods.month("from", body.text("from")),
        Periods.month("to", body.text("to")),
        body.optionalText("province").orElse(null),
        rate(body, "airRate"),
        rate(body, "waterRate"));
  }

  private static @Nullable BigDecimal rate(JsonBody body, String field) {
    return body.optionalText(field).map(text -> decimal(field, text).toBigDecimal()).orElse(null);
  }

  private static Decimal decimal(String field, String text) {
    return Decimal.parse(text)
        .orElseThrow(() -> new RuleException(field, "must be a number", text, "number-unreadable"));
  }

  private void rules(Context ctx) {
    LocalDate today = LocalDate.ofInstant(registry.now(), BEIJING);
    ctx.json(
        registry.read(
            tables -> {
              List<TaxBook.VerdictCount> counts = tables.taxBook().verdictCounts();
              return RuleDesk.at(tables, today).stream()
                  .map(held -> RuleView.of(held, counts))
                  .toList();
            }));
  }

  private SupervisionRule held(RuleId id) {
    LocalDate today = LocalDate.ofInstant(registry.now(), BEIJING);
    return registry.read(tables -> RuleDesk.at(tables, today)).stream()
        .map(RuleDesk.Held::rule)
        .filter(rule -> rule.id() == id)
        .findFirst()
        .orElseThrow(
            () ->
                ApiException.notFound("tax-rule-unknown", "rule (%s) is not there".formatted(id)));
  }

  /**
   * What a dry run found.
   *
   * @param counts whether it looked at any month: only then the rule may be switched on
   */
  record Trial(
      boolean counts,
      int clues,
      int sure,
      BigDecimal yuan,
      int knownFalse,
      List<Sample> sample,
      List<ClueRun.SkippedMonth> skipped,
      List<ClueRun.Problem> problems) {}

  /** A clue that the rule would raise. */
  record Sample(
      String name,
      String month,
      String outlet,
      String subject,
      @Nullable BigDecimal declared,
      @Nullable BigDecimal recomputed,
      String unit) {
    static Sample of(Clue clue) {
      return new Sample(
          clue.firm().name(),
          clue.month().toString(),
          clue.outlet(),
          clue.subject(),
          clue.declared().number().orElse(null),
          clue.recomputed().number().orElse(null),
          clue.unit());
    }
  }

  private void trial(Context ctx) {
    RuleId id = RuleDesk.id(ctx.pathParam("rule"));
    JsonBody body = JsonBody.of(ctx);
    Decimal tolerance = decimal("tolerance", body.text("tolerance"));
    Decimal least = decimal("leastYuan", body.text("leastYuan"));
    SupervisionRule rule = RuleDesk.with(held(id), tolerance, least);
    ClueRun.Order order = order(ctx);
    String author = Callers.of(ctx).name();
    ClueSearch.Found found = run.tried(order, rule);
    ctx.json(
        registry.write(
            tables -> {
              if (!found.looked().isEmpty()) {
                RuleDesk.tried(tables, id, tolerance, least, author);
              }
              TaxBook.ClueFilter months =
                  TaxBook.ClueFilter.ofMonths(order.from().toString(), order.to().toString());
              Set<TaxClue.About> refuted =
                  tables.taxBook().clues(months, Integer.MAX_VALUE).stream()
                      .filter(clue -> !Set.of("open", "confirmed").contains(clue.verdict().word()))
                      .map(TaxClue::about)
                      .collect(Collectors.toSet());
              return trial(found, refuted);
            }));
  }

  private static Trial trial(ClueSearch.Found found, Set<TaxClue.About> refuted) {
    List<Clue> clues = found.clues();
    return new Trial(
        !found.looked().isEmpty(),
        clues.size(),
        (int) clues.stream().filter(c -> c.certainty() == Clue.Certainty.SURE).count(),
        clues.stream()
            .filter(clue -> clue.unit().equals("yuan"))
            .flatMap(clue -> clue.difference().stream())
            .reduce(BigDecimal.ZERO, BigDecimal::add),
        (int) clues.stream().filter(clue -> refuted.contains(ClueKeeping.about(clue))).count(),
        clues.stream().limit(SAMPLE).map(Sample::of).toList(),
        found.skipped(),
        found.problems());
  }

  private void set(Context ctx) {
    RuleId id = RuleDesk.id(ctx.pathParam("rule"));
    JsonBody body = JsonBody.of(ctx);
    Decimal tolerance = decimal("tolerance", body.text("tolerance"));
    Decimal least = decimal("leastYuan", body.text("leastYuan"));
    boolean enabled = body.flag("enabled");
    var _ = RuleDesk.with(held(id), tolerance, least);
    String author = Callers.of(ctx).name();
    var _ =
        registry.write(
            tables -> {
              RuleDesk.set(tables, id, tolerance, least, enabled, author);
              return true;
            });
    rules(ctx);
  }

  private void clues(Context ctx) {
    String rule = Params.text(ctx, "rule").orElse("");
    String verdict = Params.text(ctx, "verdict").orElse("");
    String month = Params.text(ctx, "month").orElse("");
    String firm = Params.text(ctx, "firm").orElse("");
    long file = Params.optionalNumber(ctx, "case").orElse(0L);
    boolean gone = "true".equals(ctx.queryParam("gone"));
    AuditTrail.about(
        ctx,
        "clues "
            + String.join(" ", rule, verdict, month, firm, file == 0 ? "" : "case " + file)
                .strip());
    TaxBook.ClueFilter filter =
        new TaxBook.ClueFilter(rule, verdict, firm, month, month, file, gone);
    ctx.json(
        registry.read(
            tables -> {
              ClueView.Cases cases = new ClueView.Cases(tables);
              return tables.taxBook().clues(filter, MOST_CLUES).stream()
                  .map(clue -> ClueView.brief(cases, clue))
                  .toList();
            }));
  }

  private void clue(Context ctx) {
    long id = Params.number(ctx, "id");
    AuditTrail.about(ctx, "clue " + id);
    ctx.json(registry.read(tables -> ClueView.of(tables, ClueDesk.existing(tables, id))));
  }

  private void judge(Context ctx) {
    long id = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    String verdict = body.text("verdict");
    String reason = body.optionalText("reason").orElse("").strip();
    if (!VERDICTS.contains(verdict)) {
      throw new RuleException(
          "verdict", "must be one of " + VERDICTS.stream().sorted().toList(), verdict, "verdict");
    }
    boolean needsReason = !Set.of("open", "confirmed").contains(verdict);
    if (reason.length() > LONGEST_REASON || (needsReason && reason.isEmpty())) {
      throw new RuleException(
          "reason", "must have 1 to %s characters".formatted(LONGEST_REASON), reason, "reason");
    }
    String author = Callers.of(ctx).name();
    AuditTrail.about(ctx, "clue " + id);
    ctx.json(
        registry.write(
            tables -> {
              TaxClue.Verdict said = new TaxClue.Verdict(verdict, reason, author, tables.now());
              TaxClue clue = ClueDesk.existing(tables, id);
              TaxClue judged = clue.judged(verdict.equals("open") ? TaxClue.Verdict.OPEN : said);
              tables.taxBook().judged(id, said);
              Long file = judged.caseFile();
              if (file != null && !clue.verdict().word().equals(verdict)) {
                // Neither firm nor reason: who reads cases does not read tax data.
                tables
                    .cases()
                    .note(
                        file,
                        new CaseEvent(
                            tables.now(),
                            author,
                            "clue-verdict",
                            "",
                            JsonNodeFactory.instance
                                .objectNode()
                                .put("clue", id)
                                .put("verdict", verdict)
                                .toString()));
              }
              return ClueView.of(tables, tables.taxBook().clues().put(judged).row());
            }));
  }
}
