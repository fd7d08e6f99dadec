// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
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
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Gate;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.EpcisCapture;
import org.greenheart.storage.registry.EpcisEvent;
import org.greenheart.storage.registry.EpcisEvents.Column;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/epcis}: EPCIS 2.0 for ERP and warehouse systems. A capture is kept whole or not at
 * all, and at once; captured twice, an event with an id is kept once. Who sees an event: {@link
 * org.greenheart.storage.registry.EpcisEvents.Query}.
 */
final class EpcisRoutes implements Routes {
  private static final String CONTEXT =
      "https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld";
  private static final String VERSION = "2.0.0";
  private static final int USUAL_PAGE = 30;
  private static final int MOST_A_PAGE = 1_000;
  private static final int MOST_EVENTS = 5_000;
  private static final int MOST_FAULTS = 1_000;
  private static final ObjectMapper MAPPER = ApiJson.mapper();

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

  /** Whose events these are: the one enterprise that the caller speaks for. */
  private static long owner(Seats seats) {
    if (seats.everything() || seats.enterprises().size() != 1) {
      throw ApiException.badRequest(
          "seat-missing", "?seat=ENTERPRISE must say for which enterprise events are captured");
    }
    return seats.enterprises().iterator().next();
  }

  private void capture(Context ctx) {
    long owner = owner(Seats.of(ctx));
    requireRollback(ctx);
    JsonNode document = read(ctx.body());
    JsonNode list = document.path("epcisBody").path("eventList");
    if (list.size() > MOST_EVENTS) {
      // Before the schema looks at each of them.
      throw new ApiException(
          413, "capture-limit", "a capture has at most %s events".formatted(MOST_EVENTS));
    }
    List<EventFault> faults = new ArrayList<>(schemas.faults(document));
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
        .header("GS1-EPCIS-Version", VERSION)
        .header("GS1-CBV-Version", VERSION)
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

  private static JsonNode read(String body) {
    try {
      JsonNode document = MAPPER.readTree(body);
      if (document != null && document.isObject()) {
        return document;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "body-not-json", "the body is no JSON: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("body-not-object", "the body must be an EPCISDocument");
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
    int page = (int) Params.number(ctx, "perPage", USUAL_PAGE, MOST_A_PAGE);
    long before = Params.optionalNumber(ctx, "nextPageToken").orElse(Long.MAX_VALUE);
    List<EpcisCapture> captures =
        registry.read(tables -> tables.supply().epcis().captures(seers, before, page + 1));
    List<EpcisCapture> shown = captures.subList(0, Math.min(page, captures.size()));
    if (captures.size() > page) {
      ctx.header("Link", next(ctx, shown.getLast().id()));
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
    Seats seats = Seats.of(ctx);
    EventQuery query = EventQuery.of(ctx);
    List<ObjectNode> events = seen(seats, query);
    boolean more = events.size() > query.page();
    if (more) {
      ctx.header("Link", next(ctx, (long) query.skip() + query.page()));
    }
    ctx.contentType("application/ld+json")
        .result(document(more ? events.subList(0, query.page()) : events).toString());
  }

  private List<ObjectNode> seen(Seats seats, EventQuery query) {
    Set<Long> seers = seers(seats);
    return registry.read(
        tables ->
            tables.supply().epcis().query(query.asked(seers)).stream()
                .map(event -> json(tables, seers, event))
                .toList());
  }

  private static String next(Context ctx, long token) {
    String asked = ctx.queryString();
    String kept = asked == null ? "" : asked.replaceAll("(^|&)nextPageToken=[^&]*", "");
    return "<%s?%s%snextPageToken=%s>; rel=\"next\""
        .formatted(ctx.url(), kept, kept.isEmpty() ? "" : "&", token);
  }

  private void event(Context ctx) {
    Seats seats = Seats.of(ctx);
    String id = ctx.pathParam("id");
    EventQuery query =
        new EventQuery(
            Map.of(Column.EVENT_ID, Set.of(id)), List.of(), null, null, null, null, true, 1, 0);
    ObjectNode event =
        seen(seats, query).stream()
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "event-not-found", "event (%s) does not exist".formatted(id)));
    ctx.contentType("application/ld+json").result(event.toString());
  }

  private static ObjectNode json(Tables tables, @Nullable Set<Long> seers, EpcisEvent event) {
    try {
      ObjectNode node = (ObjectNode) MAPPER.readTree(event.json());
      node.put("eventID", event.eventId());
      node.put("recordTime", event.recorded().toString());
      SeenEvent.cut(tables, seers, event, node);
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("event (%s) is kept broken".formatted(event.id()), e);
    }
  }

  private ObjectNode document(List<ObjectNode> events) {
    ObjectNode root = MAPPER.createObjectNode();
    root.putArray("@context").add(CONTEXT);
    root.put("type", "EPCISQueryDocument");
    root.put("schemaVersion", "2.0");
    root.put("creationDate", registry.now().toString());
    ObjectNode results = root.putObject("epcisBody").putObject("queryResults");
    results.put("queryName", "SimpleEventQuery");
    ArrayNode list = results.putObject("resultsBody").putArray("eventList");
    list.addAll(events);
    return root;
  }
}
