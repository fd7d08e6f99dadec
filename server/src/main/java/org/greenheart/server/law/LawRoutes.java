// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.law;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.greenheart.regulation.calculator.Calculator;
import org.greenheart.regulation.calculator.LawFunction;
import org.greenheart.regulation.calculator.Vocabulary;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Routes;

/**
 * {@code GET /api/law}: all functions with their JSON Schemas; {@code /api/law/words}: what their
 * words are called. {@code POST /api/law/air/iaqi}: computes. What cannot be computed is answered
 * with 422 (404 for an unknown function), a code, the field and a sentence; nothing is kept.
 */
public final class LawRoutes implements Routes {
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Supplier<Calculator> calculator;
  private final InstantSource clock;

  /**
   * @param calculator asked at each request: an operator may have changed a limit meanwhile
   */
  public LawRoutes(Supplier<Calculator> calculator, InstantSource clock) {
    this.calculator = requireNonNull(calculator, "calculator is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/law", this::list, Right.LOGGED_IN, About.NO_POINT);
    routes.get("/api/law/words", LawRoutes::words, Right.LOGGED_IN, About.NO_POINT);
    routes.get("/api/law/{family}/{function}", this::describe, Right.LOGGED_IN, About.NO_POINT);
    routes.post("/api/law/{family}/{function}", this::compute, Right.LOGGED_IN, About.NO_POINT);
  }

  private void list(Context ctx) {
    json(ctx, calculator.get().all().stream().map(LawFunction::describe).toList());
  }

  /** Names of the words that mean the same in every function: pollutants, fuels, provinces. */
  private static void words(Context ctx) {
    json(ctx, Vocabulary.shipped().json());
  }

  private void describe(Context ctx) {
    answer(ctx, () -> function(ctx).describe());
  }

  private void compute(Context ctx) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), BEIJING);
    answer(ctx, () -> function(ctx).apply(LawJson.read(ctx.body()), today));
  }

  private LawFunction function(Context ctx) {
    return calculator.get().function(ctx.pathParam("family") + "/" + ctx.pathParam("function"));
  }

  private static void answer(Context ctx, Supplier<Object> answer) {
    try {
      json(ctx, answer.get());
    } catch (LawException e) {
      ctx.status(e.code() == LawException.Code.UNKNOWN_FUNCTION ? 404 : 422);
      Map<String, String> error = new LinkedHashMap<>();
      error.put("code", "law-" + e.code().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      error.put("field", e.field());
      error.put("message", requireNonNull(e.getMessage(), "no message"));
      json(ctx, error);
    }
  }

  private static void json(Context ctx, Object value) {
    ctx.contentType("application/json; charset=utf-8").result(LawJson.line(value));
  }
}
