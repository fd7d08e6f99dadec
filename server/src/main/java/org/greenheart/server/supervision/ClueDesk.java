// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxBook;
import org.greenheart.storage.registry.TaxClue;

/**
 * The way of a clue: a case, then the class of all clues of its rule, whose case goes as a
 * suggestion to the body responsible and ends with its reply. A case says no firm and no sum: these
 * stay behind the right to read tax data. Thread-safe.
 */
final class ClueDesk implements Routes {
  private static final String SINGLE = "tax-clue";
  private static final String CLASS = "tax-class";

  private final Registry registry;
  private final CaseOpening cases;

  ClueDesk(Registry registry, CaseOpening cases) {
    this.registry = requireNonNull(registry, "registry is null");
    this.cases = requireNonNull(cases, "cases is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/tax/clues/{id}/case", this::open, Right.KEEP_TAX);
    routes.post("/api/tax/rules/{rule}/class", this::openClass, Right.KEEP_TAX);
  }

  /**
   * @throws ApiException 404
   */
  static TaxClue existing(Tables tables, long id) {
    return tables
        .taxBook()
        .clues()
        .find(id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "tax-clue-not-found", "clue (%s) is not there".formatted(id)));
  }

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    String by = Callers.of(ctx).name();
    AuditTrail.about(ctx, "clue " + id);
    ClueView.CaseLink link =
        registry.write(
            tables -> {
              TaxClue clue = existing(tables, id);
              if (clue.caseFile() != null) {
                throw new ApiException(
                    409, "tax-clue-in-case", "clue (%s) is in a case already".formatted(id));
              }
              requireStanding(clue);
              CaseFile file =
                  cases.open(
                      tables,
                      SINGLE,
                      "环保税线索 #%s（%s，%s）".formatted(id, clue.about().rule(), clue.about().month()),
                      "",
                      Map.of(
                          "rule",
                          clue.about().rule(),
                          "clue",
                          Long.toString(id),
                          "month",
                          clue.about().month()),
                      by);
              var _ = tables.taxBook().clues().put(clue.inCase(file.id()));
              return requireNonNull(ClueView.CaseLink.of(tables, file.id()), "no case");
            });
    ctx.status(201).json(link);
  }

  private static void requireStanding(TaxClue clue) {
    if (clue.gone() != null || !List.of("open", "confirmed").contains(clue.verdict().word())) {
      throw new ApiException(
          409,
          "tax-clue-refuted",
          "clue (%s) does not stand: it is %s"
              .formatted(clue.id(), clue.gone() != null ? "gone" : clue.verdict().word()));
    }
  }

  /** All standing clues of a rule; the cases that some have join the class. */
  private void openClass(Context ctx) {
    String rule = RuleDesk.id(ctx.pathParam("rule")).name();
    String by = Callers.of(ctx).name();
    ClueView.CaseLink link =
        registry.write(
            tables -> {
              List<TaxClue> clues =
                  tables
                      .taxBook()
                      .clues(TaxBook.ClueFilter.ofRule(rule), Integer.MAX_VALUE)
                      .stream()
                      .filter(clue -> List.of("open", "confirmed").contains(clue.verdict().word()))
                      .filter(clue -> !isInOther(tables, clue))
                      .toList();
              if (clues.isEmpty()) {
                throw new ApiException(
                    409,
                    "tax-class-empty",
                    "rule (%s) has no standing clue outside of a class".formatted(rule));
              }
              CaseFile file =
                  cases.open(
                      tables,
                      CLASS,
                      "环保税类案 %s：%s 条线索".formatted(rule, clues.size()),
                      "",
                      Map.of("rule", rule, "clues", Integer.toString(clues.size())),
                      by);
              join(tables, clues, file, ctx);
              return requireNonNull(ClueView.CaseLink.of(tables, file.id()), "no case");
            });
    ctx.status(201).json(link);
  }

  /** Whether it is in a class, or in a case that is closed. */
  private static boolean isInOther(Tables tables, TaxClue clue) {
    Long file = clue.caseFile();
    return file != null
        && tables
            .cases()
            .find(file)
            .map(found -> !found.kind().equals(SINGLE) || !found.open())
            .orElse(false);
  }

  private void join(Tables tables, List<TaxClue> clues, CaseFile into, Context ctx) {
    for (TaxClue clue : clues) {
      Long single = clue.caseFile();
      if (single != null) {
        CaseFile file = tables.cases().find(single).orElseThrow();
        cases.merge(tables, file, into, "类案 " + into.number(), ctx);
      }
      var _ = tables.taxBook().clues().put(clue.inCase(into.id()));
    }
  }
}
