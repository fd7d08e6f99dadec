// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiFunction;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Handlers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.SeenRows;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmDesk;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmFilter;
import org.greenheart.storage.registry.AlarmStation;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * Alarms: listed newest first, with what happened to each, and what people do about them.
 *
 * <p>Who acts on an alarm that has changed meanwhile is refused only where that contradicts: {@code
 * alarm-withdrawn}, {@code alarm-over}.
 */
public final class AlarmRoutes implements Routes {
  private static final int PAGE = 200;

  private static final int LONGEST_COMMENT = 4_000;
  private static final int LONGEST_WORD = 200;

  /** Shelving is for a while: what is to be quiet for longer needs another rule. */
  private static final Duration LONGEST_SHELF = Duration.ofDays(30);

  private final Registry registry;
  private final Handlers handlers;

  public AlarmRoutes(Registry registry, Handlers handlers) {
    this.registry = requireNonNull(registry, "registry is null");
    this.handlers = requireNonNull(handlers, "handlers is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/alarms", this::list, Right.READ_ALARMS, About.WHAT_IS_SEEN);
    routes.get("/api/alarms/{id}", this::one, Right.READ_ALARMS, About.ALARM);
    routes.get("/api/area-alarms", this::ofAreas, Right.READ_ALARMS, About.WHAT_IS_SEEN);
    routes.get("/api/alarms/{id}/events", this::events, Right.READ_ALARMS, About.ALARM);
    routes.post(
        "/api/alarms/{id}/ack",
        ctx -> act(ctx, (desk, id) -> desk.acknowledge(id, person(ctx))),
        Right.HANDLE_ALARMS,
        About.ALARM);
    routes.post("/api/alarms/{id}/assign", this::assign, Right.HANDLE_ALARMS, About.ALARM);
    routes.post("/api/alarms/{id}/comments", this::comment, Right.HANDLE_ALARMS, About.ALARM);
    routes.post("/api/alarms/{id}/shelve", this::shelve, Right.HANDLE_ALARMS, About.ALARM);
    routes.post("/api/alarms/{id}/unshelve", this::unshelve, Right.HANDLE_ALARMS, About.ALARM);
  }

  static String person(Context ctx) {
    return Callers.of(ctx).name();
  }

  private void list(Context ctx) {
    long before = Params.number(ctx, "before", Long.MAX_VALUE, Long.MAX_VALUE);
    int limit = (int) Params.number(ctx, "limit", PAGE, PAGE);
    AlarmFilter filter = AlarmQuery.filter(ctx);
    Sight sight = Callers.sight(ctx);
    List<AlarmView> views =
        registry.read(
            tables ->
                SeenRows.newestFirst(
                        before,
                        limit,
                        (last, most) -> tables.alarms().list(filter, last, most),
                        Alarm::id,
                        sight::sees)
                    .stream()
                    .map(alarm -> AlarmView.of(alarm, tables))
                    .toList());
    ctx.json(views);
  }

  /** Open alarms that are about an area as a whole. */
  private void ofAreas(Context ctx) {
    Sight sight = Callers.sight(ctx);
    List<AlarmView> views =
        registry.read(
            tables ->
                tables.alarms().open().stream()
                    .filter(alarm -> alarm.area() != 0 && sight.sees(alarm))
                    .map(alarm -> AlarmView.of(alarm, tables))
                    .toList());
    ctx.json(views);
  }

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables ->
                new AlarmPage(
                    AlarmView.of(tables.alarms().existing(id), tables),
                    tables.alarms().recurrences(id).stream().map(Alarm::id).toList(),
                    tables.alarms().stations(id).stream()
                        .map(station -> StationView.of(station, tables))
                        .toList())));
  }

  private void events(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables ->
                tables.alarms().events(tables.alarms().existing(id).id()).stream()
                    .map(EventView::of)
                    .toList()));
  }

  /** To an account by its number, or to whom a name is of. */
  private void assign(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    if (body.value("account").isPresent()) {
      assign(ctx, body.number("account"));
      return;
    }
    String person = body.optionalText("person").orElse("").strip();
    if (person.length() > LONGEST_WORD) {
      throw tooLong("person", person, 0, LONGEST_WORD);
    }
    act(ctx, (desk, id) -> desk.assign(id, person, person(ctx)));
  }

  private void assign(Context ctx, long account) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<AlarmView>write(
            tables -> {
              Alarm alarm = tables.alarms().existing(id);
              Account to =
                  handlers.account(
                      tables, "account", account, Right.READ_ALARMS, sight -> sight.sees(alarm));
              return AlarmView.of(
                  tables.alarmDesk().assign(id, to.name(), to.id(), person(ctx)), tables);
            }));
  }

  private void comment(Context ctx) {
    String text = given(ctx, "text", LONGEST_COMMENT);
    ctx.status(201);
    act(ctx, (desk, id) -> desk.comment(id, text, person(ctx)));
  }

  private void shelve(Context ctx) {
    String why = given(ctx, "why", LONGEST_COMMENT);
    Instant until = until(JsonBody.of(ctx).text("until"));
    act(ctx, (desk, id) -> desk.shelve(id, until, why, person(ctx)));
  }

  private Instant until(String text) {
    Instant until =
        Params.instant(text)
            .orElseThrow(
                () ->
                    ApiException.badRequest(
                        "time-form",
                        "until (%s) must be a time such as 2026-01-31T08:00:00Z".formatted(text)));
    Instant now = registry.now();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST_SHELF))) {
      throw ApiException.badRequest(
          "shelve-until",
          "until (%s) must be after now (%s) and within %s days"
              .formatted(until, now, LONGEST_SHELF.toDays()));
    }
    return until;
  }

  private void unshelve(Context ctx) {
    String why = JsonBody.of(ctx).optionalText("why").orElse("").strip();
    if (why.length() > LONGEST_COMMENT) {
      throw tooLong("why", why, 0, LONGEST_COMMENT);
    }
    act(ctx, (desk, id) -> desk.unshelve(id, why, person(ctx)));
  }

  private void act(Context ctx, BiFunction<AlarmDesk, Long, Alarm> action) {
    long id = Params.number(ctx, "id");
    ctx.json(
        registry.<AlarmView>write(
            tables -> AlarmView.of(action.apply(tables.alarmDesk(), id), tables)));
  }

  private static String given(Context ctx, String field, int longest) {
    String text = JsonBody.of(ctx).text(field).strip();
    if (text.isEmpty() || text.length() > longest) {
      throw tooLong(field, text, 1, longest);
    }
    return text;
  }

  private static ApiException tooLong(String field, String text, int least, int most) {
    return ApiException.badRequest(
        "text-length",
        "%s (%s characters) must have %s to %s characters"
            .formatted(field, text.length(), least, most));
  }

  /**
   * One alarm.
   *
   * @param recurrences the alarms that followed it
   * @param stations what an alarm of an area rests on
   */
  record AlarmPage(
      @JsonUnwrapped AlarmView alarm, List<Long> recurrences, List<StationView> stations) {}

  /** A station that an alarm of an area rests on. */
  record StationView(long thing, String name, @Nullable Decimal value, String note) {
    private static StationView of(AlarmStation station, Tables tables) {
      return new StationView(
          station.thing(),
          tables.catalogue().thing(station.thing()).map(Thing::name).orElse(""),
          station.value(),
          station.note());
    }
  }

  /** One change of an alarm. */
  record EventView(
      long id,
      Instant at,
      String who,
      String what,
      @Nullable String was,
      @Nullable String is,
      @Nullable String why,
      @Nullable Long other) {
    private static EventView of(AlarmEvent event) {
      return new EventView(
          event.id(),
          event.at(),
          event.who(),
          event.what().text(),
          event.was(),
          event.is(),
          event.why(),
          event.other());
    }
  }
}
