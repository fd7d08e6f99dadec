// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.CalendarDay;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;

/** Which days are worked: those that the program ships, and the operator's own over them. */
final class CalendarRoutes implements Routes {
  private static final int LONGEST_NAME = 200;

  private final Registry registry;

  CalendarRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/calendar", this::all, Right.READ_CASES, About.NO_POINT);
    routes.get(
        "/api/calendar-days",
        ctx -> ctx.json(registry.caseBook().days().list()),
        Right.READ_CASES,
        About.NO_POINT);
    routes.post("/api/calendar-days", this::put, Right.KEEP_RULES, About.NO_POINT);
    routes.delete(
        "/api/calendar-days/{id}",
        ctx -> {
          registry.caseBook().days().remove(Params.number(ctx, "id"));
          ctx.status(204);
        },
        Right.KEEP_RULES,
        About.NO_POINT);
    new ImportRoutes(
            "/api/import/calendar",
            Right.KEEP_RULES,
            new PlaceImport(registry),
            () -> List.of(new CalendarForm()))
        .register(routes);
  }

  /**
   * Days in a row.
   *
   * @param id of an own day; 0 for what is shipped
   * @param source where shipped ones are from; empty for own ones
   * @param confidence empty for own ones
   */
  private record Days(
      long id,
      LocalDate from,
      LocalDate to,
      boolean works,
      String name,
      String source,
      String confidence) {
    private static Days of(Holiday holiday) {
      return new Days(
          0,
          holiday.from(),
          holiday.to(),
          holiday.works(),
          holiday.name(),
          holiday.source(),
          holiday.confidence().text());
    }

    private static Days of(CalendarDay day) {
      return new Days(day.id(), day.day(), day.day(), day.works(), day.name(), "", "");
    }
  }

  private void all(Context ctx) {
    ctx.json(
        Stream.concat(
                Holiday.shipped().stream().map(Days::of),
                registry.caseBook().days().list().stream().map(Days::of))
            .sorted(Comparator.comparing(Days::from).thenComparingLong(Days::id))
            .toList());
  }

  private void put(Context ctx) {
    CaseBody body = CaseBody.of(ctx, "day", "works", "name");
    String name = body.orEmpty("name");
    if (name.length() > LONGEST_NAME) {
      throw new RuleException(
          "name", "must have at most %s characters".formatted(LONGEST_NAME), name, "field-value");
    }
    CalendarDay day =
        new CalendarDay(
            0, body.date("day").orElseThrow(() -> missing("day")), body.flag("works"), name);
    ctx.status(201).json(registry.caseBook().days().put(day).row());
  }

  static RuleException missing(String field) {
    return new RuleException(field, "must be given", "", "field-missing");
  }
}
