// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DeviceEvent;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.registry.UpkeepEntry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The upkeep ledger: of one point with what its device told of itself, of a facility, or of all.
 */
public final class UpkeepRoutes implements Routes {
  private static final Duration USUAL = Duration.ofDays(90);

  /** Late marks are looked for so far back when a point's ledger is opened. */
  private static final Duration READ_AGAIN = Duration.ofDays(31);

  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int MOST = 500;
  private static final int LONGEST_NOTE = 4_000;
  private static final int LONGEST_WORD = 200;

  private final Registry registry;
  private final MarkReader marks;

  public UpkeepRoutes(Registry registry, Telemetry telemetry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.marks = new MarkReader(telemetry, registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/upkeep", this::list, Right.READ_DATA, About.WHAT_IS_SEEN);
    routes.post("/api/points/{id}/upkeep", this::add, Right.MARK_POINTS, About.POINT);
    routes.post("/api/upkeep/{id}/strike", this::strike, Right.MARK_POINTS, About.UPKEEP);
  }

  private void list(Context ctx) {
    Instant now = registry.now();
    Instant to = Params.time(ctx, "to").orElse(now.plus(AHEAD));
    Instant from = Params.time(ctx, "from").orElse(to.minus(USUAL));
    if (!from.isBefore(to)) {
      throw ApiException.badRequest(
          "time-order", "from (%s) must be before to (%s)".formatted(from, to));
    }
    Long thing = Params.optionalNumber(ctx, "thing").orElse(null);
    Sight sight = Callers.sight(ctx);
    if (thing != null && !sight.sees(thing)) {
      throw ApiException.noPoint(thing);
    }
    Long facility = Params.optionalNumber(ctx, "facility").orElse(null);
    UpkeepEntry.Kind kind = Params.text(ctx, "kind").map(UpkeepRoutes::kind).orElse(null);
    if (thing != null) {
      Instant earliest = to.minus(READ_AGAIN);
      marks.read(thing, from.isAfter(earliest) ? from : earliest, to.isBefore(now) ? to : now);
    }
    ctx.json(
        registry.read(
            tables ->
                new Ledger(
                    tables
                        .upkeep()
                        .list(thing, facility, kind, from, to, sight::sees, MOST)
                        .stream()
                        .map(entry -> EntryView.of(entry, tables))
                        .toList(),
                    thing == null || kind != null ? List.of() : events(tables, thing, from, to))));
  }

  private static List<EventView> events(Tables tables, long thing, Instant from, Instant to) {
    return device(tables, thing).stream()
        .flatMap(device -> tables.deviceEvents().of(device.number(), Long.MAX_VALUE, MOST).stream())
        .filter(event -> !event.time().isBefore(from) && event.time().isBefore(to))
        .map(EventView::of)
        .toList();
  }

  private static Optional<Device> device(Tables tables, long id) {
    Thing thing = tables.catalogue().thing(id).orElse(null);
    String protocol = thing == null ? null : thing.protocol();
    String deviceId = thing == null ? null : thing.deviceId();
    return protocol == null || deviceId == null
        ? Optional.empty()
        : tables.devices().find(protocol, deviceId);
  }

  private void add(Context ctx) {
    long thing = Params.number(ctx, "id");
    JsonBody body = JsonBody.of(ctx);
    UpkeepEntry.Kind kind = kind(body.text("kind"));
    Instant from = time("from", body.text("from"));
    Instant to = body.optionalText("to").map(text -> time("to", text)).orElse(null);
    Instant latest = registry.now().plus(AHEAD);
    if (from.isAfter(latest) || (to != null && to.isAfter(latest))) {
      throw ApiException.badRequest(
          "upkeep-future", "from (%s) and to (%s) must not be in the future".formatted(from, to));
    }
    String who = text("who", who(ctx, body), 1, LONGEST_WORD);
    String note = text("note", body.optionalText("note").orElse(""), 0, LONGEST_NOTE);
    EntryView view =
        registry.<EntryView>write(
            tables -> EntryView.of(tables.upkeep().add(thing, kind, from, to, who, note), tables));
    ctx.status(201).json(view);
  }

  /** Who did the work may be somebody else than who writes it down. */
  private static String who(Context ctx, JsonBody body) {
    return body.optionalText("who")
        .or(() -> Callers.of(ctx).isOpen() ? Optional.empty() : Optional.of(Callers.of(ctx).name()))
        .orElseGet(() -> body.text("who"));
  }

  private void strike(Context ctx) {
    long id = Params.number(ctx, "id");
    String why = text("why", JsonBody.of(ctx).text("why"), 1, LONGEST_NOTE);
    String person = Callers.of(ctx).name();
    ctx.json(
        registry.<EntryView>write(
            tables -> EntryView.of(tables.upkeep().strike(id, why, person), tables)));
  }

  private static String text(String field, String text, int least, int most) {
    String stripped = text.strip();
    if (stripped.length() < least || stripped.length() > most) {
      throw ApiException.badRequest(
          "text-length",
          "%s (%s characters) must have %s to %s characters"
              .formatted(field, stripped.length(), least, most));
    }
    return stripped;
  }

  private static Instant time(String field, String text) {
    return Params.instant(text)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "time-form",
                    "%s (%s) must be a time such as 2026-01-31T08:00:00Z".formatted(field, text)));
  }

  private static UpkeepEntry.Kind kind(String word) {
    for (UpkeepEntry.Kind kind : UpkeepEntry.Kind.values()) {
      if (kind.text().equals(word)) {
        return kind;
      }
    }
    throw ApiException.badRequest(
        "upkeep-kind",
        "kind (%s) must be calibration, maintenance, visit, consumable, door, temperature or other"
            .formatted(word));
  }

  /**
   * The ledger.
   *
   * @param events what the point's device told of itself (HJ 212-2017: commands 2081, 3019, 3020
   *     and their kin); of one point without a filter by kind only
   */
  record Ledger(List<EntryView> entries, List<EventView> events) {}

  record EntryView(
      long id,
      long thing,
      String thingName,
      String kind,
      Instant from,
      @Nullable Instant to,
      String who,
      String note,
      String source,
      Instant recorded,
      @Nullable Instant struck,
      @Nullable String struckBy,
      @Nullable String struckWhy) {
    private static EntryView of(UpkeepEntry entry, Tables tables) {
      return new EntryView(
          entry.id(),
          entry.thing(),
          tables.catalogue().thing(entry.thing()).map(Thing::name).orElse(""),
          entry.kind().text(),
          entry.from(),
          entry.to(),
          entry.who(),
          entry.note(),
          entry.source().text(),
          entry.recorded(),
          entry.struck(),
          entry.struckBy(),
          entry.struckWhy());
    }
  }

  record EventView(long number, String command, Instant time, Instant received, Json fields) {
    private static EventView of(DeviceEvent event) {
      return new EventView(
          event.number(),
          event.command(),
          event.time(),
          event.received(),
          new Json(event.fields()));
    }
  }
}
