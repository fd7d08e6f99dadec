// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Optional;
import org.greenheart.protocols.hj212.Factor;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;

/** {@code /api/factors?codes=a21026,w01018}: what codes are called; unknown ones are left out. */
final class FactorRoutes implements Routes {
  private static final int MOST = 1_000;

  private final FactorTable factors;

  FactorRoutes(FactorTable factors) {
    this.factors = requireNonNull(factors, "factors is null");
  }

  @Override
  public void register(RoutesConfig routes) {
    routes.get("/api/factors", this::factors, Right.LOGGED_IN, About.NO_POINT);
  }

  private void factors(Context ctx) {
    String codes = Optional.ofNullable(ctx.queryParam("codes")).orElse("");
    ctx.json(
        Arrays.stream(codes.split(",", MOST))
            .flatMap(code -> factors.find(code).map(factor -> view(code, factor)).stream())
            .toList());
  }

  private static FactorView view(String code, Factor factor) {
    return new FactorView(code, new LocalizedName(factor.zh(), factor.en()), factor.unit());
  }

  record FactorView(String code, LocalizedName name, String unit) {}
}
