// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.Routes;
import org.greenheart.storage.registry.Registry;

/** Events of lots: those that others capture, and those that trade writes. Thread-safe. */
public final class EpcisDesk implements AutoCloseable {
  private final Routes routes;
  private final TradeEvents trade;

  private EpcisDesk(Routes routes, TradeEvents trade) {
    this.routes = routes;
    this.trade = trade;
  }

  /**
   * @param data the folder in which the operator may have put a schema
   */
  public static EpcisDesk start(Registry registry, Path data, InstantSource clock) {
    return new EpcisDesk(new EpcisRoutes(registry, data), TradeEvents.start(registry, clock));
  }

  public List<Routes> routes() {
    return List.of(routes);
  }

  @Override
  public void close() {
    trade.close();
  }
}
