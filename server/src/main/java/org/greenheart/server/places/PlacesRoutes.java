// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
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
    table(routes, "areas", places.areas(), PlaceBodies::area, PlaceViews.AreaView::of);
    table(
        routes,
        "enterprises",
        places.enterprises(),
        PlaceBodies::enterprise,
        PlaceViews.EnterpriseView::of);
    table(routes, "outlets", places.outlets(), PlaceBodies::outlet, PlaceViews.OutletView::of);
    table(
        routes,
        "facilities",
        places.facilities(),
        PlaceBodies::facility,
        PlaceViews.FacilityView::of);
    table(routes, "pairs", places.pairs(), PlaceBodies::pair, PlaceViews.PairView::of);
    table(routes, "groups", places.groups(), PlaceBodies::group, group -> group);
    routes.get("/api/enterprises/{id}/page", this::enterprisePage);
    routes.get(
        "/api/areas/{id}/things",
        ctx -> ctx.json(places.points().inArea(Params.number(ctx, "id"))));
    routes.get(
        "/api/groups/{id}/things",
        ctx -> ctx.json(places.points().ofGroup(Params.number(ctx, "id"))));
    routes.put(
        "/api/groups/{id}/things/{thing}",
        ctx -> {
          places.points().join(Params.number(ctx, "id"), Params.number(ctx, "thing"));
          ctx.status(204);
        });
    routes.delete(
        "/api/groups/{id}/things/{thing}",
        ctx -> {
          places.points().leave(Params.number(ctx, "id"), Params.number(ctx, "thing"));
          ctx.status(204);
        });
    routes.get("/api/places", this::pointPlaces);
    routes.get("/api/places/{thing}", this::pointPlace);
    routes.put("/api/places/{thing}", this::putPointPlace);
    new PermitRoutes(registry, mapper).register(routes);
    new ImportRoutes("/api/import", new PlaceImport(registry), () -> List.of(ImportKind.values()))
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
      Function<T, Object> view) {
    String all = "/api/" + name;
    String one = all + "/{id}";
    routes.get(all, ctx -> ctx.json(table.list().stream().map(view).toList()));
    routes.get(
        one,
        ctx ->
            ctx.json(
                table
                    .find(Params.number(ctx, "id"))
                    .map(view)
                    .orElseThrow(() -> PlaceRequests.notFound(name, Params.number(ctx, "id")))));
    routes.post(all, ctx -> put(ctx, table, reader, view, 0));
    routes.put(one, ctx -> put(ctx, table, reader, view, Params.number(ctx, "id")));
    routes.delete(
        one,
        ctx -> {
          table.remove(Params.number(ctx, "id"));
          ctx.status(204);
        });
  }

  private <T> void put(
      Context ctx, PlaceTable<T> table, Reader<T> reader, Function<T, Object> view, long id) {
    Body body = Body.of(mapper, ctx.body());
    T row = reader.read(body, id);
    body.requireAllRead();
    Change<T> change = table.put(row);
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(view.apply(change.row()));
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
        registry.places().points().list().stream().map(PlaceViews.PointPlaceView::of).toList());
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
