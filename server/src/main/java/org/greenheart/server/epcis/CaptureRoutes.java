// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
import org.greenheart.storage.registry.Registry;

/**
 * {@code /api/epcis/capture}, and {@code POST /api/epcis/events} for a single event. A capture is
 * kept whole or not at all, and at once; captured twice, an event with an id is kept once.
 */
final class CaptureRoutes implements Routes {
  private static final int MOST_EVENTS = 5_000;
  private static final int MOST_FAULTS = 1_000;

  private final Registry registry;
  private final Schemas schemas;

  /**
   * @param data the folder in which the operator may have put a schema
   */
  CaptureRoutes(Registry registry, Path data) {
    this.registry = requireNonNull(registry, "registry is null");
    this.schemas = new Schemas(data);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/epcis/capture", this::jobs, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/epcis/capture", this::capture, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get("/api/epcis/capture/{id}", this::job, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/epcis/events", this::captureOne, Right.TRADE, About.WHAT_IS_SEEN);
  }

  static void sayLimits(Context ctx) {
    ctx.header("GS1-EPCIS-Capture-Limit", String.valueOf(MOST_EVENTS));
  }

  private void capture(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    requireRollback(ctx);
    sayLimits(ctx);
    JsonNode document = EventDocument.plain(EventDocument.read(ctx.body(), "an EPCISDocument"));
    int size = document.path("epcisBody").path("eventList").size();
    if (size > MOST_EVENTS) {
      // Before the schema looks at each of them.
      throw new ApiException(
          413, "capture-limit", "a capture has at most %s events".formatted(MOST_EVENTS));
    }
    String uuid = UUID.randomUUID().toString();
    Read read = read(document, owner, uuid);
    if (!read.faults().isEmpty()) {
      refuse(ctx, read.faults());
      return;
    }
    EpcisCapture capture =
        registry.write(tables -> tables.supply().epcis().add(uuid, owner, read.events()));
    ctx.status(202).header("Location", "/api/epcis/capture/" + uuid).json(Job.of(capture));
  }

  /** What a document holds; of use only where there are no faults. */
  private record Read(List<EpcisEvent> events, List<EventFault> faults) {}

  private Read read(JsonNode document, long owner, String uuid) {
    List<EventFault> faults = new ArrayList<>(schemas.faults(document));
    String creation = document.path("creationDate").asText();
    if (document.has("creationDate") && EventReader.time(creation).isEmpty()) {
      faults.add(EventFault.ofTime(-1, "/creationDate", creation));
    }
    Instant now = registry.now();
    JsonNode list = document.path("epcisBody").path("eventList");
    List<EpcisEvent> events = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (list.get(i).isObject()) {
        events.add(EventReader.read(list.get(i), i, owner, uuid, now, faults));
      }
    }
    return new Read(events, faults);
  }

  /** Nothing is kept of a document of which one event is wrong. */
  private static void refuse(Context ctx, List<EventFault> faults) {
    Gate.refused(ctx, "epcis-invalid");
    ctx.status(400).json(Refusal.of(faults));
  }

  /** One that has an id which another of the same enterprise has is refused, not passed over. */
  private void captureOne(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    requireRollback(ctx);
    sayLimits(ctx);
    JsonNode asked = EventDocument.read(ctx.body(), "an event");
    String uuid = UUID.randomUUID().toString();
    Read read = read(EventDocument.around(asked, registry.now()), owner, uuid);
    if (!read.faults().isEmpty()) {
      refuse(ctx, read.faults());
      return;
    }
    EpcisEvent event = read.events().getFirst();
    String kept =
        registry.write(
            tables -> {
              if (tables.supply().epcis().add(uuid, owner, read.events()).kept() == 0) {
                throw new ApiException(
                    409,
                    "event-exists",
                    "an event (%s) was captured before".formatted(event.eventId()));
              }
              return EventDocument.json(tables, Set.of(owner), event).toString();
            });
    ctx.status(201)
        .header("Location", "/api/epcis/events/" + encoded(event.eventId()))
        .contentType("application/ld+json")
        .result(kept);
  }

  /** As a part of a path; colons may stay in one. */
  private static String encoded(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20").replace("%3A", ":");
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

  private void jobs(Context ctx) {
    Set<Long> seers = EpcisRoutes.seers(Seats.of(ctx));
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
    Set<Long> seers = EpcisRoutes.seers(Seats.of(ctx));
    EpcisCapture capture =
        registry
            .read(tables -> tables.supply().epcis().capture(id, seers))
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "capture-not-found", "capture (%s) does not exist".formatted(id)));
    ctx.json(Job.of(capture));
  }
}
