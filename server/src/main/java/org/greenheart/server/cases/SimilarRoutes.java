// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTitle;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;

/** Similar places of a case, and the checks that are opened there. */
final class SimilarRoutes implements Routes {
  private static final String CHECK = "environment";

  private final Registry registry;
  private final CaseDesk desk;
  private final People people;

  SimilarRoutes(Registry registry, CaseDesk desk, People people) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.people = requireNonNull(people, "people is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/cases/{id}/similar", this::list, Right.READ_CASES);
    routes.post("/api/cases/{id}/similar", this::open, Right.HANDLE_CASES);
  }

  private void list(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(registry.read(tables -> new SimilarPlaces(tables).of(tables.cases().existing(id))));
  }

  /** One check for each point; one that has a check already gets no other. */
  private void open(Context ctx) {
    long id = Params.number(ctx, "id");
    List<Long> things = CaseBody.of(ctx, "things").numbers("things");
    Person person = people.of(ctx);
    List<SimilarPlaces.Place> places =
        registry.write(
            tables -> {
              CaseFile file = tables.cases().existing(id);
              List<Long> checked =
                  tables.cases().list(CaseFilters.beside(id), Long.MAX_VALUE, 500).stream()
                      .map(CaseFile::thing)
                      .toList();
              for (long thing : things) {
                Thing place =
                    tables.catalogue().thing(thing).orElseThrow(() -> ApiException.noPoint(thing));
                String english = file.titleEn();
                CaseTitle title =
                    CaseTitle.of(
                        place.name(),
                        place.nameEn(),
                        file.title(),
                        english == null ? file.title() : english);
                if (!checked.contains(thing)) {
                  var _ =
                      desk.open(
                          tables,
                          new NewCase(
                              CHECK,
                              title.zh(),
                              "similar",
                              "",
                              Map.of(),
                              0,
                              0,
                              0,
                              id,
                              thing,
                              english == null ? null : title.en()),
                          person.name());
                }
              }
              return new SimilarPlaces(tables).of(file);
            });
    ctx.status(201).json(places);
  }
}
