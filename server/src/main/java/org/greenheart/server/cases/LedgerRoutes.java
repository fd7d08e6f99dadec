// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseFilter;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/**
 * Plans and programmes: they stand beside the cases, with the same items, answered by the same
 * routes. A plan may lie in another one, whose time must hold its own.
 */
final class LedgerRoutes implements Routes {
  private static final int MOST = 500;

  private final Registry registry;
  private final CaseDesk desk;
  private final CaseKinds kinds;
  private final People people;

  LedgerRoutes(Registry registry, CaseDesk desk, CaseKinds kinds, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.kinds = requireNonNull(kinds, "kinds is null");
    this.people = requireNonNull(people, "people is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/ledgers", this::list, Right.READ_CASES);
    routes.get("/api/ledgers/{id}", this::one, Right.READ_CASES);
    routes.post("/api/ledgers", this::create, Right.HANDLE_CASES);
    new ImportRoutes(
            "/api/import/ledger", Right.HANDLE_CASES, new PlaceImport(registry), this::ledgerForms)
        .register(routes);
    new ImportRoutes(
            "/api/import/cases", Right.HANDLE_CASES, new PlaceImport(registry), this::caseForms)
        .register(routes);
  }

  private List<LedgerForm> ledgerForms() {
    return registry.cases().list(CaseFilter.LEDGERS, Long.MAX_VALUE, MOST).stream()
        .map(LedgerForm::new)
        .toList();
  }

  private List<CaseForm> caseForms() {
    return registry.read(
        tables ->
            kinds.all(tables).stream()
                .filter(kind -> !kind.ledger())
                .map(kind -> new CaseForm(kind, desk))
                .toList());
  }

  private record Row(
      long id,
      String number,
      String kind,
      String title,
      String state,
      long parent,
      Map<String, String> fields,
      LedgerSums.Total total,
      int problems) {
    private static Row of(CaseFile file, Tables tables) {
      List<CaseItem> items = tables.caseBook().itemsOf(file.id());
      return new Row(
          file.id(),
          file.number(),
          file.kind(),
          file.title(),
          file.open() ? "open" : "closed",
          file.facts().parent(),
          CaseFields.read(file),
          LedgerSums.total(items),
          LedgerSums.check(items).size());
    }
  }

  private void list(Context ctx) {
    ctx.json(
        registry.read(
            tables ->
                tables.cases().list(CaseFilter.LEDGERS, Long.MAX_VALUE, MOST).stream()
                    .map(file -> Row.of(file, tables))
                    .toList()));
  }

  /** A ledger with what it comes to, and where it does not add up. */
  private record Page(
      @JsonUnwrapped CasePage file, LedgerSums.Total total, List<LedgerSums.Problem> problems) {}

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    Person person = people.of(ctx);
    ctx.json(registry.read(tables -> page(tables, id, person)));
  }

  private Page page(Tables tables, long id, Person person) {
    CaseFile file = ledger(tables, id);
    List<CaseItem> items = tables.caseBook().itemsOf(id);
    return new Page(
        CasePage.of(file, tables, desk, person), LedgerSums.total(items), LedgerSums.check(items));
  }

  private static CaseFile ledger(Tables tables, long id) {
    return tables
        .cases()
        .find(id)
        .filter(CaseFile::ledger)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "ledger-not-found", "ledger (%s) does not exist".formatted(id)));
  }

  private void create(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "kind", "title", "description", "fields", "parent");
    Person person = people.of(ctx);
    String kind = body.text("kind");
    Page page =
        registry.write(
            tables -> {
              if (!kinds.of(tables, kind).ledger()) {
                throw new RuleException(
                    "kind", "must be a kind of plan or programme", kind, "ledger-kind");
              }
              Map<String, String> fields = body.map("fields");
              if (body.number("parent") != 0) {
                requireWithin(ledger(tables, body.number("parent")), fields);
              }
              CaseFile file =
                  desk.open(
                      tables,
                      new NewCase(
                          kind,
                          body.text("title"),
                          "ledger",
                          body.orEmpty("description"),
                          fields,
                          0,
                          0,
                          0,
                          body.number("parent"),
                          0),
                      person.name());
              return page(tables, file.id(), person);
            });
    ctx.status(201).json(page);
  }

  /** ISO days compare as texts. */
  private static void requireWithin(CaseFile above, Map<String, String> fields) {
    Map<String, String> outer = CaseFields.read(above);
    String from = fields.getOrDefault("from", "");
    String to = fields.getOrDefault("to", "");
    boolean early = !from.isEmpty() && from.compareTo(outer.getOrDefault("from", from)) < 0;
    boolean late = !to.isEmpty() && to.compareTo(outer.getOrDefault("to", to)) > 0;
    if (early || late) {
      throw new RuleException(
          early ? "fields.from" : "fields.to",
          "must lie within %s (%s to %s)"
              .formatted(above.title(), outer.get("from"), outer.get("to")),
          early ? from : to,
          "plan-period");
    }
  }
}
