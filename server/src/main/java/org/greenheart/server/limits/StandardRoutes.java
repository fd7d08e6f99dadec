// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.StandardUse;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET} and {@code POST /api/limits/standards}: where which standard has to be kept, as
 * operators say it. Nothing is edited; a later record for the same place and standard counts.
 */
public final class StandardRoutes implements Routes {
  private final Registry registry;
  private final OperatingLimits limits;
  private final LimitDesk desk;

  public StandardRoutes(Registry registry, OperatingLimits limits) {
    this.registry = requireNonNull(registry, "registry is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.desk = new LimitDesk(registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/limits/standards", this::list, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.get("/api/limits/standards/in-use", this::inUse, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.post("/api/limits/standards", this::post, Right.KEEP_RULES, About.NO_POINT);
  }

  private record View(
      long id,
      String scope,
      String target,
      String medium,
      String standard,
      StandardUse.Which which,
      @Nullable LocalDate built,
      boolean merged,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      boolean applies,
      String author,
      String reason,
      Instant recorded) {
    static View of(StandardUse use) {
      return new View(
          use.id(),
          use.scope().text(),
          use.target(),
          use.medium().text(),
          use.standard(),
          use.which(),
          use.built(),
          use.merged(),
          use.from(),
          use.to(),
          use.applies(),
          use.author(),
          use.reason(),
          use.recorded());
    }
  }

  private void list(Context ctx) {
    Sight sight = Callers.sight(ctx);
    List<StandardUse> uses =
        registry.read(
            tables ->
                tables.limits().uses().reversed().stream()
                    .filter(use -> isSeen(use, sight, tables))
                    .toList());
    ctx.json(uses.stream().map(View::of).toList());
  }

  /** What is said of one outlet or enterprise alone is for those who see it. */
  private static boolean isSeen(StandardUse use, Sight sight, Tables tables) {
    return sight.isEverything()
        || switch (use.scope()) {
          case OUTLET ->
              tables
                  .places()
                  .outlets()
                  .find(Long.parseLong(use.target()))
                  .map(outlet -> sight.seesEnterprise(outlet.enterprise()))
                  .orElse(false);
          case ENTERPRISE -> sight.seesEnterprise(Long.parseLong(use.target()));
          case AREA, INDUSTRY, ALL -> true;
        };
  }

  /** On a day, of the outlets that the caller sees. */
  private void inUse(Context ctx) {
    LocalDate day =
        Params.text(ctx, "day")
            .map(text -> LimitForm.day("day", text))
            .orElseGet(() -> LocalDate.ofInstant(registry.now(), HeldStretches.BEIJING));
    Sight sight = Callers.sight(ctx);
    List<OutletFacts> outlets =
        registry.read(
            tables ->
                tables.places().outlets().list().stream()
                    .flatMap(outlet -> OutletFacts.read(tables.places(), outlet.id()).stream())
                    .filter(outlet -> sight.seesEnterprise(outlet.enterprise().id()))
                    .toList());
    ctx.json(StandardsInUse.on(day, limits.atHand(), outlets));
  }

  private void post(Context ctx) {
    JsonNode body = LimitRoutes.body(ctx);
    StandardUse.Scope scope = StandardUse.Scope.ofText(word(body, "scope").orElse("outlet"));
    String target = word(body, "target").orElse("");
    Optional<OutletFacts> outlet =
        scope == StandardUse.Scope.OUTLET
            ? Optional.of(registry.read(tables -> OutletNames.find(tables, target)))
            : Optional.empty();
    StandardUse use =
        new StandardUse(
            0,
            scope,
            outlet.map(one -> String.valueOf(one.outlet().id())).orElse(target),
            outlet.map(one -> one.outlet().medium()).orElseGet(() -> medium(body)),
            word(body, "standard")
                .orElseThrow(
                    () -> new RuleException("standard", "must be given", "", "field-missing")),
            new StandardUse.Which(
                word(body, "point").orElse(""),
                word(body, "grade").orElse(""),
                word(body, "facility").orElse(""),
                word(body, "fuel").orElse(""),
                word(body, "region").orElse(""),
                word(body, "condition").orElse("")),
            day(body, "built"),
            word(body, "merged").map(Boolean::valueOf).orElse(false),
            day(body, "validFrom"),
            day(body, "validTo"),
            word(body, "applies").map(Boolean::valueOf).orElse(true),
            Callers.of(ctx).name(),
            word(body, "reason").orElse(""),
            registry.now());
    ctx.status(201).json(View.of(desk.apply(use)));
  }

  private static Medium medium(JsonNode body) {
    return switch (word(body, "medium").orElse("air")) {
      case "air" -> Medium.AIR;
      case "water" -> Medium.WATER;
      default ->
          throw new RuleException(
              "medium", "must be air or water", body.get("medium"), "word-unknown");
    };
  }

  private static Optional<String> word(JsonNode body, String field) {
    return LimitRoutes.text(body, field).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static @Nullable LocalDate day(JsonNode body, String field) {
    Optional<String> text = word(body, field);
    return text.isEmpty() ? null : LimitForm.day(field, text.get());
  }
}
