// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.TaxRates;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * {@code POST /api/enterprises/{id}/tax}: the tax of a month with its working; the same with {@code
 * .xlsx}: a draft of the declaration. Nothing is kept. {@code GET /api/tax/choices}: provinces
 * whose rates are known, and kinds of waste.
 */
public final class TaxRoutes implements Routes {
  private final Registry registry;
  private final MonthTax tax;
  private final InstantSource clock;

  public TaxRoutes(
      Registry registry,
      Telemetry telemetry,
      Supplier<? extends PointLimits> limits,
      LaboratoryResults laboratories,
      InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.tax = new MonthTax(registry, telemetry, limits::get, laboratories);
    this.clock = requireNonNull(clock, "clock is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get(
        "/api/tax/choices",
        ctx -> ctx.json(Map.of("provinces", TaxRates.provinces(), "wastes", SolidWasteTax.kinds())),
        Right.LOGGED_IN,
        About.NO_POINT);
    routes.post(
        "/api/enterprises/{id}/tax",
        ctx -> ctx.json(statement(ctx)),
        Right.READ_DATA,
        About.ENTERPRISE);
    routes.post("/api/enterprises/{id}/tax.xlsx", this::draft, Right.READ_DATA, About.ENTERPRISE);
  }

  private TaxStatement statement(Context ctx) {
    long id = Params.number(ctx, "id");
    Enterprise enterprise =
        registry
            .places()
            .enterprises()
            .find(id)
            .orElseThrow(
                () ->
                    ApiException.notFound(
                        "enterprise-not-found", "enterprise (%s) does not exist".formatted(id)));
    try {
      return tax.of(enterprise, TaxBody.read(ctx), Callers.sight(ctx)::sees, clock.instant());
    } catch (LawException e) {
      throw new ApiException(
          422,
          "law-" + e.code().name().toLowerCase(Locale.ROOT).replace('_', '-'),
          String.valueOf(e.getMessage()));
    }
  }

  private void draft(Context ctx) throws IOException {
    TaxStatement statement = statement(ctx);
    String language =
        Params.text(ctx, "language").filter(List.of("zh", "en")::contains).orElse("zh");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TaxDraft.write(statement, language, out);
    ctx.contentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .header(
            "Content-Disposition",
            "attachment; filename=\"tax-%s-%s.xlsx\""
                .formatted(statement.creditCode(), statement.month()))
        .result(out.toByteArray());
  }
}
