// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.ZoneOffset;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonFault;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.PointMark;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * What persons say of points: calibrated, maintained, stopped. A mark is taken back, not deleted.
 */
public final class MarkRoutes implements Routes {
  private final Registry registry;
  private final ObjectMapper mapper = ApiJson.mapper();

  public MarkRoutes(Registry registry) {
    this.registry = registry;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/points/{thing}/marks", this::list, Right.READ_DATA, About.POINT);
    routes.post("/api/points/{thing}/marks", this::post, Right.MARK_POINTS, About.POINT);
    routes.post("/api/points/{thing}/marks/{id}/end", this::end, Right.MARK_POINTS, About.POINT);
    routes.delete("/api/marks/{id}", this::withdraw, Right.MARK_POINTS, About.MARK);
  }

  /** A mark as it is read and written. */
  record MarkView(
      @Nullable Long id,
      @Nullable Long thing,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String kind,
      @Nullable String note,
      @Nullable String author,
      @Nullable Instant recorded,
      @Nullable Instant withdrawn) {
    private static MarkView of(PointMark mark) {
      return new MarkView(
          mark.id(),
          mark.thing(),
          mark.from(),
          mark.to(),
          mark.kind().text(),
          mark.note(),
          mark.author(),
          mark.recorded(),
          mark.withdrawn());
    }
  }

  private void list(Context ctx) {
    ctx.json(registry.pointMarks().of(number(ctx, "thing")).stream().map(MarkView::of).toList());
  }

  private void post(Context ctx) {
    MarkView view = read(ctx.body());
    Instant from = view.from;
    String kind = view.kind;
    if (from == null || kind == null) {
      throw new RuleException(
          from == null ? "from" : "kind", "must be given", null, "field-missing");
    }
    PointMark mark =
        new PointMark(
            0,
            number(ctx, "thing"),
            near("from", from),
            view.to == null ? null : near("to", view.to),
            PointMark.Kind.ofText(kind),
            view.note == null ? "" : view.note,
            Callers.of(ctx).name(),
            Instant.EPOCH,
            null);
    ctx.status(201).json(MarkView.of(registry.pointMarks().add(mark)));
  }

  private MarkView read(String body) {
    return JsonFault.read(mapper, body, MarkView.class, "mark");
  }

  /** A mark is never changed: one that ends gives way to the same with an end. */
  private void end(Context ctx) {
    long id = number(ctx, "id");
    long thing = number(ctx, "thing");
    String author = Callers.of(ctx).name();
    // Looked at and ended in one: of two who end it at once, one is told that it is over.
    ctx.json(registry.<MarkView>write(tables -> MarkView.of(ended(tables, thing, id, author))));
  }

  private static PointMark ended(Tables tables, long thing, long id, String author) {
    PointMark mark =
        tables.pointMarks().of(thing).stream()
            .filter(each -> each.id() == id)
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "mark-not-found", "mark (%s) does not exist".formatted(id)));
    Instant now = tables.now();
    if (mark.withdrawn() != null || (mark.to() != null && !mark.to().isAfter(now))) {
      throw ApiException.badRequest(
          "mark-over", "mark (%s) is over or withdrawn: nothing is to be ended".formatted(id));
    }
    PointMark withdrawn = tables.pointMarks().withdraw(id);
    return mark.from().isBefore(now)
        ? tables
            .pointMarks()
            .add(
                new PointMark(
                    0,
                    thing,
                    mark.from(),
                    now,
                    mark.kind(),
                    mark.note(),
                    author,
                    Instant.EPOCH,
                    null))
        : withdrawn;
  }

  /** Of the years 1 to 9999: further off lie times that do not fit what the registry counts in. */
  private static Instant near(String field, Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9_999) {
      throw new RuleException(field, "must lie in the years 1 to 9999", time, "time-form");
    }
    return time;
  }

  private void withdraw(Context ctx) {
    ctx.json(MarkView.of(registry.pointMarks().withdraw(number(ctx, "id"))));
  }

  private static long number(Context ctx, String name) {
    try {
      return Long.parseLong(ctx.pathParam(name));
    } catch (NumberFormatException e) {
      throw ApiException.badRequest("number", name + " must be a number");
    }
  }
}
