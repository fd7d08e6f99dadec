// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Items and pieces of cases: added, changed, answered. Each change stands in the case's history.
 */
final class CasePartRoutes implements Routes {
  private final Registry registry;
  private final CaseDesk desk;
  private final People people;

  CasePartRoutes(Registry registry, CaseDesk desk, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.people = requireNonNull(people, "people is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.post("/api/cases/{id}/items", this::addItem, Right.WORK_ON_CASES, About.CASE);
    routes.put("/api/cases/{id}/items/{item}", this::changeItem, Right.WORK_ON_CASES, About.CASE);
    routes.post(
        "/api/cases/{id}/items/{item}/answer", this::answerItem, Right.WORK_ON_CASES, About.CASE);
    routes.post(
        "/api/cases/{id}/items/{item}/reopen", this::reopenItem, Right.WORK_ON_CASES, About.CASE);
    routes.post(
        "/api/cases/{id}/items/{item}/case", this::openFor, Right.WORK_ON_CASES, About.CASE);
    routes.post(
        "/api/cases/{id}/pieces/{piece}/answer",
        this::answerPiece,
        Right.WORK_ON_CASES,
        About.CASE);
  }

  private void addItem(Context ctx) {
    long id = Params.number(ctx, "id");
    CaseBody body = itemBody(ctx);
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseFile file = open(tables, id);
              List<CaseItem> there = tables.caseBook().itemsOf(id);
              String code =
                  body.optional("code").orElseGet(() -> Integer.toString(there.size() + 1));
              if (there.stream().anyMatch(item -> item.code().equals(code))) {
                throw new RegistryException(
                    RegistryException.Code.DUPLICATE,
                    "item (%s) is in case %s already".formatted(code, file.number()));
              }
              CaseItem blank =
                  new CaseItem(
                      0,
                      id,
                      0,
                      code,
                      body.text("title"),
                      "",
                      "",
                      null,
                      0,
                      null,
                      null,
                      null,
                      null,
                      "",
                      "",
                      null,
                      null,
                      null,
                      0,
                      0);
              CaseItem item = tables.caseBook().items().put(filled(blank, body, tables)).row();
              note(tables, id, person, "item-added", item.title(), item.code());
              return CasePage.of(file, tables, desk, person);
            });
    ctx.status(201).json(page);
  }

  private static CaseBody itemBody(Context ctx) {
    return CaseBody.of(
        ctx,
        "version",
        "code",
        "parent",
        "title",
        "owner",
        "standard",
        "due",
        "progress",
        "parts",
        "money",
        "yearMoney",
        "share",
        "stage",
        "evidence");
  }

  /** The item with what the body says; what it leaves out stays. */
  private static CaseItem filled(CaseItem was, CaseBody body, Tables tables) {
    body.date("due")
        .filter(day -> !day.equals(was.due()))
        .ifPresent(
            day -> {
              if (day.isBefore(WorkingDays.dayOf(tables.now()))) {
                throw new RuleException("due", "must not be in the past", day, "deadline-past");
              }
            });
    return new CaseItem(
        was.id(),
        was.caseFile(),
        body.has("parent") ? body.number("parent") : was.parent(),
        was.code(),
        body.optional("title").orElse(was.title()),
        body.optional("owner").orElse(was.owner()),
        body.optional("standard").orElse(was.standard()),
        body.date("due").orElse(was.due()),
        body.smallNumber("progress", was.progress()),
        body.has("parts") ? (Integer) body.smallNumber("parts", 0) : was.parts(),
        body.decimal("money").orElse(was.money()),
        body.decimal("yearMoney").orElse(was.yearMoney()),
        body.decimal("share").orElse(was.share()),
        body.optional("stage").orElse(was.stage()),
        body.optional("evidence").orElse(was.evidence()),
        was.answer(),
        was.done(),
        was.doneBy(),
        was.linked(),
        was.version() + 1);
  }

  private void changeItem(Context ctx) {
    CaseBody body = itemBody(ctx);
    change(ctx, body, "item-changed", (tables, item, person) -> filled(item, body, tables));
  }

  private void answerItem(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "version", "answer", "evidence");
    change(
        ctx,
        body,
        "item-done",
        (tables, item, person) ->
            Parts.done(
                item,
                body.text("answer"),
                body.optional("evidence").orElse(item.evidence()),
                person.name(),
                tables.now()));
  }

  private void reopenItem(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "version", "reason");
    String reason = body.text("reason");
    change(
        ctx,
        body,
        "item-reopened",
        (tables, item, person) -> {
          note(tables, item.caseFile(), person, "note", reason, item.code());
          return Parts.reopened(item);
        });
  }

  /** A case is opened for an item of a plan or programme that does not get on. */
  private void openFor(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "version", "kind");
    change(
        ctx,
        body,
        "item-case",
        (tables, item, person) -> {
          if (item.linked() != 0) {
            throw new RegistryException(
                RegistryException.Code.DUPLICATE,
                "item (%s) has a case already: %s".formatted(item.code(), item.linked()));
          }
          CaseFile opened =
              desk.open(
                  tables, NewCase.of(body.text("kind"), item.title(), "ledger"), person.name());
          return Parts.linked(item, opened.id());
        });
  }

  /** What becomes of an item. */
  private interface ItemChange {
    CaseItem of(Tables tables, CaseItem item, Person person);
  }

  private void change(Context ctx, CaseBody body, String what, ItemChange change) {
    long id = Params.number(ctx, "item");
    long owner = Params.number(ctx, "id");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CaseItem item =
                  tables
                      .caseBook()
                      .items()
                      .find(id)
                      .filter(found -> found.caseFile() == owner)
                      .orElseThrow(() -> ApiException.notFound("item-not-found", none("item", id)));
              CaseFile file = open(tables, item.caseFile());
              requireSeen(body, item.version(), file, tables, person);
              CaseItem next = change.of(tables, item, person);
              tables.caseBook().items().put(next);
              note(tables, file.id(), person, what, next.title(), next.code());
              return CasePage.of(file, tables, desk, person);
            });
    ctx.json(page);
  }

  private void answerPiece(Context ctx) {
    long id = Params.number(ctx, "piece");
    long owner = Params.number(ctx, "id");
    CaseBody body = CaseBody.of(ctx, "version", "answer");
    Person person = people.of(ctx);
    CasePage page =
        registry.write(
            tables -> {
              CasePiece piece =
                  tables
                      .caseBook()
                      .pieces()
                      .find(id)
                      .filter(found -> found.caseFile() == owner)
                      .orElseThrow(
                          () -> ApiException.notFound("piece-not-found", none("piece", id)));
              CaseFile file = open(tables, piece.caseFile());
              requireSeen(body, piece.version(), file, tables, person);
              tables
                  .caseBook()
                  .pieces()
                  .put(Parts.answered(piece, body.text("answer"), person.name(), tables.now()));
              note(tables, file.id(), person, "piece-answered", body.text("answer"), piece.unit());
              return CasePage.of(file, tables, desk, person);
            });
    ctx.json(page);
  }

  private void requireSeen(
      CaseBody body, long version, CaseFile file, Tables tables, Person person) {
    if (body.has("version") && body.number("version") != version) {
      throw ConflictException.changed(
          "item or piece of case (%s) has version %s, not %s: somebody has changed it"
              .formatted(file.number(), version, body.number("version")),
          CasePage.of(file, tables, desk, person));
    }
  }

  private static CaseFile open(Tables tables, long id) {
    CaseFile file = tables.cases().existing(id);
    if (!file.open()) {
      throw StepException.notNow(
          "case-closed",
          "case (%s) is %s: reopen it first".formatted(file.number(), file.stage().text()));
    }
    return file;
  }

  private static String none(String what, long id) {
    return "%s (%s) does not exist".formatted(what, id);
  }

  private static void note(
      Tables tables, long id, Person person, String what, String text, String code) {
    ObjectNode details = History.object("{}");
    details.put("code", code);
    tables
        .cases()
        .note(id, new CaseEvent(tables.now(), person.name(), what, text, details.toString()));
  }
}
