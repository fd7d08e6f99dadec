// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.EpcisCapture;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/epcis}: EPCIS 2.0 for ERP and warehouse systems. A capture is kept whole or not at
 * all, and at once; captured twice, an event with an id is kept once. Who sees an event: {@link
 * org.greenheart.storage.registry.EpcisEvents.Query}.
 */
final class EpcisRoutes implements Routes {
  private static final int MOST_EVENTS = 5_000;
  private static final int MOST_FAULTS = 1_000;

  private final Registry registry;
  private final Schemas schemas;

  /**
   * @param data the folder in which the operator may have put a schema
   */
  EpcisRoutes(Registry registry, Path data) {
    this.registry = requireNonNull(registry, "registry is null");
    this.schemas = new Schemas(data);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.after("/api/epcis/*", Problems::dress);
    routes.get("/api/epcis/capture", this::jobs, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/epcis/capture", this::capture, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get("/api/epcis/capture/{id}", this::job, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.get("/api/epcis/events", this::query, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.get("/api/epcis/events/{id}", this::event, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
  }

  /**
   * Whose events or queries these are: the one enterprise that the caller speaks for.
   *
   * @throws ApiException 400 {@code seat-missing}
   */
  static long owner(Context ctx) {
    Seats seats = Seats.of(ctx);
    if (seats.everything() || seats.enterprises().size() != 1) {
      throw ApiException.badRequest(
          "seat-missing", "?seat=ENTERPRISE must say for which enterprise this is");
    }
    return seats.enterprises().iterator().next();
  }

  private void capture(Context ctx) {
    long owner = owner(ctx);
    requireRollback(ctx);
    JsonNode document = EventDocument.read(ctx.body(), "an EPCISDocument");
    JsonNode list = document.path("epcisBody").path("eventList");
    if (list.size() > MOST_EVENTS) {
      // Before the schema looks at each of them.
      throw new ApiException(
          413, "capture-limit", "a capture has at most %s events".formatted(MOST_EVENTS));
    }
    List<EventFault> faults = new ArrayList<>(schemas.faults(document));
    String creation = document.path("creationDate").asText();
    if (document.has("creationDate") && EventReader.time(creation).isEmpty()) {
      faults.add(EventFault.ofTime(-1, "/creationDate", creation));
    }
    String uuid = UUID.randomUUID().toString();
    Instant now = registry.now();
    List<EpcisEvent> events = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isObject()) {
        events.add(EventReader.read(list.get(i), i, owner, uuid, now, faults));
      }
    }
    if (!faults.isEmpty()) {
      // Nothing is kept of a document of which one event is wrong.
      Gate.refused(ctx, "epcis-invalid");
      ctx.status(400).json(Refusal.of(faults));
      return;
    }
    EpcisCapture capture =
        registry.write(tables -> tables.supply().epcis().add(uuid, owner, events));
    ctx.status(202)
        .header("Location", "/api/epcis/capture/" + uuid)
        .header("GS1-EPCIS-Version", EventDocument.VERSION)
        .header("GS1-CBV-Version", EventDocument.VERSION)
        .header("GS1-EPCIS-Capture-Limit", String.valueOf(MOST_EVENTS))
        .json(Job.of(capture));
  }

  /** Half a document is never kept, so that who asks for it must not believe that it was. */
  private static void requireRollback(Context ctx) {
    String behaviour = ctx.header("GS1-Capture-Error-Behaviour");
    if (behaviour != null && !behaviour.equals("rollback")) {
      throw ApiException.badRequest(
          "capture-error-behaviour",
          "GS1-Capture-Error-Behaviour (%s) must be rollback: a document is kept whole or not at all"
              .formatted(behaviour));
    }
  }

  /**
   * Why a document is not taken, as RFC 7807 has problems, with each fault.
   *
   * @param code for counting
   */
  record Refusal(
      String code,
      String message,
      String type,
      String title,
      int status,
      int errorCount,
      List<EventFault> errors) {
    static Refusal of(List<EventFault> faults) {
      EventFault first = faults.getFirst();
      return new Refusal(
          "epcis-invalid",
          "event %s: %s (%s) %s; nothing was captured"
              .formatted(first.event(), first.path(), first.value(), first.rule()),
          Problems.VALIDATION,
          "EPCIS document is not valid",
          400,
          faults.size(),
          faults.stream().limit(MOST_FAULTS).toList());
    }
  }

  /**
   * How a capture went; it is done when it is answered.
   *
   * @param errors none: what has faults is no capture
   * @param kept so many of its events were new
   */
  record Job(
      String captureID,
      Instant createdAt,
      Instant finishedAt,
      boolean running,
      boolean success,
      String captureErrorBehaviour,
      List<EventFault> errors,
      int events,
      int kept) {
    static Job of(EpcisCapture capture) {
      return new Job(
          capture.uuid(),
          capture.at(),
          capture.at(),
          false,
          true,
          "rollback",
          List.of(),
          capture.events(),
          capture.kept());
    }
  }

  /** Null for everybody's. */
  private static @Nullable Set<Long> seers(Seats seats) {
    return seats.everything() ? null : seats.enterprises();
  }

  private void jobs(Context ctx) {
    Set<Long> seers = seers(Seats.of(ctx));
    int page = Pages.size(ctx);
    long before = Params.optionalNumber(ctx, "nextPageToken").orElse(Long.MAX_VALUE);
    List<EpcisCapture> captures =
        registry.read(tables -> tables.supply().epcis().captures(seers, before, page + 1));
    List<EpcisCapture> shown = captures.subList(0, Math.min(page, captures.size()));
    if (captures.size() > page) {
      Pages.link(ctx, shown.getLast().id());
    }
    ctx.json(shown.stream().map(Job::of).toList());
  }

  private void job(Context ctx) {
    String id = ctx.pathParam("id");
    Set<Long> seers = seers(Seats.of(ctx));
    EpcisCapture capture =
        registry
            .read(tables -> tables.supply().epcis().capture(id, seers))
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "capture-not-found", "capture (%s) does not exist".formatted(id)));
    ctx.json(Job.of(capture));
  }

  private void query(Context ctx) {
    answer(ctx, registry, EventQuery.of(ctx), seers(Seats.of(ctx)), "SimpleEventQuery");
  }

  /**
   * Answers with a page of what a query finds.
   *
   * @param seers who asks; null for those who see everybody's
   */
  static void answer(
      Context ctx, Registry registry, EventQuery query, @Nullable Set<Long> seers, String name) {
    List<ObjectNode> events = seen(registry, seers, query);
    boolean more = events.size() > query.page();
    if (more) {
      Pages.link(ctx, (long) query.skip() + query.page());
    }
    ctx.contentType("application/ld+json")
        .result(
            EventDocument.of(
                name, null, registry.now(), more ? events.subList(0, query.page()) : events));
  }

  private static List<ObjectNode> seen(
      Registry registry, @Nullable Set<Long> seers, EventQuery query) {
    return registry.read(
        tables ->
            tables.supply().epcis().query(query.asked(seers)).stream()
                .map(event -> EventDocument.json(tables, seers, event))
                .toList());
  }

  private void event(Context ctx) {
    Seats seats = Seats.of(ctx);
    String id = ctx.pathParam("id");
    EventQuery query =
        new EventQuery(
            Map.of(Column.EVENT_ID, Set.of(id)), List.of(), null, null, null, null, true, 1, 0);
    ObjectNode event =
        seen(registry, seers(seats), query).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "event-not-found", "event (%s) does not exist".formatted(id)));
    ctx.contentType("application/ld+json").result(event.toString());
  }
}
