// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalTime;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Campaign;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Registry;

/** Kinds of cases, and campaigns. */
final class CaseSettingRoutes implements Routes {
  private static final LocalTime OPENS = LocalTime.of(8, 0);
  private static final LocalTime CLOSES = LocalTime.of(20, 0);

  private final Registry registry;
  private final CaseKinds kinds;
  private final People people;

  CaseSettingRoutes(Registry registry, CaseKinds kinds, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.kinds = requireNonNull(kinds, "kinds is null");
    this.people = requireNonNull(people, "people is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/case-kinds",
        ctx ->
            ctx.json(
                registry.read(tables -> kinds.all(tables).stream().map(KindView::of).toList())),
        Right.READ_CASES,
        About.NO_POINT);
    routes.get(
        "/api/case-kinds/{code}",
        ctx ->
            ctx.json(registry.read(tables -> KindView.of(kinds.of(tables, ctx.pathParam("code"))))),
        Right.READ_CASES,
        About.NO_POINT);
    routes.post("/api/case-kinds", this::putKind, Right.KEEP_RULES, About.NO_POINT);
    routes.get(
        "/api/campaigns",
        ctx -> ctx.json(registry.caseBook().campaigns().list()),
        Right.READ_CASES,
        About.NO_POINT);
    routes.post("/api/campaigns", ctx -> putCampaign(ctx, 0), Right.HANDLE_CASES, About.NO_POINT);
    routes.put(
        "/api/campaigns/{id}",
        ctx -> putCampaign(ctx, Params.number(ctx, "id")),
        Right.HANDLE_CASES,
        About.NO_POINT);
  }

  private void putKind(Context ctx) {
    String document = ctx.body();
    String by = people.of(ctx).name();
    ctx.status(201).json(registry.write(tables -> KindView.of(kinds.put(tables, document, by))));
  }

  private void putCampaign(Context ctx, long id) {
    CaseBody body =
        CaseBody.of(
            ctx, "id", "code", "title", "starts", "ends", "hotline", "opens", "closes", "mailBox",
            "scope");
    Change<Campaign> change =
        registry
            .caseBook()
            .campaigns()
            .put(
                new Campaign(
                    id,
                    body.text("code"),
                    body.text("title"),
                    body.date("starts").orElseThrow(() -> CalendarRoutes.missing("starts")),
                    body.date("ends").orElseThrow(() -> CalendarRoutes.missing("ends")),
                    body.orEmpty("hotline"),
                    body.time("opens").orElse(OPENS),
                    body.time("closes").orElse(CLOSES),
                    body.orEmpty("mailBox"),
                    body.orEmpty("scope")));
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(change.row());
  }
}
