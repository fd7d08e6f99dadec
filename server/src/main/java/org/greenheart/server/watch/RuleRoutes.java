// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonFault;
import org.greenheart.server.api.Routes;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Json;
import org.greenheart.storage.registry.Applies;
import org.greenheart.storage.registry.Points;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Schedule;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the watch. A rule that is posted again under its code becomes a new version; older
 * versions stay, since alarms name the one that judged them.
 */
public final class RuleRoutes implements Routes {
  private static final String PROTOCOL = "hj212";

  private static final Duration LONGEST = Duration.ofDays(366);

  private final Registry registry;
  private final Telemetry telemetry;
  private final Supplier<PointLimits> limits;
  private final Supplier<List<LeftOut>> leftOut;
  private final ObjectMapper mapper = ApiJson.mapper();

  /**
   * @param limits that a dry run judges by
   * @param leftOut what rules name and do not judge, and why
   */
  public RuleRoutes(
      Registry registry,
      Telemetry telemetry,
      Supplier<PointLimits> limits,
      Supplier<List<LeftOut>> leftOut) {
    this.limits = requireNonNull(limits, "limits is null");
    this.registry = registry;
    this.telemetry = telemetry;
    this.leftOut = leftOut;
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/rules", this::list, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.get("/api/rules/left-out", this::leftOut, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.get("/api/rules/{code}", this::history, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.post("/api/rules", this::post, Right.KEEP_RULES);
    routes.post("/api/rules/dry-run", this::rehearse, Right.KEEP_RULES);
    routes.get("/api/rule-kinds", this::kinds, Right.READ_RULES, About.NO_POINT);
  }

  /**
   * A rule as it is read and written. A scope is named by its word and target; a point also by
   * {@code thing} or {@code deviceId} alone, an area by {@code areaCode}; nothing means all points.
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
      @Nullable String areaCode,
      @Nullable String scope,
      @Nullable String target,
      @Nullable String schedule,
      @Nullable Instant validFrom,
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
      String scope,
      String target,
      @Nullable ScopeName targetName,
      @Nullable String schedule,
      Instant validFrom,
      Json parameters,
      long dwellSeconds,
      long clearSeconds,
      boolean opensCase,
      @Nullable Json criterion,
      String basis,
      boolean enabled,
      String author,
      Instant recorded) {
    private static RuleOut of(Rule rule, Registry registry) {
      String criterion = rule.criterion();
      Applies applies = rule.applies();
      Schedule schedule = applies.schedule();
      return new RuleOut(
          rule.code(),
          rule.version(),
          rule.kind(),
          rule.name(),
          rule.nameEn(),
          rule.severity().text(),
          rule.thing(),
          applies.scope().kind().text(),
          applies.scope().target(),
          ScopeName.of(applies.scope(), registry).orElse(null),
          schedule == null ? null : schedule.text(),
          applies.from(),
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

  private RuleOut out(Rule rule) {
    return RuleOut.of(rule, registry);
  }

  private void list(Context ctx) {
    ctx.json(seen(ctx, registry.rules().current()).stream().map(this::out).toList());
  }

  /** What is left out at the points that the caller sees, and by the rules over them. */
  private void leftOut(Context ctx) {
    Sight sight = Callers.sight(ctx);
    List<Rule> rules = seen(ctx, registry.rules().current());
    ctx.json(
        Stream.concat(
                leftOut.get().stream().filter(one -> sight.sees(one.thing())),
                new MissingFactors(registry).of(rules).stream())
            .map(
                one ->
                    new LeftOutView(
                        one, registry.catalogue().thing(one.thing()).map(Thing::name).orElse("")))
            .toList());
  }

  private record LeftOutView(@JsonUnwrapped LeftOut leftOut, String thingName) {}

  private void history(Context ctx) {
    String code = ctx.pathParam("code");
    List<Rule> versions = registry.rules().history(code);
    List<Rule> seen = seen(ctx, versions);
    if (seen.isEmpty() && !versions.isEmpty()) {
      throw ApiException.notFound("not-found", "nothing is at %s".formatted(ctx.path()));
    }
    ctx.json(seen.stream().map(this::out).toList());
  }

  /** Rules whose scope holds a point that the caller sees. */
  private List<Rule> seen(Context ctx, List<Rule> rules) {
    Sight sight = Callers.sight(ctx);
    return registry.read(
        tables ->
            rules.stream()
                .filter(rule -> concerns(rule.applies().scope(), sight, tables))
                .toList());
  }

  private static boolean concerns(Scope scope, Sight sight, Tables tables) {
    if (sight.isEverything()) {
      return true;
    }
    Points points = tables.places().points();
    return switch (scope.kind()) {
      case ALL -> true;
      case POINT -> sight.sees(scope.id());
      case GROUP -> sight.seesAny(points.ofGroup(scope.id()));
      case AREA -> sight.seesAny(points.inArea(scope.id()));
      case OUTLET -> sight.seesAny(points.ofOutlet(scope.id()));
      case ENTERPRISE -> sight.seesEnterprise(scope.id());
      case SYSTEM ->
          tables.catalogue().things().stream()
              .anyMatch(
                  thing -> scope.target().equals(thing.systemType()) && sight.sees(thing.id()));
    };
  }

  private void post(Context ctx) {
    RuleView view = read(ctx.body(), RuleView.class);
    Rule rule = rule(view, Callers.of(ctx).name());
    new RuleCheck(registry).check(rule);
    if (view.validFrom == null) {
      rule = rule.from(usualFrom(rule));
    }
    ctx.status(201).json(out(registry.rules().record(rule)));
  }

  /** A first version judges all data, a later one what comes from now on; the same stays. */
  private Instant usualFrom(Rule rule) {
    Rule before =
        registry.rules().current().stream()
            .filter(other -> other.code().equals(rule.code()))
            .findFirst()
            .orElse(null);
    if (before == null) {
      return Instant.EPOCH;
    }
    Instant began = before.applies().from();
    boolean same = before.equals(rule.from(began).as(before.version(), before.recorded()));
    Instant now = registry.now();
    return same || now.isBefore(began) ? began : now;
  }

  private void rehearse(Context ctx) {
    RehearsalView view = read(ctx.body(), RehearsalView.class);
    Instant from = given("from", view.from);
    Instant to = given("to", view.to);
    if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new RuleException(
          "to", "must be after from (%s), at most 366 days".formatted(from), to, "range");
    }
    Rule rule = rule(given("rule", view.rule), Callers.of(ctx).name());
    new RuleCheck(registry).check(rule);
    ctx.json(new Rehearsal(telemetry, registry, limits).run(rule, from, to));
  }

  /** What a dry run is asked. */
  record RehearsalView(RuleView rule, Instant from, Instant to) {}

  /** The kinds with their parameters, for forms. */
  private void kinds(Context ctx) {
    ctx.json(RuleKinds.all().stream().map(KindOut::of).toList());
  }

  private record KindOut(String kind, String basis, List<FieldOut> fields) {
    private static KindOut of(RuleKind kind) {
      return new KindOut(
          kind.word(), kind.basis(), kind.fields().stream().map(FieldOut::of).toList());
    }
  }

  private record FieldOut(
      String name, String type, boolean required, @Nullable String usual, String unit) {
    private static FieldOut of(Field field) {
      return new FieldOut(
          field.name(),
          field.type().name().toLowerCase(Locale.ROOT),
          field.required(),
          field.usual(),
          field.unit());
    }
  }

  private <T> T read(String body, Class<T> type) {
    return JsonFault.read(mapper, body, type, "rule");
  }

  private Rule rule(RuleView view, String author) {
    return new Rule(
        given("code", view.code),
        0,
        given("kind", view.kind),
        given("name", view.name),
        requireNonNullElse(view.nameEn, view.name),
        severity(given("severity", view.severity)),
        given("parameters", view.parameters).toString(),
        Duration.ofSeconds(view.dwellSeconds),
        Duration.ofSeconds(view.clearSeconds),
        view.opensCase,
        view.criterion == null || view.criterion.isNull() ? null : view.criterion.toString(),
        given("basis", view.basis),
        requireNonNullElse(view.enabled, true),
        author,
        Instant.EPOCH,
        applies(view));
  }

  private Applies applies(RuleView view) {
    Long thing = thing(view);
    Scope scope = thing == null ? area(view.areaCode) : Scope.point(thing);
    if (view.scope != null) {
      Scope.Kind kind = Scope.Kind.ofText(view.scope);
      scope =
          view.target == null && scope.kind() == kind
              ? scope
              : new Scope(kind, requireNonNullElse(view.target, ""));
    }
    return new Applies(
        scope,
        view.schedule == null || view.schedule.isBlank() ? null : Schedule.ofText(view.schedule),
        requireNonNullElse(view.validFrom, Instant.EPOCH));
  }

  private Scope area(@Nullable String code) {
    if (code == null) {
      return Scope.ALL;
    }
    return registry.places().areas().list().stream()
        .filter(area -> area.code().equals(code))
        .findFirst()
        .map(area -> new Scope(Scope.Kind.AREA, Long.toString(area.id())))
        .orElseThrow(
            () ->
                new RuleException(
                    "areaCode", "must be an area that is known", code, "area-unknown"));
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
