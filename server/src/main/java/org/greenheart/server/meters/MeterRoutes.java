// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.audit.AuditTrail;
import org.greenheart.server.places.ImportResult;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.server.places.SheetException;
import org.greenheart.storage.registry.MeterEntry;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/meters}: sources of meters with how they do. A map is read from a spreadsheet and a
 * draft is tried without anything being kept.
 */
final class MeterRoutes implements Routes {
  private final Registry registry;
  private final MeterDesk desk;
  private final MeterSecrets secrets;
  private final InstantSource clock;

  MeterRoutes(Registry registry, MeterDesk desk, MeterSecrets secrets, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = requireNonNull(desk, "desk is null");
    this.secrets = requireNonNull(secrets, "secrets is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/meters", this::list, Right.READ_DEVICES);
    routes.post("/api/meters", this::add, Right.KEEP_DEVICES);
    routes.put("/api/meters/{id}", this::change, Right.KEEP_DEVICES);
    routes.delete("/api/meters/{id}", this::remove, Right.KEEP_DEVICES);
    routes.get("/api/meters/gateways", this::gateways, Right.READ_DEVICES);
    routes.post("/api/meters/try", this::tryOut, Right.KEEP_DEVICES);
    routes.post("/api/meters/map/{kind}", this::readMap, Right.KEEP_DEVICES);
    routes.get(
        "/api/meters/map/{kind}/template", this::template, Right.KEEP_DEVICES, About.NO_POINT);
  }

  private void list(Context ctx) {
    ctx.json(registry.meterSources().list().stream().map(this::view).toList());
  }

  private MeterJson.View view(MeterSource source) {
    return MeterJson.View.of(source, desk.state(source.id()));
  }

  /**
   * Gateways that have connected to the server.
   *
   * @param port null when none are let in
   */
  record Gateways(@Nullable Integer port, List<GatewayDoor.Seen> gateways) {
    Gateways {
      gateways = List.copyOf(gateways);
    }
  }

  private void gateways(Context ctx) {
    ctx.json(new Gateways(desk.door().port().orElse(null), desk.door().seen()));
  }

  private void add(Context ctx) {
    MeterJson.Body body = MeterJson.read(ctx.body(), MeterJson.Body.class);
    MeterSource source = source(ctx, body, null);
    requireReadOnce(source);
    try {
      MeterSource kept = registry.meterSources().put(source);
      desk.refresh();
      ctx.status(201).json(view(kept));
    } catch (RegistryException e) {
      if (e.code() == RegistryException.Code.DUPLICATE) {
        throw new ApiException(409, "meter-source-there", String.valueOf(e.getMessage()));
      }
      throw e;
    }
  }

  private MeterSource source(Context ctx, MeterJson.Body body, @Nullable MeterSource was) {
    MeterSource source = body.source(was, clock.instant(), Callers.of(ctx).name(), secrets);
    if (source.host().isEmpty() && desk.door().port().isEmpty()) {
      throw new RuleException(
          "host",
          "must be given: gateways can connect to the server only where meters.port is set",
          "",
          "gateways-not-let-in");
    }
    return source;
  }

  private MeterSource source(Context ctx) {
    long id = Params.number(ctx, "id");
    return registry.meterSources().find(id).orElseThrow(() -> notFound(id));
  }

  private static ApiException notFound(long id) {
    return ApiException.notFound(
        "meter-source-not-found", "source of meters (%s) does not exist".formatted(id));
  }

  private void change(Context ctx) {
    MeterSource was = source(ctx);
    MeterJson.Body body = MeterJson.read(ctx.body(), MeterJson.Body.class);
    MeterSource source = source(ctx, body, was);
    requireReadOnce(source);
    MeterSource kept = registry.meterSources().put(source);
    desk.refresh();
    ctx.json(view(kept));
  }

  /** One value of one meter comes by one map: two would write into the same rows. */
  private void requireReadOnce(MeterSource source) {
    if (!source.enabled()) {
      return;
    }
    if (source.entries().isEmpty()) {
      throw new RuleException(
          "entries", "must have at least one: nothing would be read", "", "map-empty");
    }
    Set<String> codes = source.entries().stream().map(MeterEntry::code).collect(Collectors.toSet());
    for (MeterSource other : registry.meterSources().list()) {
      if (other.id() == source.id() || other.kind() != source.kind() || !other.enabled()) {
        continue;
      }
      Set<String> theirs = new HashSet<>();
      other.units().forEach(unit -> theirs.add(MeterBook.deviceId(other, unit)));
      for (String unit : source.units()) {
        if (theirs.contains(MeterBook.deviceId(source, unit))) {
          other.entries().stream()
              .map(MeterEntry::code)
              .filter(codes::contains)
              .findFirst()
              .ifPresent(
                  code -> {
                    throw new RuleException(
                        "units",
                        "must not name it again: %s of this meter is read by source %s"
                            .formatted(code, other.code()),
                        unit,
                        "meter-twice");
                  });
        }
      }
    }
  }

  private void remove(Context ctx) {
    MeterSource source = source(ctx);
    if (!registry.meterSources().remove(source.id())) {
      throw notFound(source.id());
    }
    desk.refresh();
    ctx.status(204);
  }

  private void tryOut(Context ctx) {
    MeterJson.Body body = MeterJson.read(ctx.body(), MeterJson.Body.class);
    MeterSource draft = source(ctx, body, null);
    if (draft.entries().isEmpty()) {
      throw ApiException.badRequest("map-empty", "entries must have at least one");
    }
    // The server is made to connect to an address that somebody names: that is written down.
    AuditTrail.begin(ctx);
    ctx.json(
        draft.kind() == MeterSource.Kind.MQTT
            ? List.of(desk.tryMessage(draft, body.sample() == null ? "" : body.sample()))
            : desk.tryOut(draft));
  }

  private static MapForm form(Context ctx) {
    return new MapForm(MeterSource.Kind.ofText(ctx.pathParam("kind")));
  }

  /** What a spreadsheet says, row by row. */
  record ReadMap(ImportResult result, List<MeterJson.Entry> entries) {
    ReadMap {
      entries = List.copyOf(entries);
    }
  }

  private void readMap(Context ctx) throws IOException {
    MapForm form = form(ctx);
    try {
      ImportResult result = new PlaceImport(registry).run(form, ImportRoutes.content(ctx), true);
      ctx.json(new ReadMap(result, form.entries().stream().map(MeterJson.Entry::of).toList()));
    } catch (SheetException e) {
      throw ApiException.badRequest(e.code(), String.valueOf(e.getMessage()));
    }
  }

  private void template(Context ctx) {
    MapForm form = form(ctx);
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"" + form.text() + ".csv\"")
        .result(form.template());
  }
}
