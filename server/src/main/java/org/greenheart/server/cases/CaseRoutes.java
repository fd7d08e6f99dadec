// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.SeenRows;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseFilter;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * Cases: opened by persons, edited, and taken along their way step by step.
 *
 * <p>Who changes a case says which version he saw, in the field {@code version} or the header
 * {@code If-Match}; when it has another one now the answer is 409 with both states.
 */
final class CaseRoutes implements Routes {
  private static final int PAGE = 200;
  private static final int LONGEST_NOTE = 4_000;
  private static final List<String> SOURCES =
      List.of("inspection", "phone", "letter", "visit", "transfer", "import", "similar", "person");

  private final Registry registry;
  private final CaseDesk desk;
  private final Runnable watchAgain;
  private final People people;
  private final Handlers handlers;
  private final CaseChanges changes;

  /**
   * @param watchAgain lets the watch read the cases anew
   */
  CaseRoutes(
      Registry registry, CaseDesk desk, Handlers handlers, Runnable watchAgain, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.handlers = requireNonNull(handlers, "handlers is null");
    this.watchAgain = requireNonNull(watchAgain, "watchAgain is null");
    this.people = requireNonNull(people, "people is null");
    this.changes = new CaseChanges(registry, desk, people);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/cases", this::list, Right.READ_CASES, About.WHAT_IS_SEEN);
    routes.post("/api/cases", this::create, Right.HANDLE_CASES, About.NO_POINT);
    routes.get("/api/cases/{id}", this::one, Right.READ_CASES, About.CASE);
    routes.put("/api/cases/{id}", this::edit, Right.HANDLE_CASES, About.CASE);
    routes.post("/api/cases/{id}/notes", this::note, Right.WORK_ON_CASES, About.CASE);
    routes.post("/api/cases/{id}/steps/{step}", this::step, Right.TAKE_STEPS, About.CASE);
    routes.exception(StepException.class, CaseRoutes::refused);
    routes.exception(ConflictException.class, CaseRoutes::conflicting);
  }

  private record Refused(String code, String message) {}

  private static void refused(StepException e, Context ctx) {
    ctx.status(e.status()).json(new Refused(e.code(), String.valueOf(e.getMessage())));
  }

  /** Both states, so that a person can join them. */
  private record Conflict(String code, String message, JsonNode yours, CasePage theirs) {}

  private static void conflicting(ConflictException e, Context ctx) {
    ctx.status(409)
        .json(
            new Conflict(
                e.code(), String.valueOf(e.getMessage()), CaseBody.of(ctx).json(), e.theirs()));
  }

  private void list(Context ctx) {
    CaseFilter filter = filter(ctx);
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    Sight sight = Callers.sight(ctx);
    ctx.json(
        registry.read(
            tables ->
                SeenRows.newestFirst(
                        before,
                        PAGE,
                        (last, most) -> tables.cases().list(filter, last, most),
                        CaseFile::id,
                        sight::sees)
                    .stream()
                    .map(file -> CaseView.of(file, tables, sight))
                    .toList()));
  }

  static CaseFilter filter(Context ctx) {
    return new CaseFilter(
        Params.text(ctx, "state").map(CaseRoutes::isOpen).orElse(null),
        Params.optionalNumber(ctx, "thing").orElse(null),
        Params.text(ctx, "kind").orElse(null),
        Params.text(ctx, "stage").map(Stage::ofText).orElse(null),
        unit(ctx),
        isMine(ctx) ? (Long) Callers.of(ctx).id() : null,
        Params.optionalNumber(ctx, "campaign").orElse(null),
        Params.optionalNumber(ctx, "parent").orElse(null),
        false,
        Params.text(ctx, "q").orElse(null));
  }

  private static boolean isMine(Context ctx) {
    return "true".equals(ctx.queryParam("mine"));
  }

  /** A unit by its name, or by {@code mine} that of the caller; null for a caller of none. */
  private static @Nullable String unit(Context ctx) {
    if (!isMine(ctx)) {
      return Params.text(ctx, "unit").orElse(null);
    }
    String own = Callers.of(ctx).unit();
    if (own.isEmpty() && Callers.of(ctx).id() != 0) {
      return null;
    }
    if (own.isEmpty()) {
      throw ApiException.badRequest(
          "unit-missing", "%s works for no unit".formatted(Callers.of(ctx).name()));
    }
    return own;
  }

  private static boolean isOpen(String state) {
    return switch (state) {
      case "open" -> true;
      case "closed" -> false;
      default ->
          throw ApiException.badRequest(
              "case-state", "state (%s) must be open or closed".formatted(state));
    };
  }

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    Person person = people.of(ctx);
    ctx.json(
        registry.read(tables -> CasePage.of(tables.cases().existing(id), tables, desk, person)));
  }

  private void create(Context ctx) {
    CaseBody body =
        CaseBody.of(
            ctx,
            "kind",
            "title",
            "titleEn",
            "source",
            "description",
            "fields",
            "area",
            "enterprise",
            "campaign",
            "parent",
            "thing");
    Person person = people.of(ctx);
    String source = body.optional("source").orElse("person");
    if (!SOURCES.contains(source)) {
      throw new RuleException("source", "must be one of " + SOURCES, source, "case-source");
    }
    NewCase wanted = wanted(body, source);
    requireSeen(wanted.thing(), wanted.enterprise(), wanted.area(), person.sight());
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = desk.open(tables, wanted, person.name());
              return CasePage.of(file, tables, desk, person);
            });
    ctx.status(201).json(page);
  }

  /** What they do not see does not exist for them. */
  static void requireSeen(long thing, long enterprise, long area, Sight sight) {
    if (thing != 0 && !sight.sees(thing)) {
      throw ApiException.noPoint(thing);
    }
    if (enterprise != 0 && !sight.seesEnterprise(enterprise)) {
      throw ApiException.notFound(
          "enterprise-not-found", "enterprise (%s) does not exist".formatted(enterprise));
    }
    if (area != 0 && !sight.seesArea(area)) {
      throw ApiException.notFound("area-not-found", "area (%s) does not exist".formatted(area));
    }
  }

  private static NewCase wanted(CaseBody body, String source) {
    return new NewCase(
        body.orEmpty("kind"),
        body.text("title"),
        source,
        body.orEmpty("description"),
        body.map("fields"),
        body.number("area"),
        body.number("enterprise"),
        body.number("campaign"),
        body.number("parent"),
        body.number("thing"),
        body.has("titleEn") ? body.orEmpty("titleEn") : null);
  }

  private void edit(Context ctx) {
    CaseBody body =
        CaseBody.of(
            ctx, "version", "title", "titleEn", "description", "fields", "area", "enterprise");
    Person person = people.of(ctx);
    NewCase wanted = wanted(body, "");
    changes.make(
        ctx,
        (tables, file) -> {
          CaseFacts facts = file.facts();
          requireSeen(
              0,
              wanted.enterprise() == facts.enterprise() ? 0 : wanted.enterprise(),
              wanted.area() == facts.area() ? 0 : wanted.area(),
              person.sight());
          return desk.edit(tables, file, wanted, person.name());
        });
  }

  private void step(Context ctx) {
    Step step = Step.ofText("step", ctx.pathParam("step"));
    CaseBody body = CaseBody.of(ctx);
    changes.make(
        ctx,
        step != Step.LOOK_BACK && step != Step.REOPEN,
        (tables, file) ->
            desk.take(
                tables,
                file,
                step,
                StepValues.of(step, body.json())
                    .naming((need, account) -> handler(tables, file, need, account)),
                people.of(ctx)));
    watchAgain.run();
  }

  /** The name of an account that is given a piece of a case. */
  private String handler(Tables tables, CaseFile file, String need, long account) {
    return handlers
        .account(tables, need, account, Right.READ_CASES, sight -> sight.sees(file))
        .name();
  }

  private void note(Context ctx) {
    long id = Params.number(ctx, "id");
    String text = noted(CaseBody.of(ctx, "text").json().path("text").textValue());
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              tables
                  .cases()
                  .note(id, new CaseEvent(tables.now(), person.name(), "note", text, null));
              return CasePage.of(tables.cases().existing(id), tables, desk, person);
            });
    ctx.status(201).json(page);
  }

  private static String noted(@Nullable String text) {
    if (text == null || text.isBlank() || text.length() > LONGEST_NOTE) {
      throw ApiException.badRequest(
          "note-text",
          "text (%s characters) must have 1 to %s characters"
              .formatted(text == null ? 0 : text.length(), LONGEST_NOTE));
    }
    // A brace would make it look like an entry of the watch.
    return text.startsWith("{") ? " " + text : text;
  }
}
