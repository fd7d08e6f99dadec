// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;
import java.util.stream.Stream;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.server.production.Fields;
import org.greenheart.server.production.Periods;
import org.greenheart.server.production.WorksSheet;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.EnergyEntry;
import org.greenheart.storage.registry.EnergyMeter;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** {@code /api/enterprises/{id}}: meters, bills and the balance of energy. */
final class EnergyRoutes implements Routes {
  private static final Duration USUAL = Duration.ofDays(731);
  private static final int MOST = 2_000;

  private final Registry registry;
  private final MeterReadings readings;
  private final PlaceImport importer;

  EnergyRoutes(Registry registry, MeterReadings readings) {
    this.registry = requireNonNull(registry, "registry is null");
    this.readings = requireNonNull(readings, "readings is null");
    this.importer = new PlaceImport(registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    String works = "/api/enterprises/{id}";
    routes.get("/api/energy/carriers", EnergyRoutes::carriers, Right.LOGGED_IN, About.NO_POINT);
    routes.get(works + "/energy", this::balance, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/meters", this::meters, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/meters/choices", this::streams, Right.READ_ENERGY, About.ENTERPRISE);
    routes.post(works + "/meters", this::addMeter, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.post(works + "/meters/{meter}/end", this::endMeter, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.get(works + "/bills", this::bills, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/bills/{bill}/history", this::history, Right.READ_ENERGY, About.ENTERPRISE);
    routes.post(works + "/bills", this::addBill, Right.KEEP_ENERGY, About.ENTERPRISE);
    WorksSheet.register(routes, works + "/bills/import", importer, EnergySheet::of);
  }

  private record CarrierView(String word, String zh, String unit, String kind) {}

  private static void carriers(Context ctx) {
    ctx.json(
        Stream.of(EnergyCarrier.values())
            .map(
                carrier ->
                    new CarrierView(
                        carrier.word(),
                        carrier.zh(),
                        carrier.unit(),
                        carrier.kind().name().toLowerCase(Locale.ROOT)))
            .toList());
  }

  private void balance(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              TimeRange range = range(ctx, tables.now());
              int year =
                  LocalDate.ofInstant(Micros.toInstant(range.fromMicros()), Periods.BEIJING)
                      .getYear();
              return BalanceView.of(
                  EnergyBalance.of(tables, readings, enterprise, range),
                  count(tables, enterprise, year));
            }));
  }

  static CarbonCount count(Tables tables, long enterprise, int year) {
    return new CarbonCount(CarbonChoices.of(year, tables.energy().choices(enterprise, year)));
  }

  /** {@code from} and {@code to}, or a {@code month}; the present month without either. */
  private static TimeRange range(Context ctx, Instant now) {
    if (Params.text(ctx, "from").isPresent() || Params.text(ctx, "to").isPresent()) {
      Instant from = Periods.from("from", Params.text(ctx, "from").orElse(""));
      Instant to = Periods.to("to", Params.text(ctx, "to").orElse(""));
      if (!from.isBefore(to)) {
        throw new RuleException(
            "to", "must be after from (%s)".formatted(from), to, "period-order");
      }
      return TimeRange.of(from, to);
    }
    return Periods.month(month(ctx, now));
  }

  static YearMonth month(Context ctx, Instant now) {
    return Params.text(ctx, "month")
        .map(Periods::month)
        .orElseGet(() -> YearMonth.from(now.atZone(Periods.BEIJING)));
  }

  private void meters(Context ctx) {
    ctx.json(
        registry.energy().meters(Params.number(ctx, "id")).stream().map(MeterView::of).toList());
  }

  private record MeterView(
      long id,
      long unit,
      long product,
      String carrier,
      String tariff,
      long datastream,
      String way,
      Decimal factor,
      Instant from,
      @Nullable Instant to,
      String author) {
    static MeterView of(EnergyMeter meter) {
      return new MeterView(
          meter.id(),
          meter.unit(),
          meter.product(),
          meter.carrier(),
          meter.tariff(),
          meter.datastream(),
          meter.way().text(),
          meter.factor(),
          meter.from(),
          meter.to(),
          meter.author());
    }
  }

  /** What could be a meter. */
  private record StreamView(long number, String name, String unit, String interval) {}

  private void streams(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables ->
                tables.places().points().ofEnterprise(enterprise).stream()
                    .flatMap(thing -> tables.catalogue().datastreamsOf(thing).stream())
                    .filter(
                        stream ->
                            stream.interval() == Interval.HOUR
                                || stream.interval() == Interval.REALTIME
                                || stream.interval() == Interval.MINUTE)
                    .map(stream -> view(stream, tables))
                    .toList()));
  }

  private static StreamView view(Datastream stream, Tables tables) {
    String point =
        tables.catalogue().thing(stream.thing()).map(thing -> thing.name() + " ").orElse("");
    String symbol = stream.unit().symbol();
    return new StreamView(
        stream.number(),
        point + stream.name(),
        symbol == null ? "" : symbol,
        stream.interval().text());
  }

  private void addMeter(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Fields fields = Fields.of(JsonBody.of(ctx));
    String author = Callers.of(ctx).signature(fields.find("author").orElse(null));
    EnergyMeter meter =
        registry.write(
            tables ->
                tables
                    .energy()
                    .add(
                        new EnergyForm(tables, enterprise, author).meter(fields, readings::begin)));
    ctx.status(201).json(MeterView.of(meter));
  }

  private void endMeter(Context ctx) {
    Fields fields = Fields.of(JsonBody.of(ctx));
    ctx.json(
        MeterView.of(
            registry
                .energy()
                .end(
                    Params.number(ctx, "id"),
                    Params.number(ctx, "meter"),
                    Periods.from("to", fields.text("to")))));
  }

  /** Of the two years before {@code to}, unless {@code from} says otherwise; the newest first. */
  private void bills(Context ctx) {
    Instant to = Params.time(ctx, "to").orElse(registry.now().plus(Duration.ofDays(1)));
    Instant from = Params.time(ctx, "from").orElse(to.minus(USUAL));
    ctx.json(
        registry
            .energy()
            .entries(Params.number(ctx, "id"), TimeRange.of(from, to))
            .reversed()
            .stream()
            .limit(MOST)
            .toList());
  }

  private void history(Context ctx) {
    ctx.json(registry.energy().history(Params.number(ctx, "id"), Params.number(ctx, "bill")));
  }

  private void addBill(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Fields fields = Fields.of(JsonBody.of(ctx));
    String author = Callers.of(ctx).signature(fields.find("author").orElse(null));
    Change<EnergyEntry> change =
        registry.write(
            tables ->
                tables.energy().keep(new EnergyForm(tables, enterprise, author).bill(fields)));
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(change.row());
  }
}
