// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.production;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.carbon.EnergyQuota;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.OutputEntry;
import org.greenheart.storage.registry.Product;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.WorkUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/enterprises/{id}}: units (lines, kilns), products and what was made of them. POST
 * keeps a row by its code, or a batch by product and batch number; a correction of a batch says
 * why, and what it was stays in its history.
 */
public final class ProductionRoutes implements Routes {
  private static final Duration USUAL = Duration.ofDays(92);
  private static final int MOST = 2_000;

  private final Registry registry;
  private final PlaceImport importer;

  public ProductionRoutes(Registry registry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.importer = new PlaceImport(registry);
  }

  @Override
  public void register(RoutesConfig routes) {
    String works = "/api/enterprises/{id}";
    routes.get(works + "/production", this::page, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/outputs", this::outputs, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/outputs/history", this::history, Right.READ_ENERGY, About.ENTERPRISE);
    routes.post(works + "/units", this::unit, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.post(works + "/products", this::product, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.post(works + "/outputs", this::output, Right.KEEP_ENERGY, About.ENTERPRISE);
    WorksSheet.register(
        routes, works + "/units/import", importer, (enterprise, _) -> UnitSheet.of(enterprise));
    WorksSheet.register(
        routes,
        works + "/products/import",
        importer,
        (enterprise, _) -> ProductSheet.of(enterprise));
    WorksSheet.register(routes, works + "/outputs/import", importer, OutputSheet::of);
  }

  /**
   * @param quotas products that have an energy quota
   */
  private record Page(List<UnitView> units, List<Product> products, List<String> quotas) {}

  private void page(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    ctx.json(
        registry.read(
            tables -> {
              WorksBook works = new WorksBook(tables, enterprise);
              return new Page(
                  works.units().stream().map(UnitView::of).toList(),
                  works.products(),
                  EnergyQuota.products());
            }));
  }

  private record OutputView(
      long id,
      String product,
      String productName,
      String amountUnit,
      String unit,
      String batch,
      Instant from,
      Instant to,
      Decimal amount,
      Decimal qualified,
      boolean withdrawn,
      String author,
      Instant recorded,
      @Nullable String why) {
    static OutputView of(OutputEntry entry, WorksBook works) {
      Optional<Product> product = works.product(entry.product());
      return new OutputView(
          entry.id(),
          product.map(Product::code).orElse(""),
          product.map(Product::name).orElse(""),
          product.map(Product::unit).orElse(""),
          works.unitCode(entry.unit()),
          entry.batch(),
          entry.from(),
          entry.to(),
          entry.amount(),
          entry.qualified(),
          entry.withdrawn(),
          entry.author(),
          entry.recorded(),
          entry.why());
    }
  }

  private void outputs(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Instant to = Params.time(ctx, "to").orElse(registry.now().plus(Duration.ofDays(1)));
    Instant from = Params.time(ctx, "from").orElse(to.minus(USUAL));
    ctx.json(
        registry.read(
            tables -> {
              WorksBook works = new WorksBook(tables, enterprise);
              return tables
                  .production()
                  .outputs(enterprise, TimeRange.of(from, to))
                  .reversed()
                  .stream()
                  .limit(MOST)
                  .map(entry -> OutputView.of(entry, works))
                  .toList();
            }));
  }

  private void history(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    String code = Params.text(ctx, "product").orElse("");
    String batch = Params.text(ctx, "batch").orElse("");
    ctx.json(
        registry.read(
            tables -> {
              WorksBook works = new WorksBook(tables, enterprise);
              Product product = works.product("product", code);
              return tables.production().history(product.id(), batch).stream()
                  .map(entry -> OutputView.of(entry, works))
                  .toList();
            }));
  }

  private void unit(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Fields fields = Fields.of(JsonBody.of(ctx));
    Change<WorkUnit> change =
        registry.write(
            tables ->
                tables
                    .production()
                    .units()
                    .put(UnitForm.read(tables, new WorksBook(tables, enterprise), fields, null)));
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(UnitView.of(change.row()));
  }

  private void product(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Change<Product> change =
        registry
            .production()
            .products()
            .put(ProductForm.read(enterprise, Fields.of(JsonBody.of(ctx)), null));
    ctx.status(change.kind() == Change.Kind.ADDED ? 201 : 200).json(change.row());
  }

  private void output(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    Fields fields = Fields.of(JsonBody.of(ctx));
    String author = Callers.of(ctx).signature(fields.find("author").orElse(null));
    Kept kept =
        registry.write(
            tables -> {
              WorksBook works = new WorksBook(tables, enterprise);
              Change<OutputEntry> change =
                  tables
                      .production()
                      .keep(new OutputForm(works, author, tables.now()).read(fields));
              return new Kept(change.kind(), OutputView.of(change.row(), works));
            });
    ctx.status(kept.kind() == Change.Kind.ADDED ? 201 : 200).json(kept.view());
  }

  private record Kept(Change.Kind kind, OutputView view) {}
}
