// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.SeenRows;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseFilter;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Cases: opened from alarms or by persons, edited, and taken along their way step by step.
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

  /**
   * @param watchAgain lets the watch read the cases anew
   */
  CaseRoutes(Registry registry, CaseDesk desk, Runnable watchAgain, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.watchAgain = requireNonNull(watchAgain, "watchAgain is null");
    this.people = requireNonNull(people, "people is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/cases", this::list, Right.READ_CASES, About.WHAT_IS_SEEN);
    routes.post("/api/cases", this::create, Right.HANDLE_CASES, About.NO_POINT);
    routes.get("/api/cases/{id}", this::one, Right.READ_CASES, About.CASE);
    routes.put("/api/cases/{id}", this::edit, Right.HANDLE_CASES, About.CASE);
    routes.post("/api/alarms/{id}/case", this::open, Right.HANDLE_CASES, About.ALARM);
    routes.post("/api/cases/{id}/alarms", this::attach, Right.HANDLE_CASES, About.CASE);
    routes.post("/api/cases/{id}/notes", this::note, Right.WORK_ON_CASES, About.CASE);
    routes.post("/api/cases/{id}/steps/{step}", this::step, Right.WORK_ON_CASES, About.CASE);
    routes.post("/api/cases/{id}/tie", this::tie, Right.HANDLE_CASES, About.CASE);
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
                "case-changed",
                String.valueOf(e.getMessage()),
                CaseBody.of(ctx).json(),
                e.theirs()));
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
                        file -> sees(sight, file))
                    .stream()
                    .map(file -> CaseView.of(file, tables))
                    .toList()));
  }

  /** One that is tied to no point is for those who see everything. */
  private static boolean sees(Sight sight, CaseFile file) {
    return sight.isEverything() || (file.thing() != 0 && sight.sees(file.thing()));
  }

  static CaseFilter filter(Context ctx) {
    return new CaseFilter(
        Params.text(ctx, "state").map(CaseRoutes::isOpen).orElse(null),
        Params.optionalNumber(ctx, "thing").orElse(null),
        Params.text(ctx, "kind").orElse(null),
        Params.text(ctx, "stage").map(Stage::ofText).orElse(null),
        Params.text(ctx, "unit").orElse(null),
        Params.optionalNumber(ctx, "campaign").orElse(null),
        Params.optionalNumber(ctx, "parent").orElse(null),
        false,
        Params.text(ctx, "q").orElse(null));
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
        registry.read(tables -> CasePage.of(CaseDesk.existing(tables, id), tables, desk, person)));
  }

  private void create(Context ctx) {
    CaseBody body =
        CaseBody.of(
            ctx,
            "kind",
            "title",
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
    Sight sight = Callers.sight(ctx);
    if (wanted.thing() != 0 && !sight.sees(wanted.thing())) {
      throw ApiException.noPoint(wanted.thing());
    }
    if (wanted.enterprise() != 0 && !sight.seesEnterprise(wanted.enterprise())) {
      throw ApiException.notFound(
          "enterprise-not-found", "enterprise (%s) does not exist".formatted(wanted.enterprise()));
    }
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = desk.open(tables, wanted, person.name());
              return CasePage.of(file, tables, desk, person);
            });
    ctx.status(201).json(page);
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
        body.number("thing"));
  }

  private void edit(Context ctx) {
    CaseBody body =
        CaseBody.of(ctx, "version", "title", "description", "fields", "area", "enterprise");
    change(ctx, (tables, file) -> desk.edit(tables, file, wanted(body, ""), people.of(ctx).name()));
  }

  private void step(Context ctx) {
    Step step = Step.ofText("step", ctx.pathParam("step"));
    CaseBody body = CaseBody.of(ctx);
    change(
        ctx,
        (tables, file) ->
            desk.take(tables, file, step, StepValues.of(step, body.json()), people.of(ctx)));
    watchAgain.run();
  }

  private void tie(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "version", "thing", "rule", "code");
    change(
        ctx,
        (tables, file) ->
            desk.tie(
                tables,
                file,
                body.number("thing"),
                body.optional("rule").orElse(null),
                body.optional("code").orElse(null),
                people.of(ctx).name()));
    watchAgain.run();
  }

  private void change(Context ctx, BiFunction<Tables, CaseFile, CaseFile> work) {
    long id = Params.number(ctx, "id");
    long version = version(ctx);
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = CaseDesk.existing(tables, id);
              if (file.version() != version) {
                throw new ConflictException(
                    "case (%s) has version %s, not %s: somebody has changed it"
                        .formatted(file.number(), file.version(), version),
                    CasePage.of(file, tables, desk, person));
              }
              return CasePage.of(work.apply(tables, file), tables, desk, person);
            });
    ctx.json(page);
  }

  private static long version(Context ctx) {
    String header = ctx.header("If-Match");
    CaseBody body = CaseBody.of(ctx);
    if (header != null) {
      String plain = header.replace("\"", "").replace("W/", "").strip();
      if (plain.matches("[0-9]{1,18}")) {
        return Long.parseLong(plain);
      }
    }
    if (!body.has("version")) {
      throw new RuleException(
          "version", "must say which version of the case you saw", "", "version-missing");
    }
    return body.number("version");
  }

  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              Alarm alarm = alarm(tables, id);
              if (alarm.area() != 0) {
                throw ApiException.badRequest(
                    "case-of-area",
                    "alarm (%s) is about an area; a case is about a point".formatted(id));
              }
              Optional<CaseFile> joined =
                  tables.cases().open(alarm.rule(), alarm.thing(), alarm.signalCode());
              CaseFile file =
                  joined.isPresent() && alarm.caseFile() == null
                      ? join(tables, alarm, joined.get(), person)
                      : tables.cases().open(alarm, title(tables, alarm), person.name());
              return CasePage.of(file, tables, desk, person);
            });
    watchAgain.run();
    ctx.status(201).json(page);
  }

  /** Several alarms into one case. */
  private void attach(Context ctx) {
    long id = Params.number(ctx, "id");
    List<Long> alarms = CaseBody.of(ctx, "alarms").numbers("alarms");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = CaseDesk.existing(tables, id);
              if (!file.open()) {
                throw StepException.notNow(
                    "case-closed", "case (%s) is closed: reopen it".formatted(file.number()));
              }
              for (long each : alarms) {
                Alarm alarm = alarm(tables, each);
                Long other = alarm.caseFile();
                if (other != null && other != id) {
                  throw new RegistryException(
                      RegistryException.Code.DUPLICATE,
                      "alarm (%s) belongs to case (%s)".formatted(each, other));
                }
                if (other == null) {
                  join(tables, alarm, file, person);
                }
              }
              return CasePage.of(file, tables, desk, person);
            });
    ctx.json(page);
  }

  private static Alarm alarm(Tables tables, long id) {
    return tables
        .alarms()
        .find(id)
        .orElseThrow(
            () ->
                new RegistryException(
                    RegistryException.Code.NOT_FOUND, "alarm (%s) does not exist".formatted(id)));
  }

  private static CaseFile join(Tables tables, Alarm alarm, CaseFile file, Person person) {
    tables.alarms().attach(alarm.id(), file.id(), person.name());
    tables
        .cases()
        .note(
            file.id(),
            new CaseEvent(
                tables.now(), person.name(), "alarm", "{\"alarm\":%s}".formatted(alarm.id())));
    return file;
  }

  private static String title(Tables tables, Alarm alarm) {
    String place = tables.catalogue().thing(alarm.thing()).map(Thing::name).orElse("");
    String rule =
        tables
            .rules()
            .version(alarm.rule(), alarm.ruleVersion())
            .map(Rule::name)
            .orElse(alarm.rule());
    return place + "：" + rule;
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
              return CasePage.of(CaseDesk.existing(tables, id), tables, desk, person);
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
