// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the watch. A rule that is posted again under its code becomes a new version; older
 * versions stay, since alarms name the one that judged them.
 */
public final class RuleRoutes implements Routes {
  private static final String PROTOCOL = "hj212";

  private final Registry registry;
  private final ObjectMapper mapper = ApiJson.mapper();

  public RuleRoutes(Registry registry) {
    this.registry = registry;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/rules", this::list);
    routes.get("/api/rules/{code}", this::history);
    routes.post("/api/rules", this::post);
  }

  /**
   * A rule as it is read and written. The point is named by {@code thing} or by {@code deviceId};
   * neither means all points.
   */
  record RuleView(
      String code,
      @Nullable Integer version,
      String kind,
      String name,
      String nameEn,
      String severity,
      @Nullable Long thing,
      @Nullable String deviceId,
      JsonNode parameters,
      long dwellSeconds,
      long clearSeconds,
      boolean opensCase,
      @Nullable JsonNode criterion,
      String basis,
      @Nullable Boolean enabled,
      @Nullable String author,
      @Nullable Instant recorded) {}

  /** The same on its way out: the JSON texts as they are kept. */
  private record RuleOut(
      String code,
      int version,
      String kind,
      String name,
      String nameEn,
      String severity,
      @Nullable Long thing,
      Json parameters,
      long dwellSeconds,
      long clearSeconds,
      boolean opensCase,
      @Nullable Json criterion,
      String basis,
      boolean enabled,
      String author,
      Instant recorded) {
    private static RuleOut of(Rule rule) {
      String criterion = rule.criterion();
      return new RuleOut(
          rule.code(),
          rule.version(),
          rule.kind(),
          rule.name(),
          rule.nameEn(),
          rule.severity().text(),
          rule.thing(),
          new Json(rule.parameters()),
          rule.dwell().toSeconds(),
          rule.clearAfter().toSeconds(),
          rule.opensCase(),
          criterion == null ? null : new Json(criterion),
          rule.basis(),
          rule.enabled(),
          rule.author(),
          rule.recorded());
    }
  }

  private void list(Context ctx) {
    ctx.json(registry.rules().current().stream().map(RuleOut::of).toList());
  }

  private void history(Context ctx) {
    ctx.json(registry.rules().history(ctx.pathParam("code")).stream().map(RuleOut::of).toList());
  }

  private void post(Context ctx) {
    Rule rule = rule(read(ctx.body()));
    RuleReader.body(rule);
    RuleReader.criterion(rule);
    ctx.status(201).json(RuleOut.of(registry.rules().record(rule)));
  }

  private RuleView read(String body) {
    try {
      return mapper.readValue(body, RuleView.class);
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "json-broken", "the body is no rule: " + e.getOriginalMessage());
    }
  }

  private Rule rule(RuleView view) {
    return new Rule(
        given("code", view.code),
        0,
        given("kind", view.kind),
        given("name", view.name),
        requireNonNullElse(view.nameEn, view.name),
        severity(given("severity", view.severity)),
        thing(view),
        given("parameters", view.parameters).toString(),
        Duration.ofSeconds(view.dwellSeconds),
        Duration.ofSeconds(view.clearSeconds),
        view.opensCase,
        view.criterion == null || view.criterion.isNull() ? null : view.criterion.toString(),
        given("basis", view.basis),
        requireNonNullElse(view.enabled, true),
        requireNonNullElse(view.author, "operator"),
        Instant.EPOCH);
  }

  /** A JSON text need not hold every field of the record, whatever its types promise. */
  private static <T> T given(String field, @Nullable T value) {
    if (value == null) {
      throw new RuleException(field, "must be given", value, "field-missing");
    }
    return value;
  }

  private static Severity severity(String word) {
    try {
      return Severity.ofText(word);
    } catch (IllegalArgumentException e) {
      throw new RuleException("severity", "must be info, warning or danger", word, "rule-severity");
    }
  }

  private @Nullable Long thing(RuleView view) {
    if (view.thing != null || view.deviceId == null) {
      return view.thing;
    }
    return registry
        .catalogue()
        .thingOf(PROTOCOL, view.deviceId)
        .map(Thing::id)
        .orElseThrow(
            () ->
                new RuleException(
                    "deviceId", "must be a device that is known", view.deviceId, "device-unknown"));
  }
}
