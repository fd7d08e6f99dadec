// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.ReportSchedule;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/reports}: on screen, as CSV and as workbook, which are streamed; and those made on a
 * schedule.
 */
final class ReportRoutes implements Routes {
  private static final ObjectMapper MAPPER = ApiJson.mapper();
  private static final int SCREEN_ROWS = 5_000;
  private static final List<String> PARAMETERS =
      List.of("kind", "step", "by", "points", "codes", "from", "to", "language", "template");

  private final Registry registry;
  private final ReportMaker maker;
  private final InstantSource clock;

  ReportRoutes(Registry registry, ReportMaker maker, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.maker = requireNonNull(maker, "maker is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/reports", this::report, Right.READ_DATA, About.WHAT_IS_SEEN);
    routes.get("/api/reports/templates", this::templates, Right.READ_DATA, About.NO_POINT);
    routes.get("/api/reports/schedules", this::schedules, Right.KEEP_SERVER, About.NO_POINT);
    routes.post("/api/reports/schedules", ctx -> put(ctx, 0), Right.KEEP_SERVER, About.NO_POINT);
    routes.put(
        "/api/reports/schedules/{id}",
        ctx -> put(ctx, Params.number(ctx, "id")),
        Right.KEEP_SERVER,
        About.NO_POINT);
    routes.delete("/api/reports/schedules/{id}", this::remove, Right.KEEP_SERVER, About.NO_POINT);
  }

  private void report(Context ctx) throws IOException {
    Map<String, String> given = new HashMap<>();
    PARAMETERS.forEach(name -> Params.text(ctx, name).ifPresent(text -> given.put(name, text)));
    ReportMaker.Order order = ReportMaker.Order.of(given, Callers.of(ctx).scope());
    String format = Params.text(ctx, "format").orElse("json");
    switch (format) {
      case "json" -> ctx.json(maker.screen(order, SCREEN_ROWS));
      case "csv" -> stream(ctx, order, "csv", "text/csv; charset=utf-8");
      case "xlsx" ->
          stream(
              ctx,
              order,
              "xlsx",
              "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
      default ->
          throw new RuleException("format", "must be json, csv or xlsx", format, "report-format");
    }
  }

  private void stream(Context ctx, ReportMaker.Order order, String end, String type)
      throws IOException {
    Template template = maker.templateOf(order);
    ctx.contentType(type)
        .header(
            "Content-Disposition",
            "attachment; filename=\"%s.%s\"".formatted(order.request().fileName(), end));
    // Written past Javalin's own output, which would gather it all.
    ServletOutputStream out = ctx.res().getOutputStream();
    if (end.equals("csv")) {
      maker.csv(order, template, out);
    } else {
      maker.workbook(order, template, out);
    }
    out.flush();
  }

  private void templates(Context ctx) {
    ctx.json(maker.templates());
  }

  private void schedules(Context ctx) {
    ctx.json(registry.reportSchedules().list().stream().map(ScheduleView::of).toList());
  }

  private void put(Context ctx, long id) {
    ScheduleBody body = body(ctx);
    Caller caller = Callers.of(ctx);
    Instant now = clock.instant();
    ReportSchedule.Every every = ReportSchedule.Every.ofText(body.every());
    LocalTime at = time(body.at());
    Map<String, String> request = new HashMap<>(body.request());
    request.keySet().retainAll(PARAMETERS);
    // Checked as it would be made; the days are those of each time.
    request.put("from", "2026-01-01");
    request.put("to", "2026-01-01");
    request.put("language", body.language());
    maker.templateOf(ReportMaker.Order.of(request, caller.scope()));
    request.keySet().removeAll(Set.of("from", "to", "language"));
    ReportSchedule schedule =
        new ReportSchedule(
            id,
            body.name(),
            ReportClock.write(request),
            body.format(),
            every,
            at,
            body.language(),
            body.recipients(),
            caller.name(),
            caller.id(),
            caller.scope(),
            ReportClock.next(every, at, now),
            null);
    ctx.status(id == 0 ? 201 : 200).json(ScheduleView.of(registry.reportSchedules().put(schedule)));
  }

  private static ScheduleBody body(Context ctx) {
    try {
      ScheduleBody body = MAPPER.readValue(ctx.body(), ScheduleBody.class);
      if (body != null) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-form", "the body does not fit: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("body-not-object", "the body must be a JSON object");
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text).withSecond(0).withNano(0);
    } catch (DateTimeException e) {
      throw new RuleException("at", "must be a time like 07:30", text, "time-form");
    }
  }

  private void remove(Context ctx) {
    long id = Params.number(ctx, "id");
    if (!registry.reportSchedules().remove(id)) {
      throw ApiException.notFound(
          "schedule-not-found", "report schedule (%s) does not exist".formatted(id));
    }
    ctx.status(204);
  }

  /**
   * A schedule as it is given.
   *
   * @param request as the parameters of {@code /api/reports}, without its days
   */
  record ScheduleBody(
      String name,
      Map<String, String> request,
      String format,
      String every,
      String at,
      String language,
      Set<String> recipients) {
    ScheduleBody {
      requireGiven("name", name);
      requireGiven("request", request);
      requireGiven("format", format);
      requireGiven("every", every);
      requireGiven("at", at);
      requireGiven("language", language);
      requireGiven("recipients", recipients);
    }

    private static void requireGiven(String field, @Nullable Object value) {
      if (value == null) {
        throw new IllegalArgumentException(field + " must be given");
      }
    }
  }

  record ScheduleView(
      long id,
      String name,
      Map<String, String> request,
      String format,
      String every,
      String at,
      String language,
      Set<String> recipients,
      String author,
      Instant next,
      @Nullable String error) {
    static ScheduleView of(ReportSchedule schedule) {
      return new ScheduleView(
          schedule.id(),
          schedule.name(),
          ReportClock.read(schedule.request()),
          schedule.format(),
          schedule.every().text(),
          schedule.at().toString(),
          schedule.language(),
          new TreeSet<>(schedule.recipients()),
          schedule.author(),
          schedule.next(),
          schedule.error());
    }
  }
}
