// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Hold;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryException;
import org.jspecify.annotations.Nullable;

/**
 * {@code DELETE /api/points/{id}} and {@code DELETE /api/datastreams/{id}}, each with a preview
 * under {@code .../removal}. The registry decides and the telemetry follows: answered after both.
 */
public final class RemovalRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final Runnable follow;

  /**
   * @param follow has the telemetry do what the registry has decided, and returns when it is done
   */
  public RemovalRoutes(Registry registry, Telemetry telemetry, Runnable follow) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.follow = requireNonNull(follow, "follow is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/points/{id}/removal",
        ctx -> ctx.json(ofPoint(Params.number(ctx, "id"))),
        Right.KEEP_DEVICES,
        About.POINT);
    routes.delete("/api/points/{id}", this::removePoint, Right.KEEP_DEVICES, About.POINT);
    routes.get(
        "/api/datastreams/{id}/removal",
        ctx -> ctx.json(ofStream(Params.number(ctx, "id"))),
        Right.KEEP_DEVICES,
        About.DATASTREAM);
    routes.delete(
        "/api/datastreams/{id}", this::removeDatastream, Right.KEEP_DEVICES, About.DATASTREAM);
  }

  private Removal ofPoint(long id) {
    Thing thing = registry.catalogue().thing(id).orElseThrow(() -> ApiException.noPoint(id));
    Hold hold = registry.catalogue().holdOnThing(id);
    String refusal = hold.holds() ? "point-held" : null;
    if (thing.status() == DeviceStatus.PENDING) {
      refusal = "point-pending";
    }
    return removal(thing.name(), registry.catalogue().datastreamsOf(id), hold, refusal);
  }

  private Removal ofStream(long number) {
    Datastream datastream =
        registry
            .catalogue()
            .datastream(number)
            .orElseThrow(() -> ApiException.noDatastream(number));
    Hold hold = registry.catalogue().holdOnDatastream(number);
    return removal(
        datastream.name(), List.of(datastream), hold, hold.holds() ? "datastream-held" : null);
  }

  private Removal removal(
      String name, List<Datastream> datastreams, Hold hold, @Nullable String refusal) {
    List<Summary> rows =
        datastreams.stream()
            .map(each -> telemetry.summary(each.number()))
            .filter(summary -> summary.count() > 0)
            .toList();
    return new Removal(
        name,
        datastreams.size(),
        rows.stream().mapToLong(Summary::count).sum(),
        rows.isEmpty()
            ? null
            : Micros.toInstant(rows.stream().mapToLong(Summary::firstMicros).min().orElseThrow()),
        rows.isEmpty()
            ? null
            : Micros.toInstant(rows.stream().mapToLong(Summary::lastMicros).max().orElseThrow()),
        hold.alarms(),
        hold.cases(),
        hold.rules(),
        hold.pairs(),
        hold.reports(),
        refusal);
  }

  private void removePoint(Context ctx) {
    long id = Params.number(ctx, "id");
    remove(
        ctx, "point (%s)".formatted(id), ofPoint(id), () -> registry.catalogue().removeThing(id));
  }

  private void removeDatastream(Context ctx) {
    long number = Params.number(ctx, "id");
    remove(
        ctx,
        "Datastream (%s)".formatted(number),
        ofStream(number),
        () -> registry.catalogue().removeDatastream(number));
  }

  private void remove(Context ctx, String what, Removal removal, Runnable decision) {
    String refusal = removal.refusal();
    if (refusal != null) {
      throw new ApiException(409, refusal, what + " " + removal.reason());
    }
    decision.run();
    try {
      follow.run();
    } catch (TelemetryException e) {
      throw new ApiException(
          503,
          "removal-unfinished",
          "%s is removed; its observations go at the next removal or start: %s"
              .formatted(what, e.getMessage()));
    }
    ctx.json(removal);
  }

  /**
   * What goes, and what keeps it from going.
   *
   * @param since start of the oldest observation; null when there is none
   * @param until start of the newest
   * @param refusal why it cannot be removed: {@code point-held}, {@code datastream-held} (by the
   *     alarms, cases, rules, pairs and reports counted here) or {@code point-pending}; null when
   *     it can be
   */
  record Removal(
      String name,
      int datastreams,
      long observations,
      @Nullable Instant since,
      @Nullable Instant until,
      int alarms,
      int cases,
      int rules,
      int pairs,
      int reports,
      @Nullable String refusal) {
    String reason() {
      return "point-pending".equals(refusal)
          ? "waits to be accepted: reject its device instead"
          : "is held by " + new Hold(alarms, cases, rules, pairs, reports);
    }
  }
}
