// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.CounterStep;
import org.greenheart.storage.registry.CounterStep.Verdict;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/** {@code /api/counters}: which Datastreams count, what was used, and what a person has to say. */
final class CounterRoutes implements Routes {
  private static final int MOST_STEPS = 500;

  private final Registry registry;
  private final Telemetry telemetry;
  private final CounterBook book;

  CounterRoutes(Registry registry, Telemetry telemetry, CounterBook book) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.book = requireNonNull(book, "book is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/counters", this::list, Right.READ_DATA, About.WHAT_IS_SEEN);
    routes.put("/api/counters/{id}", this::put, Right.KEEP_DEVICES, About.DATASTREAM);
    routes.delete("/api/counters/{id}", this::remove, Right.KEEP_DEVICES, About.DATASTREAM);
    routes.get("/api/counters/{id}/used", this::used, Right.READ_DATA, About.DATASTREAM);
    routes.get("/api/counters/steps", this::steps, Right.READ_DATA, About.WHAT_IS_SEEN);
    routes.put(
        "/api/counters/{id}/steps/{step}", this::decide, Right.KEEP_DEVICES, About.DATASTREAM);
  }

  /**
   * A counter with its newest reading.
   *
   * @param open steps that wait for a person
   */
  record View(
      long datastream,
      long thing,
      String point,
      String code,
      String name,
      @Nullable String unit,
      @Nullable String wrapsAt,
      @Nullable String mostPerHour,
      @Nullable Instant time,
      @Nullable Value value,
      long open) {}

  private void list(Context ctx) {
    Sight sight = Callers.sight(ctx);
    List<Counter> counters = registry.counters().list();
    Map<Long, Observation> latest =
        telemetry.latest(counters.stream().map(Counter::datastream).toList());
    Map<Long, Long> open = registry.counters().open();
    Map<Long, String> names =
        registry.catalogue().things().stream().collect(Collectors.toMap(Thing::id, Thing::name));
    ctx.json(
        counters.stream()
            .flatMap(
                counter ->
                    registry.catalogue().datastream(counter.datastream()).stream()
                        .filter(stream -> sight.sees(stream.thing()))
                        .map(
                            stream ->
                                view(
                                    counter,
                                    stream,
                                    names.getOrDefault(stream.thing(), ""),
                                    latest.get(stream.number()),
                                    open.getOrDefault(stream.number(), 0L))))
            .toList());
  }

  private static View view(
      Counter counter, Datastream stream, String point, @Nullable Observation newest, long open) {
    return new View(
        stream.number(),
        stream.thing(),
        point,
        stream.code(),
        stream.name(),
        stream.unit().symbol(),
        counter.wrapsAt() == null ? null : counter.wrapsAt().toString(),
        counter.mostPerHour() == null ? null : counter.mostPerHour().toString(),
        newest == null ? null : newest.key().start(),
        newest == null ? null : newest.result(),
        open);
  }

  private void put(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    long datastream = datastream(ctx);
    registry
        .counters()
        .put(
            new Counter(
                datastream,
                MeterJson.number("wrapsAt", body.optionalText("wrapsAt").orElse(null)).orElse(null),
                MeterJson.number("mostPerHour", body.optionalText("mostPerHour").orElse(null))
                    .orElse(null),
                registry.now(),
                Callers.of(ctx).name()));
    book.look(datastream, Instant.EPOCH, registry.now());
    ctx.status(204);
  }

  private long datastream(Context ctx) {
    long number = Params.number(ctx, "id");
    return registry
        .catalogue()
        .datastream(number)
        .map(Datastream::number)
        .orElseThrow(
            () ->
                ApiException.notFound(
                    "datastream-not-found", "Datastream (%s) does not exist".formatted(number)));
  }

  private void remove(Context ctx) {
    long datastream = datastream(ctx);
    if (!registry.counters().remove(datastream)) {
      throw ApiException.notFound(
          "counter-not-found", "Datastream (%s) is no counter".formatted(datastream));
    }
    ctx.status(204);
  }

  private void used(Context ctx) {
    long datastream = datastream(ctx);
    Instant to = Params.time(ctx, "to").orElseGet(registry::now);
    Instant from = Params.time(ctx, "from").orElseGet(() -> to.minusSeconds(86_400));
    if (!from.isBefore(to)) {
      throw ApiException.badRequest(
          "time-order", "from (%s) must be before to (%s)".formatted(from, to));
    }
    ctx.json(UsedView.of(book.between(datastream, from, to)));
  }

  /** A {@link Consumption} with what it is worth. */
  record UsedView(Consumption used, boolean certain, boolean whole) {
    static UsedView of(Consumption used) {
      return new UsedView(used, used.isCertain(), used.isWhole());
    }
  }

  /** A step with the point that it is of. */
  record StepView(
      long thing,
      String point,
      String name,
      @Nullable String unit,
      boolean open,
      CounterStep step) {}

  private void steps(Context ctx) {
    Sight sight = Callers.sight(ctx);
    Map<Long, Datastream> seen =
        registry.counters().withSteps().stream()
            .flatMap(number -> registry.catalogue().datastream(number).stream())
            .filter(stream -> sight.sees(stream.thing()))
            .collect(Collectors.toMap(Datastream::number, stream -> stream));
    ctx.json(
        registry.counters().newestSteps(seen.keySet(), MOST_STEPS).stream()
            .flatMap(step -> Stream.ofNullable(seen.get(step.datastream())).map(of(step)))
            .toList());
  }

  private Function<Datastream, StepView> of(CounterStep step) {
    return stream ->
        new StepView(
            stream.thing(),
            registry.catalogue().thing(stream.thing()).map(Thing::name).orElse(""),
            stream.name(),
            stream.unit().symbol(),
            step.isOpen(),
            step);
  }

  private void decide(Context ctx) {
    long datastream = datastream(ctx);
    long id = Params.number(ctx, "step");
    CounterStep step =
        registry
            .counters()
            .step(id)
            .filter(each -> each.datastream() == datastream)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "counter-step-not-found",
                        "step (%s) of Datastream (%s) does not exist".formatted(id, datastream)));
    JsonBody body = JsonBody.of(ctx);
    Verdict verdict = Verdict.ofText(body.text("verdict"));
    Decimal oldLast =
        MeterJson.number("oldLast", body.optionalText("oldLast").orElse(null)).orElse(null);
    Decimal newFirst =
        MeterJson.number("newFirst", body.optionalText("newFirst").orElse(null)).orElse(null);
    Counter counter = registry.counters().find(datastream).orElse(null);
    requireFits(step, counter, verdict, oldLast, newFirst);
    if (verdict == Verdict.WRAPPED && (counter == null || counter.wrapsAt() == null)) {
      throw new RuleException(
          "verdict",
          "needs the value at which the counter begins again: enter it first",
          verdict.text(),
          "counter-width-missing");
    }
    CounterStep decided =
        registry
            .counters()
            .decide(
                id,
                new CounterStep.Decision(
                    verdict,
                    oldLast,
                    newFirst,
                    body.text("why"),
                    registry.now(),
                    Callers.of(ctx).name()));
    book.look(datastream, decided.at(), decided.at());
    ctx.json(decided);
  }

  /** What is said must fit both readings: else less or more would be counted than was meant. */
  private static void requireFits(
      CounterStep step,
      @Nullable Counter counter,
      Verdict verdict,
      @Nullable Decimal oldLast,
      @Nullable Decimal newFirst) {
    BigDecimal was = step.was().toBigDecimal();
    BigDecimal became = step.became().toBigDecimal();
    if (verdict == Verdict.WRAPPED && became.compareTo(was) >= 0) {
      throw new RuleException(
          "verdict",
          "cannot be wrapped: the reading did not fall",
          verdict.text(),
          "counter-verdict-rise");
    }
    if (verdict == Verdict.RIGHT && became.compareTo(was) < 0) {
      throw new RuleException(
          "verdict",
          "cannot be right: a counter does not fall; say replaced, wrapped or faulty",
          verdict.text(),
          "counter-verdict-fall");
    }
    if (oldLast != null && oldLast.toBigDecimal().compareTo(was) < 0) {
      throw new RuleException(
          "oldLast",
          "must be at least %s, as the old meter showed".formatted(was),
          oldLast,
          "old-last-low");
    }
    Decimal width = counter == null ? null : counter.wrapsAt();
    // A width that the old reading does not fit was entered for the new meter.
    if (oldLast != null
        && width != null
        && step.was().compareTo(width) < 0
        && oldLast.compareTo(width) >= 0) {
      throw new RuleException(
          "oldLast",
          "must be below %s, where the old meter began again at 0".formatted(width),
          oldLast,
          "old-last-high");
    }
    if (newFirst != null && newFirst.unscaled() < 0) {
      throw new RuleException(
          "newFirst", "must not be below 0: no meter shows that", newFirst, "new-first-low");
    }
    if (newFirst != null && newFirst.toBigDecimal().compareTo(became) > 0) {
      throw new RuleException(
          "newFirst",
          "must be at most %s, as the new meter shows".formatted(became),
          newFirst,
          "new-first-high");
    }
  }
}
