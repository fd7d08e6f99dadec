// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** {@code /api/points/{id}/days}: what each day brought at a point. */
public final class DayRoutes implements Routes {
  private static final int USUAL_DAYS = 35;
  private static final int MOST_DAYS = 93;

  private final Registry registry;
  private final DayCalendar calendar;

  public DayRoutes(Registry registry, Telemetry telemetry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.calendar = new DayCalendar(telemetry, registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/points/{id}/days", this::days, Right.READ_DATA, About.POINT);
  }

  private void days(Context ctx) {
    long thing = Params.number(ctx, "id");
    if (registry.catalogue().thing(thing).isEmpty()) {
      throw ApiException.noPoint(thing);
    }
    Instant now = registry.now();
    LocalDate to = date(ctx, "to", LocalDate.ofInstant(now, DayCalendar.BEIJING));
    LocalDate from = date(ctx, "from", to.minusDays(USUAL_DAYS - 1));
    long days = ChronoUnit.DAYS.between(from, to) + 1;
    if (days < 1 || days > MOST_DAYS) {
      throw ApiException.badRequest(
          "date-range", "from (%s) to (%s) must be 1 to %s days".formatted(from, to, MOST_DAYS));
    }
    ctx.json(calendar.days(thing, from, to, now).stream().map(DayView::of).toList());
  }

  private static LocalDate date(Context ctx, String name, LocalDate usual) {
    return Params.text(ctx, name).map(text -> date(name, text)).orElse(usual);
  }

  private static LocalDate date(String name, String text) {
    return Params.day(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "date-form",
                    "%s (%s) must be a date such as 2026-01-31".formatted(name, text)));
  }

  record DayView(
      LocalDate day,
      String state,
      int expected,
      int received,
      int valid,
      int marked,
      int stopped,
      int alarms,
      int exceeded) {
    private static DayView of(PointDay day) {
      return new DayView(
          day.day(),
          day.state().text(),
          day.expected(),
          day.received(),
          day.valid(),
          day.marked(),
          day.stopped(),
          day.alarms(),
          day.exceeded());
    }
  }
}
