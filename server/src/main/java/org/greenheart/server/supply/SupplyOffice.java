// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supply;

import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.accounts.About;
import org.greenheart.server.accounts.Right;
import org.greenheart.server.api.Routes;
import org.greenheart.server.places.ImportRoutes;
import org.greenheart.server.places.PlaceImport;
import org.greenheart.storage.registry.Registry;

/** All of trade between buyers and suppliers, started. Thread-safe. */
public final class SupplyOffice implements AutoCloseable {
  private final Registry registry;
  private final SupplyWatch watch;

  private SupplyOffice(Registry registry, SupplyWatch watch) {
    this.registry = registry;
    this.watch = watch;
  }

  public static SupplyOffice start(Registry registry, InstantSource clock) {
    return new SupplyOffice(registry, SupplyWatch.start(registry, clock));
  }

  public List<Routes> routes() {
    return List.of(
        new SupplyRoutes(registry),
        new TradeRoutes(registry),
        new StockRoutes(registry),
        new LotRoutes(registry),
        new PrefixRoutes(registry),
        new ImportRoutes(
            "/api/supply/import",
            Right.TRADE,
            About.WHAT_IS_SEEN,
            new PlaceImport(registry),
            ctx -> {
              Seats seats = Seats.of(ctx);
              return List.of(OrderSheet.of(seats), StockSheet.of(seats), ProductSheet.of(seats));
            }));
  }

  @Override
  public void close() {
    watch.close();
  }
}
