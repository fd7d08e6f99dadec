// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.ApiJson;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.LimitSwitch;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Limits: those in force on a day as known at an instant, which one counts for an outlet and why,
 * the history of each, and the ways to add, correct, switch and import them. Nothing here judges
 * anything again; the answers say what a person could order to be judged again.
 */
public final class LimitRoutes implements Routes {
  private static final int PAGE = 100;
  private static final int MOST = 1_000;
  private static final ObjectMapper MAPPER = ApiJson.mapper();

  private final Registry registry;
  private final OperatingLimits limits;
  private final LimitDesk desk;
  private final PlaceImport importer;

  public LimitRoutes(Registry registry, OperatingLimits limits) {
    this.registry = requireNonNull(registry, "registry is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.desk = new LimitDesk(registry);
    this.importer = new PlaceImport(registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/limits", this::list, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.get("/api/limits/choice", this::choice, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.get("/api/limits/template", LimitRoutes::template, Right.READ_RULES, About.NO_POINT);
    routes.get("/api/limits/{ref}/history", this::history, Right.READ_RULES, About.WHAT_IS_SEEN);
    routes.post("/api/limits", this::post, Right.KEEP_RULES, About.NO_POINT);
    routes.post("/api/limits/import", this::run, Right.KEEP_RULES, About.NO_POINT);
    routes.post("/api/limits/{ref}/switch", this::turn, Right.KEEP_RULES, About.NO_POINT);
  }

  private record Page(LocalDate day, int total, List<LimitView> limits) {}

  /** What holds on a day, also what is disabled. */
  private void list(Context ctx) {
    LimitsAtHand now = limits.atHand();
    LocalDate day = day(ctx);
    var knownAt = Params.time(ctx, "knownAt").orElse(null);
    Optional<OutletFacts> outlet = outlet(ctx);
    NamedLimits named = new NamedLimits();
    named.addAll(now.standards().named());
    List<Limit> held = new ArrayList<>(now.standards().book().at(day, knownAt));
    if (outlet.isPresent()) {
      StandardUses.OnDay applied = now.uses().of(outlet.get(), day);
      held.removeIf(
          limit -> applied.standards().stream().noneMatch(one -> one.names(limit.scope())));
      NamedLimits own = now.ofOutlet(outlet.get());
      named.addAll(own);
      held.addAll(0, LimitBook.of(own.list()).at(day, knownAt));
    }
    List<LimitView> views =
        held.stream()
            .map(limit -> LimitView.of(named.ref(limit), limit))
            .filter(view -> isAskedFor(ctx, view))
            .toList();
    int from = Params.text(ctx, "offset").map(text -> offset(text)).orElse(0);
    int most = (int) Params.number(ctx, "limit", PAGE, MOST);
    ctx.json(new Page(day, views.size(), views.stream().skip(from).limit(most).toList()));
  }

  private static int offset(String text) {
    try {
      return Math.max(0, Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw ApiException.badRequest(
          "number-unreadable", "offset (%s) must be a whole number".formatted(text));
    }
  }

  private static boolean isAskedFor(Context ctx, LimitView view) {
    return Params.text(ctx, "pollutant").map(text -> item(text).equals(view.item())).orElse(true)
        && Params.text(ctx, "level").map(view.level()::equals).orElse(true)
        && Params.text(ctx, "confidence").map(view.basis().confidence()::equals).orElse(true)
        && Params.text(ctx, "enabled")
            .map(text -> text.equals(String.valueOf(view.enabled())))
            .orElse(true)
        && Params.text(ctx, "origin")
            .map(text -> text.equals("shipped") == view.ref().startsWith("shipped-"))
            .orElse(true)
        && Params.text(ctx, "q")
            .map(text -> contains(view, text.toLowerCase(Locale.ROOT)))
            .orElse(true);
  }

  private static boolean contains(LimitView view, String word) {
    return Stream.of(view.standard(), view.item(), view.itemZh(), view.code(), view.condition())
        .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(word));
  }

  private static String item(String text) {
    return Items.shipped().find(text).orElse(text);
  }

  private LocalDate day(Context ctx) {
    return Params.text(ctx, "day")
        .map(text -> LimitForm.day("day", text))
        .orElseGet(() -> LocalDate.ofInstant(registry.now(), HeldStretches.BEIJING));
  }

  /** The outlet asked for by its name, or by a point that stands at it. */
  private Optional<OutletFacts> outlet(Context ctx) {
    Optional<OutletFacts> outlet =
        Params.text(ctx, "outlet")
            .map(name -> registry.read(tables -> OutletNames.find(tables, name)))
            .or(
                () ->
                    Params.optionalNumber(ctx, "thing")
                        .map(
                            thing ->
                                limits
                                    .atHand()
                                    .outletOf(thing)
                                    .orElseThrow(() -> atNoOutlet(thing))));
    outlet.ifPresent(one -> requireSeen(ctx, one));
    return outlet;
  }

  private static RuleException atNoOutlet(long thing) {
    return new RuleException("thing", "stands at no outlet", thing, "point-no-outlet");
  }

  /** Who may not see an outlet is told that there is none. */
  private static void requireSeen(Context ctx, OutletFacts outlet) {
    if (!Callers.sight(ctx).seesEnterprise(outlet.enterprise().id())) {
      throw new RuleException("outlet", "is not registered", outlet.key(), "unknown-outlet");
    }
  }

  /**
   * Which limit counts.
   *
   * @param none why there is none; null when there is one
   */
  private record Choice(
      LocalDate day,
      @Nullable String outlet,
      @Nullable String outletName,
      @Nullable ChoiceView choice,
      AlarmWhyRoutes.@Nullable LawView law,
      @Nullable String none) {}

  private void choice(Context ctx) {
    LocalDate day = day(ctx);
    OutletFacts outlet =
        outlet(ctx)
            .orElseThrow(() -> new RuleException("outlet", "must be given", "", "field-missing"));
    String code =
        Params.text(ctx, "pollutant")
            .orElseThrow(
                () -> new RuleException("pollutant", "must be given", "", "field-missing"));
    try {
      Averaging averaging = Averaging.parse(Params.text(ctx, "interval").orElse("1h"));
      OutletLimits book =
          limits.atHand().limits(outlet, code, averaging, Params.text(ctx, "unit").orElse(""));
      ChosenLimit chosen = book.choose(day);
      LegalFrame.Law law =
          LegalFrame.at(chosen.choice().value().limit().scope().medium().matter(), day);
      ctx.json(
          new Choice(
              day,
              outlet.key(),
              outlet.outlet().name(),
              book.view(chosen),
              AlarmWhyRoutes.LawView.of(law),
              null));
    } catch (LawException e) {
      if (e.code() == LawException.Code.OUT_OF_RANGE) {
        throw new RuleException(
            e.field(),
            String.valueOf(e.getMessage()),
            ctx.queryParam(e.field()),
            "limit-averaging");
      }
      ctx.json(new Choice(day, outlet.key(), outlet.outlet().name(), null, null, e.getMessage()));
    }
  }

  /** All entries that could hold in a limit's place, the newest first. */
  private void history(Context ctx) {
    String ref = ctx.pathParam("ref");
    LimitsAtHand now = limits.atHand();
    Optional<OutletFacts> outlet = outlet(ctx);
    NamedLimits named = outlet.map(now::ofOutlet).orElseGet(() -> now.standards().named());
    Limit limit =
        named.list().stream()
            .filter(one -> named.ref(one).equals(ref))
            .findFirst()
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "limit-not-found", "limit (%s) does not exist".formatted(ref)));
    List<Limit> entries = LimitBook.of(named.list()).history(limit);
    ctx.json(entries.reversed().stream().map(one -> LimitView.of(named.ref(one), one)).toList());
  }

  /** A change of limits, and what judging again would be about. */
  private record Written(@JsonUnwrapped LimitView limit, Affected affected) {}

  private void post(Context ctx) {
    JsonNode body = body(ctx);
    LimitForm form = new LimitForm(field -> text(body, field));
    String author = Callers.of(ctx).name();
    Limit kept = desk.write(form, author);
    long id = registry.limits().operatorLimits().getLast().id();
    ctx.status(201).json(new Written(LimitView.of(LimitRefs.operator(id), kept), affected(kept)));
  }

  private Affected affected(Limit limit) {
    return Affected.by(limit, limits.atHand(), registry, registry.now());
  }

  private void turn(Context ctx) {
    JsonNode body = body(ctx);
    String ref = ctx.pathParam("ref");
    boolean on =
        text(body, "enabled")
            .filter(word -> word.equals("true") || word.equals("false"))
            .map(Boolean::valueOf)
            .orElseThrow(
                () ->
                    new RuleException(
                        "enabled", "must be true or false", body.get("enabled"), "field-missing"));
    String author = Callers.of(ctx).name();
    LimitSwitch kept = desk.turn(ref, on, text(body, "reason").orElse(""), author);
    NamedLimits named = limits.atHand().standards().named();
    Limit limit =
        named.list().stream()
            .filter(one -> named.ref(one).equals(kept.limit()))
            .reduce((earlier, later) -> later)
            .orElseThrow();
    ctx.json(new Written(LimitView.of(ref, limit), affected(limit)));
  }

  private static void template(Context ctx) {
    ctx.contentType("text/csv; charset=utf-8")
        .header("Content-Disposition", "attachment; filename=\"limits.csv\"")
        .result(LimitSheet.of("").template());
  }

  private void run(Context ctx) throws IOException {
    ImportRoutes.run(ctx, LimitSheet.of(Callers.of(ctx).name()), importer);
  }

  static JsonNode body(Context ctx) {
    try {
      JsonNode body = MAPPER.readTree(ctx.body());
      if (body != null && body.isObject()) {
        return body;
      }
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest(
          "json-broken", "the body is no JSON: " + e.getOriginalMessage());
    }
    throw ApiException.badRequest("json-broken", "the body must be a JSON object");
  }

  static Optional<String> text(JsonNode body, String field) {
    JsonNode node = body.get(field);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      throw new RuleException(field, "must be a text, a number or a flag", node, "field-type");
    }
    return Optional.of(node.isNumber() ? JsonBody.plain(field, node) : node.asText());
  }
}
