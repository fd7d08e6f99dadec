// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.PlaceTable;
import org.greenheart.storage.registry.Places;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;

/**
 * The place side under {@code /api}: lists and rows of areas, enterprises, outlets, facilities,
 * pairs, groups; permits are in {@link PermitRoutes}, imports in {@link ImportRoutes}.
 *
 * <p>POST keeps a row by its natural key (201 when new, else 200), PUT replaces the row of an id,
 * DELETE removes one that nothing points at. References are ids.
 */
public final class PlacesRoutes implements Routes {
  private final Registry registry;
  private final ObjectMapper mapper = ApiJson.mapper();

  public PlacesRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    Places places = registry.places();
    table(
        routes,
        "areas",
        places.areas(),
        PlaceBodies::area,
        PlaceViews.AreaView::of,
        (row, sight) -> true);
    table(
        routes,
        "enterprises",
        places.enterprises(),
        this::enterprise,
        PlaceViews.EnterpriseView::of,
        (row, sight) -> sight.seesEnterprise(row.id()));
    table(
        routes,
        "outlets",
        places.outlets(),
        PlaceBodies::outlet,
        PlaceViews.OutletView::of,
        (row, sight) -> sight.seesEnterprise(row.enterprise()));
    table(
        routes,
        "facilities",
        places.facilities(),
        PlaceBodies::facility,
        PlaceViews.FacilityView::of,
        (row, sight) -> sight.seesEnterprise(row.enterprise()));
    table(
        routes,
        "pairs",
        places.pairs(),
        PlaceBodies::pair,
        PlaceViews.PairView::of,
        (row, sight) -> sight.sees(row.inlet()) && sight.sees(row.outlet()));
    table(
        routes,
        "groups",
        places.groups(),
        PlaceBodies::group,
        group -> group,
        (row, sight) -> true);
    routes.get(
        "/api/enterprises/{id}/page", this::enterprisePage, Right.READ_PLACES, About.ENTERPRISE);
    routes.get(
        "/api/areas/{id}/things",
        ctx -> ctx.json(seen(ctx, places.points().inArea(Params.number(ctx, "id")))),
        Right.READ_PLACES,
        About.WHAT_IS_SEEN);
    routes.get(
        "/api/groups/{id}/things",
        ctx -> ctx.json(seen(ctx, places.points().ofGroup(Params.number(ctx, "id")))),
        Right.READ_PLACES,
        About.WHAT_IS_SEEN);
    routes.put(
        "/api/groups/{id}/things/{thing}",
        ctx -> {
          places.points().join(Params.number(ctx, "id"), Params.number(ctx, "thing"));
          ctx.status(204);
        },
        Right.KEEP_PLACES);
    routes.delete(
        "/api/groups/{id}/things/{thing}",
        ctx -> {
          places.points().leave(Params.number(ctx, "id"), Params.number(ctx, "thing"));
          ctx.status(204);
        },
        Right.KEEP_PLACES);
    routes.get("/api/places", this::pointPlaces, Right.READ_PLACES, About.WHAT_IS_SEEN);
    routes.get("/api/places/{thing}", this::pointPlace, Right.READ_PLACES, About.POINT);
    routes.put("/api/places/{thing}", this::putPointPlace, Right.KEEP_PLACES, About.POINT);
    new PermitRoutes(registry, mapper).register(routes);
    new ImportRoutes(
            "/api/import",
            Right.KEEP_PLACES,
            new PlaceImport(registry),
            () -> List.of(ImportKind.values()))
        .register(routes);
  }

  /** A row from a body; the id is that of the path, or 0. */
  private interface Reader<T> {
    T read(Body body, long id);
  }

  private <T> void table(
      RoutesConfig routes,
      String name,
      PlaceTable<T> table,
      Reader<T> reader,
      Function<T, Object> view,
      BiPredicate<T, Sight> seen) {
    String all = "/api/" + name;
    String one = all + "/{id}";
    routes.get(
        all,
        ctx -> {
          Sight sight = Callers.sight(ctx);
          ctx.json(table.list().stream().filter(row -> seen.test(row, sight)).map(view).toList());
        },
        Right.READ_PLACES,
        About.WHAT_IS_SEEN);
    routes.get(
        one,
        ctx ->
            ctx.json(
                table
                    .find(Params.number(ctx, "id"))
                    .filter(row -> seen.test(row, Callers.sight(ctx)))
                    .map(view)
                    .orElseThrow(() -> PlaceRequests.notFound(name, Params.number(ctx, "id")))),
        Right.READ_PLACES,
        About.WHAT_IS_SEEN);
    routes.post(all, ctx -> put(ctx, table, reader, view, 0), Right.KEEP_PLACES);
    routes.put(
        one, ctx -> put(ctx, table, reader, view, Params.number(ctx, "id")), Right.KEEP_PLACES);
    routes.delete(
        one,
        ctx -> {
          table.remove(Params.number(ctx, "id"));
          ctx.status(204);
        },
        Right.KEEP_PLACES);
  }

  private static List<Long> seen(Context ctx, List<Long> things) {
    return things.stream().filter(Callers.sight(ctx)::sees).toList();
  }

  private <T> void put(
      Context ctx, PlaceTable<T> table, Reader<T> reader, Function<T, Object> view, long id) {
    Body body = Body.of(mapper, ctx.body());
    T row = reader.read(body, id);
    body.requireAllRead();
    Change<T> change = table.put(row);
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(view.apply(change.row()));
  }

  /** A new one takes no other's credit code; a known one is renamed by its id. */
  private Enterprise enterprise(Body body, long id) {
    Enterprise given = PlaceBodies.enterprise(body, id);
    if (id == 0) {
      registry.places().enterprises().list().stream()
          .filter(known -> known.creditCode().equals(given.creditCode()))
          .forEach(
              known ->
                  OneFirm.require(
                      known,
                      given.name(),
                      null,
                      "a new name is given by PUT /api/enterprises/" + known.id()));
    }
    return given;
  }

  private void enterprisePage(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              Enterprise enterprise =
                  tables
                      .places()
                      .enterprises()
                      .find(id)
                      .orElseThrow(() -> PlaceRequests.notFound("enterprise", id));
              return PlaceViews.EnterprisePage.of(enterprise, tables);
            }));
  }

  private void pointPlaces(Context ctx) {
    ctx.json(
        registry.places().points().list().stream()
            .filter(place -> Callers.sight(ctx).sees(place.thing()))
            .map(PlaceViews.PointPlaceView::of)
            .toList());
  }

  private void pointPlace(Context ctx) {
    long thing = Params.number(ctx, "thing");
    ctx.json(
        registry
            .places()
            .points()
            .find(thing)
            .map(PlaceViews.PointPlaceView::of)
            .orElseThrow(() -> PlaceRequests.notFound("place of thing", thing)));
  }

  private void putPointPlace(Context ctx) {
    Body body = Body.of(mapper, ctx.body());
    PointPlace place = PlaceBodies.place(body, Params.number(ctx, "thing"));
    body.requireAllRead();
    ctx.json(PlaceViews.PointPlaceView.of(registry.places().points().put(place).row()));
  }
}
