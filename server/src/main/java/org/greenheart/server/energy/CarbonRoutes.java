// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.greenheart.regulation.carbon.EnergyCarrier;
import org.greenheart.regulation.carbon.FuelFactors;
import org.greenheart.regulation.carbon.FuelTable;
import org.greenheart.regulation.carbon.Purchased;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.production.Fields;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.CarbonChoice;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;

/** {@code /api/enterprises/{id}/carbon/{year}}: the inventory, its choices and its workbook. */
final class CarbonRoutes implements Routes {
  private static final String XLSX =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  private static final int MONTHS = 12;

  private final Registry registry;
  private final MeterReadings readings;

  CarbonRoutes(Registry registry, MeterReadings readings) {
    this.registry = requireNonNull(registry, "registry is null");
    this.readings = requireNonNull(readings, "readings is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String works = "/api/enterprises/{id}";
    String year = works + "/carbon/{year}";
    routes.get("/api/carbon/choices", this::choices, Right.LOGGED_IN, About.NO_POINT);
    routes.get(year, this::inventory, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(year + "/inventory.xlsx", this::book, Right.READ_ENERGY, About.ENTERPRISE);
    routes.post(year + "/choices", this::choose, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.get(works + "/intensities", this::intensities, Right.READ_ENERGY, About.ENTERPRISE);
  }

  private record FamilyView(
      String family, String ncv, String cc, String of, String document, String confidence) {
    static FamilyView of(FuelFactors factors) {
      return new FamilyView(
          factors.family(),
          factors.ncv().toPlainString(),
          factors.cc().toPlainString(),
          factors.of().toPlainString(),
          factors.basis().shown().citation(),
          factors.basis().confidence().name().toLowerCase(Locale.ROOT));
    }
  }

  private record FuelView(String carrier, String fuel, List<FamilyView> families) {}

  /**
   * @param kgce for one unit, by the table
   */
  private record CoalView(String carrier, String unit, String kgce, String document) {}

  private record Choices(List<String> areas, List<FuelView> fuels, List<CoalView> coal) {}

  /** What can be chosen from. */
  private void choices(Context ctx) {
    LocalDate today = LocalDate.ofInstant(registry.now(), Periods.BEIJING);
    List<FuelView> fuels = new ArrayList<>();
    for (EnergyCarrier carrier : EnergyCarrier.values()) {
      carrier
          .fuel()
          .ifPresent(
              fuel ->
                  fuels.add(
                      new FuelView(
                          carrier.word(),
                          fuel,
                          FuelTable.of(fuel, today).stream().map(FamilyView::of).toList())));
    }
    List<CoalView> coal = new ArrayList<>();
    for (EnergyCarrier carrier : EnergyCarrier.values()) {
      carrier
          .coal(BigDecimal.ONE, today)
          .ifPresent(
              one ->
                  coal.add(
                      new CoalView(
                          carrier.word(),
                          carrier.unit(),
                          Exact.plain(one.value()).toPlainString(),
                          one.basis().shown().citation())));
    }
    ctx.json(new Choices(Purchased.areas(), fuels, coal));
  }

  private static int year(Context ctx) {
    long year = Params.number(ctx, "year");
    if (year < 2000 || year > 2100) {
      throw new RuleException("year", "must be from 2000 to 2100", year, "year-range");
    }
    return (int) year;
  }

  private void inventory(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    int year = year(ctx);
    ctx.json(registry.read(tables -> Inventory.of(tables, readings, enterprise, year)));
  }

  private void choose(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    int year = year(ctx);
    Fields fields = Fields.of(JsonBody.of(ctx));
    String item = fields.text("item");
    String value = fields.find("value").orElse("");
    CarbonChoices.check(year, item, value);
    CarbonChoices.productOf(item).ifPresent(code -> requireProduct(enterprise, code, item));
    String author = Callers.of(ctx).signature(fields.find("author").orElse(null));
    CarbonChoice choice =
        registry
            .energy()
            .choose(new CarbonChoice(enterprise, year, item, value, author, Instant.EPOCH));
    ctx.json(choice);
  }

  private void requireProduct(long enterprise, String code, String item) {
    boolean isMade =
        registry.production().products().list().stream()
            .anyMatch(one -> one.enterprise() == enterprise && one.code().equals(code));
    if (!isMade) {
      throw new RuleException("item", "names no product of the works", item, "choice-item");
    }
  }

  private void book(Context ctx) throws IOException {
    long id = Params.number(ctx, "id");
    int year = year(ctx);
    String language = Params.text(ctx, "language").orElse("zh");
    InventoryBook book =
        registry.read(
            tables -> {
              Enterprise enterprise =
                  tables
                      .places()
                      .enterprises()
                      .find(id)
                      .orElseThrow(
                          () ->
                              ApiException.notFound(
                                  "enterprise-not-found",
                                  "enterprise (%s) does not exist".formatted(id)));
              List<InventoryBook.MonthSource> energy = new ArrayList<>();
              List<InventoryBook.MonthSource> output = new ArrayList<>();
              readMonths(tables, id, year, energy, output);
              return new InventoryBook(
                  enterprise, Inventory.of(tables, readings, id, year), energy, output);
            });
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    book.write(out, language, registry.now());
    ctx.contentType(XLSX)
        .header(
            "Content-Disposition",
            "attachment; filename=\"inventory-%s-%s.xlsx\"".formatted(id, year))
        .result(out.toByteArray());
  }

  /** What each month's figures rest on. */
  private void readMonths(
      Tables tables,
      long enterprise,
      int year,
      List<InventoryBook.MonthSource> energy,
      List<InventoryBook.MonthSource> output) {
    YearMonth now = YearMonth.from(tables.now().atZone(Periods.BEIJING));
    for (int month = 1; month <= MONTHS; month++) {
      YearMonth at = YearMonth.of(year, month);
      if (at.isAfter(now)) {
        break;
      }
      EnergyBalance balance = EnergyBalance.of(tables, readings, enterprise, Periods.month(at));
      for (CarrierUse use : balance.works().uses().values()) {
        String carrier = use.carrier().word();
        String unit = use.carrier().unit();
        use.sources()
            .forEach(
                source -> energy.add(new InventoryBook.MonthSource(at, carrier, unit, source)));
      }
      for (Made made : balance.made()) {
        String product = made.product().code();
        String unit = made.product().unit();
        made.sources()
            .forEach(
                source -> output.add(new InventoryBook.MonthSource(at, product, unit, source)));
      }
    }
  }

  private record MonthView(
      YearMonth month, boolean complete, List<BalanceView.ProductView> products) {}

  /** The products of each of the last twelve months: what the firm's own best is looked for in. */
  private void intensities(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              List<MonthView> months = new ArrayList<>();
              YearMonth last = EnergyRoutes.month(ctx, tables.now());
              for (YearMonth at = last.minusMonths(MONTHS - 1);
                  !at.isAfter(last);
                  at = at.plusMonths(1)) {
                EnergyBalance balance =
                    EnergyBalance.of(tables, readings, enterprise, Periods.month(at));
                CarbonCount count = EnergyRoutes.count(tables, enterprise, at.getYear());
                LocalDate day = at.atDay(1);
                List<BalanceView.ProductView> products =
                    ProductShares.of(balance, count, day).stream()
                        .map(figure -> BalanceView.ProductView.of(figure, day))
                        .toList();
                if (!products.isEmpty()) {
                  months.add(new MonthView(at, balance.isComplete(), products));
                }
              }
              return months;
            }));
  }
}
