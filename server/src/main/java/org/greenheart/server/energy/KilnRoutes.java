// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Callers;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.accounts.Sight;
import org.greenheart.server.api.ApiException;
import org.greenheart.server.api.JsonBody;
import org.greenheart.server.api.Params;
import org.greenheart.server.api.Routes;
import org.greenheart.server.production.Fields;
import org.greenheart.storage.registry.EnergyConsent;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.telemetry.Telemetry;

/** The page of a kiln or line, that of a park, and who agreed to stand on it by name. */
final class KilnRoutes implements Routes {
  private final Registry registry;
  private final Telemetry telemetry;
  private final MeterReadings readings;

  KilnRoutes(Registry registry, Telemetry telemetry, MeterReadings readings) {
    this.registry = requireNonNull(registry, "registry is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.readings = requireNonNull(readings, "readings is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    String works = "/api/enterprises/{id}";
    routes.get(works + "/kilns/{unit}", this::kiln, Right.READ_ENERGY, About.ENTERPRISE);
    routes.get(works + "/consents", this::consents, Right.READ_ENERGY, About.ENTERPRISE);
    routes.post(works + "/consents", this::consent, Right.KEEP_ENERGY, About.ENTERPRISE);
    routes.get("/api/energy/park", this::park, Right.READ_PLACES, About.WHAT_IS_SEEN);
  }

  private void kiln(Context ctx) {
    long enterprise = Params.number(ctx, "id");
    long unit = Params.number(ctx, "unit");
    int weeks = weeks(ctx);
    ctx.json(
        registry.read(
            tables ->
                tables
                    .production()
                    .units()
                    .find(unit)
                    .filter(found -> found.enterprise() == enterprise)
                    .map(found -> KilnPage.of(tables, readings, telemetry, found, weeks))
                    .orElseThrow(
                        () ->
                            ApiException.notFound(
                                "unit-not-found", "unit (%s) does not exist".formatted(unit)))));
  }

  private static int weeks(Context ctx) {
    long weeks = Params.optionalNumber(ctx, "weeks").orElse((long) KilnPage.USUAL_WEEKS);
    if (weeks < 1 || weeks > KilnPage.MOST_WEEKS) {
      throw new RuleException(
          "weeks", "must be from 1 to %s".formatted(KilnPage.MOST_WEEKS), weeks, "weeks-range");
    }
    return (int) weeks;
  }

  private void consents(Context ctx) {
    ctx.json(registry.energy().consents(Params.number(ctx, "id")));
  }

  private void consent(Context ctx) {
    JsonBody body = JsonBody.of(ctx);
    boolean agreed = body.flag("agreed");
    Fields fields = Fields.of(body);
    String author = Callers.of(ctx).signature(fields.find("author").orElse(null));
    EnergyConsent kept =
        registry
            .energy()
            .record(
                new EnergyConsent(
                    Params.number(ctx, "id"),
                    agreed,
                    author,
                    Instant.EPOCH,
                    fields.find("why").orElse(null)));
    ctx.status(201).json(kept);
  }

  private void park(Context ctx) {
    Long area = Params.optionalNumber(ctx, "area").orElse(null);
    Sight sight = Callers.sight(ctx);
    boolean reads = Callers.of(ctx).may(Right.READ_ENERGY) && !sight.isEverything();
    ctx.json(
        registry.read(
            tables ->
                ParkPage.of(
                    tables,
                    readings,
                    area,
                    EnergyRoutes.month(ctx, tables.now()),
                    enterprise -> reads && sight.seesEnterprise(enterprise))));
  }
}
