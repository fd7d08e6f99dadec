// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonFault;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.watch.Rejudging.Changed;
import org.greenheart.server.watch.Rejudging.Difference;
import org.greenheart.server.watch.Rejudging.Span;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RegistryException;
import org.greenheart.storage.registry.Rejudgement;
import org.greenheart.storage.registry.Rejudgement.Counts;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/** A range judged again: first what it would change, then by order of a person. */
public final class RejudgementRoutes implements Routes {
  private static final Duration LONGEST = Duration.ofDays(366);

  private static final int PAGE = 100;

  private final Registry registry;
  private final Watch watch;
  private final InstantSource clock;
  private final ObjectMapper mapper = ApiJson.mapper();

  public RejudgementRoutes(Registry registry, Watch watch, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.watch = requireNonNull(watch, "watch is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/rejudgements", this::list, Right.READ_RULES);
    routes.get("/api/rejudgements/{id}", this::one, Right.READ_RULES);
    routes.post("/api/rejudgements", this::post, Right.KEEP_RULES);
    routes.post("/api/rejudgements/{id}/cancel", this::cancel, Right.KEEP_RULES);
  }

  /**
   * What is asked for.
   *
   * @param rule null for all
   * @param things null or empty for all
   * @param dryRun null for true: nothing is changed unless it is said
   */
  private record Order(
      @Nullable String rule,
      @Nullable List<Long> things,
      @Nullable String from,
      @Nullable String to,
      @Nullable Boolean dryRun,
      @Nullable String reason) {}

  private record DifferenceView(
      int points, Counts counts, List<ChangedView> changes, boolean more) {}

  private record ChangedView(
      String kind,
      String rule,
      int ruleVersion,
      long thing,
      String thingName,
      String signalCode,
      String unit,
      @Nullable Long alarm,
      @Nullable Span was,
      @Nullable Span is) {}

  private record View(
      long id,
      @Nullable String rule,
      List<Long> things,
      Instant from,
      Instant to,
      String author,
      String reason,
      Instant ordered,
      String state,
      @Nullable Instant ended,
      long points,
      Counts counts) {
    static View of(Rejudgement kept) {
      return new View(
          kept.id(),
          kept.rule(),
          kept.things(),
          kept.from(),
          kept.to(),
          kept.author(),
          kept.reason(),
          kept.ordered(),
          kept.state().text(),
          kept.ended(),
          kept.done(),
          kept.counts());
    }
  }

  private void list(Context ctx) {
    ctx.json(registry.rejudgements().list(PAGE).stream().map(View::of).toList());
  }

  private void one(Context ctx) {
    long id = Params.number(ctx, "id");
    ctx.json(
        View.of(
            registry
                .rejudgements()
                .find(id)
                .orElseThrow(
                    () ->
                        new RegistryException(
                            RegistryException.Code.NOT_FOUND,
                            "rejudgement (%s) does not exist".formatted(id)))));
  }

  private void cancel(Context ctx) {
    ctx.json(View.of(registry.rejudgements().cancel(Params.number(ctx, "id"))));
  }

  private void post(Context ctx) {
    Order order = read(ctx.body());
    Rejudging.Range range = range(order);
    if (requireNonNullElse(order.dryRun, true)) {
      ctx.json(view(watch.difference(range)));
      return;
    }
    Rejudgement kept =
        registry
            .rejudgements()
            .order(
                new Rejudgement(
                    0,
                    range.rule(),
                    range.things(),
                    range.from(),
                    range.to(),
                    Callers.of(ctx).name(),
                    requireNonNullElse(order.reason, ""),
                    clock.instant(),
                    Rejudgement.State.RUNNING,
                    null,
                    0,
                    0,
                    Counts.NONE));
    watch.rejudge();
    ctx.status(201).json(View.of(kept));
  }

  private Order read(String body) {
    return JsonFault.read(mapper, body, Order.class, "order");
  }

  private Rejudging.Range range(Order order) {
    Instant from = time("from", order.from);
    Instant to = time("to", order.to);
    if (to.isBefore(from) || Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw ApiException.badRequest(
          "rejudgement-range",
          "to (%s) must be after from (%s), by %s days at most"
              .formatted(to, from, LONGEST.toDays()));
    }
    String rule = order.rule == null || order.rule.isBlank() ? null : order.rule;
    if (rule != null && registry.rules().history(rule).isEmpty()) {
      throw ApiException.badRequest("rule-not-found", "rule (%s) does not exist".formatted(rule));
    }
    List<Long> things = order.things == null ? List.of() : order.things;
    for (long thing : things) {
      if (registry.catalogue().thing(thing).isEmpty()) {
        throw ApiException.badRequest(
            "point-not-found", "point (%s) does not exist".formatted(thing));
      }
    }
    return new Rejudging.Range(rule, things, from, to);
  }

  private static Instant time(String name, @Nullable String text) {
    return Params.instant(requireNonNullElse(text, ""))
        .orElseThrow(
            () ->
                ApiException.badRequest(
                    "time-form",
                    "%s (%s) must be a time such as 2026-01-31T08:00:00Z".formatted(name, text)));
  }

  private DifferenceView view(Difference difference) {
    Counts counts = difference.counts();
    long all = counts.raised() + counts.changed() + counts.withdrawn() + counts.merged();
    return new DifferenceView(
        difference.points(),
        counts,
        difference.changes().stream().map(this::view).toList(),
        all > difference.changes().size());
  }

  private ChangedView view(Changed changed) {
    return new ChangedView(
        changed.kind().name().toLowerCase(Locale.ROOT),
        changed.rule(),
        changed.ruleVersion(),
        changed.thing(),
        registry.catalogue().thing(changed.thing()).map(Thing::name).orElse(""),
        changed.signalCode(),
        changed.unit(),
        changed.alarm(),
        changed.was(),
        changed.is());
  }
}
