// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.SeenRows;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * The three lists, problems (问题清单), tasks (任务清单) and responsibilities (责任清单): views of the same
 * cases. Filtered as the list of cases is.
 */
final class CaseListRoutes implements Routes {
  private static final int MOST = 1_000;

  private final Registry registry;

  CaseListRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/lists/problems", this::problems, Right.READ_CASES, About.WHAT_IS_SEEN);
    routes.get("/api/lists/tasks", this::tasks, Right.READ_CASES, About.WHAT_IS_SEEN);
    routes.get(
        "/api/lists/responsibilities",
        this::responsibilities,
        Right.READ_CASES,
        About.WHAT_IS_SEEN);
  }

  private interface Rows<T> {
    Stream<T> of(Tables tables, CaseFile file);
  }

  private <T> void answer(Context ctx, Rows<T> rows) {
    var filter = CaseRoutes.filter(ctx);
    Sight sight = Callers.sight(ctx);
    ctx.json(
        registry.read(
            tables ->
                SeenRows.newestFirst(
                        Long.MAX_VALUE,
                        MOST,
                        (before, most) -> tables.cases().list(filter, before, most),
                        CaseFile::id,
                        sight::sees)
                    .stream()
                    .flatMap(file -> rows.of(tables, file))
                    .toList()));
  }

  private record Problem(
      long caseId,
      String number,
      String title,
      @Nullable String titleEn,
      String kind,
      String source,
      String stage,
      String category,
      String place,
      String severity,
      String target,
      String finding,
      Instant discovered,
      @Nullable Instant due,
      String colour) {}

  private void problems(Context ctx) {
    answer(
        ctx,
        (tables, file) -> {
          Map<String, String> fields = CaseFields.read(file);
          return Stream.of(
              new Problem(
                  file.id(),
                  file.number(),
                  file.title(),
                  file.titleEn(),
                  file.kind(),
                  file.facts().source(),
                  file.stage().text(),
                  fields.getOrDefault("pollution", ""),
                  fields.getOrDefault("place", ""),
                  fields.getOrDefault("severity", ""),
                  fields.getOrDefault("target", ""),
                  file.facts().finding(),
                  file.opened(),
                  file.open() ? file.clock().next() : null,
                  CaseView.Clock.colour(file, tables.now())));
        });
  }

  private record Task(
      long caseId,
      String number,
      long item,
      String code,
      String title,
      String owner,
      String standard,
      @Nullable LocalDate due,
      int progress,
      @Nullable Decimal money,
      String evidence,
      @Nullable String answer,
      @Nullable Instant done) {
    private static Task of(CaseFile file, CaseItem item) {
      return new Task(
          file.id(),
          file.number(),
          item.id(),
          item.code(),
          item.title(),
          item.owner(),
          item.standard(),
          item.due(),
          item.progress(),
          item.money(),
          item.evidence(),
          item.answer(),
          item.done());
    }
  }

  private void tasks(Context ctx) {
    answer(
        ctx,
        (tables, file) ->
            tables.caseBook().itemsOf(file.id()).stream().map(item -> Task.of(file, item)));
  }

  private record Responsibility(
      long caseId,
      String number,
      String title,
      @Nullable String titleEn,
      long piece,
      String unit,
      boolean leads,
      String leader,
      String task,
      @Nullable Instant due,
      @Nullable String answer,
      @Nullable Instant answered) {
    private static Responsibility of(CaseFile file, CasePiece piece) {
      return new Responsibility(
          file.id(),
          file.number(),
          file.title(),
          file.titleEn(),
          piece.id(),
          piece.unit(),
          piece.leads(),
          CaseFields.read(file).getOrDefault("leader", ""),
          piece.task(),
          piece.due(),
          piece.answer(),
          piece.answered());
    }
  }

  private void responsibilities(Context ctx) {
    String unit = Params.text(ctx, "unit").orElse("");
    answer(
        ctx,
        (tables, file) ->
            tables.caseBook().piecesOf(file.id()).stream()
                .filter(piece -> unit.isEmpty() || piece.unit().equals(unit))
                .map(piece -> Responsibility.of(file, piece)));
  }
}
