// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.footprints.FootprintDesk.Own;
import org.greenheart.server.supply.Found;
import org.greenheart.server.supply.Seats;
import org.greenheart.storage.registry.Footprint;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyProduct;
import org.jspecify.annotations.Nullable;

/** {@code /api/footprints}: what is said of lots and products, and saying it. */
final class FootprintRoutes implements Routes {
  private static final int MOST = 200;
  private static final List<String> TYPED = List.of("kilograms", "primaryShare", "mass");
  private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private final Registry registry;
  private final FootprintDesk desk;

  /**
   * @param carbon of what the works of this server made
   */
  FootprintRoutes(Registry registry, CarbonOfLot carbon, PactEvents events) {
    this.registry = requireNonNull(registry, "registry is null");
    this.desk = new FootprintDesk(carbon, events);
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/footprints", this::list, Right.READ_SUPPLY, About.WHAT_IS_SEEN);
    routes.post("/api/footprints", this::say, Right.TRADE, About.WHAT_IS_SEEN);
  }

  private void list(Context ctx) {
    Seats seats = Seats.of(ctx);
    Long lot = Params.optionalNumber(ctx, "lot").orElse(null);
    long before = Params.optionalNumber(ctx, "before").orElse(Long.MAX_VALUE);
    int limit = (int) Params.number(ctx, "limit", MOST, MOST);
    List<Footprint> footprints =
        registry.read(tables -> SeenFootprints.newest(tables, seats, lot, before, limit));
    ctx.json(footprints.stream().map(each -> View.of(seats, each)).toList());
  }

  /** How a footprint comes about; each way has fields of its own. */
  private enum Way {
    DECLARED,
    METERED,
    SUMMED;

    static Way of(String word) {
      for (Way way : values()) {
        if (way.name().toLowerCase(Locale.ROOT).equals(word)) {
          return way;
        }
      }
      throw new RuleException("way", "must be declared, metered or summed", word, "footprint-way");
    }
  }

  private void say(Context ctx) {
    Seats seats = Seats.of(ctx);
    JsonBody body = JsonBody.of(ctx);
    Way way = Way.of(body.text("way"));
    Target target = target(seats, body);
    Instant from = start(target.from());
    Instant to = start(target.to().plusDays(1));
    Own own =
        switch (way) {
          case DECLARED -> declared(body);
          case METERED -> metered(body, target, from, to);
          case SUMMED ->
              body.optionalDecimal("kilograms").isPresent()
                  ? declared(body)
                  : desk.metered(target.product(), from, to);
        };
    Footprint made =
        registry.write(
            tables ->
                switch (way) {
                  case DECLARED ->
                      desk.say(
                          tables,
                          target.product(),
                          target.lot(),
                          own,
                          Footprint.Source.DECLARED,
                          from,
                          to);
                  case METERED ->
                      desk.say(
                          tables,
                          target.product(),
                          target.lot(),
                          own,
                          Footprint.Source.METERED,
                          from,
                          to);
                  case SUMMED -> desk.sum(tables, target.product(), summed(target), own, from, to);
                });
    ctx.status(201).json(View.of(seats, made));
  }

  /** What the meters say is not typed: a typed figure would pass for a measured one. */
  private Own metered(JsonBody body, Target target, Instant from, Instant to) {
    for (String field : TYPED) {
      BigDecimal given = body.optionalDecimal(field).orElse(null);
      if (given != null) {
        throw new RuleException(
            field, "must not be given: it comes from the meters", given, "footprint-typed");
      }
    }
    return desk.metered(target.product(), from, to);
  }

  private static SupplyLot summed(Target target) {
    SupplyLot lot = target.lot();
    if (lot == null) {
      throw new RuleException(
          "lot", "must be given: a lot has inputs", "", "footprint-lot-missing");
    }
    return lot;
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(BEIJING).toInstant();
  }

  private static LocalDate day(JsonBody body, String field) {
    LocalDate day = body.day(field);
    if (day.getYear() < 1900 || day.getYear() > 9998) {
      throw new RuleException(
          field, "must be a day of the years 1900 to 9998", day, "footprint-period");
    }
    return day;
  }

  /** What a footprint is of, and of which days. */
  private record Target(
      SupplyProduct product, @Nullable SupplyLot lot, LocalDate from, LocalDate to) {}

  private Target target(Seats seats, JsonBody body) {
    boolean isOfLot = body.optionalDecimal("lot").isPresent();
    return registry.read(
        tables -> {
          if (!isOfLot) {
            return new Target(
                Found.product(tables, seats, body.number("product")),
                null,
                day(body, "from"),
                day(body, "to"));
          }
          SupplyLot lot = Found.lot(tables, seats, body.number("lot"));
          SupplyProduct product = tables.supply().product(lot.product()).orElseThrow();
          if (!seats.holds(product.owner())) {
            throw new ApiException(
                403, "footprint-others", "the footprint of a lot is said by who made it");
          }
          return new Target(product, lot, lot.madeFrom(), lot.madeTo());
        });
  }

  private static Own declared(JsonBody body) {
    BigDecimal mass = body.optionalDecimal("mass").orElse(null);
    if (mass != null && mass.signum() < 0) {
      throw new RuleException("mass", "must be 0 or more", mass, "quantity-range");
    }
    return new Own(
        body.decimal("kilograms"),
        body.optionalDecimal("primaryShare").orElse(null),
        body.text("boundary"),
        body.text("method"),
        mass);
  }

  /**
   * A footprint as pages read it.
   *
   * @param working line by line, for its owner: it tells of inputs and of how much was made
   */
  record View(
      String id,
      long owner,
      long product,
      @Nullable Long lot,
      BigDecimal kilograms,
      @Nullable BigDecimal primaryShare,
      String boundary,
      String method,
      Instant from,
      Instant to,
      String source,
      List<String> working,
      boolean active,
      @Nullable String preceding,
      Instant made) {
    static View of(Seats seats, Footprint footprint) {
      return new View(
          footprint.uuid(),
          footprint.owner(),
          footprint.product(),
          footprint.lot(),
          footprint.kilograms(),
          footprint.primaryShare(),
          footprint.boundary(),
          footprint.method(),
          footprint.from(),
          footprint.to(),
          footprint.source().name().toLowerCase(Locale.ROOT),
          seats.holds(footprint.owner()) ? Working.read(footprint.working()).lines() : List.of(),
          footprint.active(),
          footprint.preceding(),
          footprint.made());
    }
  }
}
