// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Routes;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.EpcisNamedQuery;
import org.greenheart.storage.registry.EpcisSubscription;
import org.greenheart.storage.registry.EpcisSubscriptions;
import org.greenheart.storage.registry.Registry;
import org.jspecify.annotations.Nullable;

/** {@code /api/epcis/queries/NAME/subscriptions}: who is sent what a named query finds. */
final class SubscriptionRoutes implements Routes {
  private static final int MOST = 100;
  private static final int BATCH = 500;
  private static final int LONGEST = 1_000;

  private static final Set<String> FIELDS =
      Set.of("dest", "signatureToken", "initialRecordTime", "stream", "schedule", "reportIfEmpty");

  private final Registry registry;
  private final Tokens tokens;
  private final EventPost post;

  SubscriptionRoutes(Registry registry, Tokens tokens, EventPost post) {
    this.registry = requireNonNull(registry, "registry is null");
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.post = requireNonNull(post, "post is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String path = "/api/epcis/queries/{name}/subscriptions";
    routes.get(path, this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post(path, this::add, Right.TRADE, About.WHAT_IS_SEEN);
    routes.get(path + "/{id}", this::show, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.delete(path + "/{id}", this::remove, Right.TRADE, About.WHAT_IS_SEEN);
  }

  private static EpcisNamedQuery query(EpcisSubscriptions all, long owner, Context ctx) {
    return QueryRoutes.find(all, owner, ctx.pathParam("name"));
  }

  private static EpcisSubscription find(
      EpcisSubscriptions all, EpcisNamedQuery query, Context ctx) {
    String id = ctx.pathParam("id");
    return all.subscription(query.id(), id)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "subscription-not-found", "subscription (%s) does not exist".formatted(id)));
  }

  /** As the standard shows it, without the token; beside it why the last attempt failed. */
  private static ObjectNode view(EpcisNamedQuery query, EpcisSubscription subscription) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("subscriptionID", subscription.uuid());
    view.put("queryName", query.name());
    view.put("dest", subscription.dest());
    String schedule = subscription.schedule();
    if (schedule == null) {
      view.put("stream", true);
    } else {
      view.set("schedule", EventDocument.kept(schedule));
      view.put("reportIfEmpty", subscription.reportEmpty());
    }
    view.put("createdAt", subscription.made().toString());
    view.put("initialRecordTime", subscription.since().toString());
    Instant ran = subscription.ran();
    view.put("minRecordTime", (ran == null ? subscription.since() : ran).toString());
    put(view, "lastNotifiedAt", subscription.told());
    put(view, "nextAttemptAt", subscription.next());
    if (!subscription.failure().isEmpty()) {
      view.put("failure", subscription.failure());
    }
    return view;
  }

  private static void put(ObjectNode view, String name, @Nullable Instant time) {
    if (time != null) {
      view.put(name, time.toString());
    }
  }

  private void list(Context ctx) {
    EpcisSubscriptions all = registry.supply().subscriptions();
    EpcisNamedQuery query = query(all, EpcisRoutes.owner(ctx), ctx);
    ctx.json(
        Pages.of(
            ctx, all.subscriptions(query.id()).stream().map(each -> view(query, each)).toList()));
  }

  private void show(Context ctx) {
    EpcisSubscriptions all = registry.supply().subscriptions();
    EpcisNamedQuery query = query(all, EpcisRoutes.owner(ctx), ctx);
    ctx.json(view(query, find(all, query, ctx)));
  }

  private void add(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    EpcisNamedQuery query = query(registry.supply().subscriptions(), owner, ctx);
    Unsupported.refuse(ctx);
    EpcisSubscription asked = read(ctx.body(), query);
    EpcisSubscription kept =
        registry.write(
            tables -> {
              EpcisSubscriptions all = tables.supply().subscriptions();
              if (all.subscriptions(query.id()).size() >= MOST) {
                throw ApiException.badRequest(
                    "subscription-limit", "a query has at most %s subscriptions".formatted(MOST));
              }
              return all.add(asked);
            });
    ctx.status(201).header("Location", ctx.path() + "/" + kept.uuid()).json(view(query, kept));
  }

  private EpcisSubscription read(String text, EpcisNamedQuery query) {
    JsonNode body = EventDocument.read(text, "a subscription");
    for (String name : body.properties().stream().map(each -> each.getKey()).toList()) {
      if (!FIELDS.contains(name)) {
        throw refused("field", "%s is no field of a subscription".formatted(name));
      }
    }
    JsonNode schedule = body.get("schedule");
    boolean streams = flag(body, "stream");
    if (streams == (schedule != null)) {
      throw refused("controls", "either stream must be true or schedule be given, one of both");
    }
    boolean reportEmpty = flag(body, "reportIfEmpty");
    if (streams && reportEmpty) {
      throw refused(
          "report-if-empty", "reportIfEmpty must go with a schedule: a stream is never empty");
    }
    Instant now = registry.now();
    Instant due = schedule == null ? null : due(schedule, now);
    String uuid = UUID.randomUUID().toString();
    String dest = dest(body);
    String token = text(body, "signatureToken");
    return EpcisSubscription.fresh(
        uuid,
        query.id(),
        dest,
        token.isEmpty() ? null : tokens.seal(uuid, dest, token),
        schedule == null ? null : schedule.toString(),
        reportEmpty,
        since(body, now),
        now,
        BATCH,
        due);
  }

  private static Instant due(JsonNode schedule, Instant now) {
    return Schedule.of(schedule)
        .next(now)
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "schedule-never", "schedule (%s) never comes".formatted(schedule)));
  }

  private static Instant since(JsonNode body, Instant now) {
    String text = text(body, "initialRecordTime");
    return text.isEmpty()
        ? now
        : EventReader.time(text)
            .orElseThrow(
                () ->
                    refused(
                        "time",
                        "initialRecordTime (%s) must be a time with its zone such as 2026-01-31T08:00:00Z"
                            .formatted(text)));
  }

  private String dest(JsonNode body) {
    String dest = text(body, "dest");
    if (dest.isEmpty()) {
      throw refused("dest", "dest must be the address that is reported to");
    }
    try {
      post.check(dest);
    } catch (SendException e) {
      if (e.isLasting()) {
        throw refused("dest", "dest is not allowed: " + e.getMessage());
      }
    }
    return dest;
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return "";
    }
    if (!value.isTextual() || value.asText().length() > LONGEST) {
      throw refused(
          "field", "%s must be a text of at most %s characters".formatted(field, LONGEST));
    }
    return value.asText().strip();
  }

  private static boolean flag(JsonNode body, String field) {
    JsonNode value = body.get(field);
    if (value == null || value.isNull()) {
      return false;
    }
    if (!value.isBoolean()) {
      throw refused("field", "%s (%s) must be true or false".formatted(field, value));
    }
    return value.booleanValue();
  }

  private static ApiException refused(String what, String sentence) {
    return ApiException.badRequest("subscription-" + what, sentence);
  }

  private void remove(Context ctx) {
    long owner = EpcisRoutes.owner(ctx);
    long _ =
        registry.write(
            tables -> {
              EpcisSubscriptions all = tables.supply().subscriptions();
              long id = find(all, query(all, owner, ctx), ctx).id();
              all.removeSubscription(id);
              return id;
            });
    ctx.status(204);
  }
}
