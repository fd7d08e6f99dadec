// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.greenheart.server.api.Routes;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.Registry;

/**
 * Events of lots: those that others capture, those that trade writes, and who is sent them.
 * Thread-safe.
 */
public final class EpcisDesk implements AutoCloseable {
  private final List<Routes> routes;
  private final TradeEvents trade;
  private final EventClient client;
  private final ExecutorService lanes;
  private final EventSubscriptions subscriptions;

  private EpcisDesk(
      List<Routes> routes,
      TradeEvents trade,
      EventClient client,
      ExecutorService lanes,
      EventSubscriptions subscriptions) {
    this.routes = List.copyOf(routes);
    this.trade = trade;
    this.client = client;
    this.lanes = lanes;
    this.subscriptions = subscriptions;
  }

  /**
   * @param data the folder of the key that seals tokens, in which the operator may have put a
   *     schema
   * @param privateAllowed whether subscribers may lie in the operator's own network
   */
  public static EpcisDesk start(
      Registry registry, Path data, boolean privateAllowed, InstantSource clock) {
    Tokens tokens = Tokens.open(data);
    EventClient client = new EventClient(privateAllowed);
    ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    EventSubscriptions subscriptions =
        new EventSubscriptions(registry, tokens, client, lanes, new ClockPause(clock), clock);
    subscriptions.start();
    return new EpcisDesk(
        List.of(
            new DiscoveryRoutes(),
            new CaptureRoutes(registry, data),
            new EpcisRoutes(registry),
            new TopLevelRoutes(registry),
            new QueryRoutes(registry),
            new SubscriptionRoutes(registry, tokens, client)),
        TradeEvents.start(registry, clock),
        client,
        lanes,
        subscriptions);
  }

  public List<Routes> routes() {
    return routes;
  }

  /** What is on its way is given up and sent by the next process. */
  @Override
  public void close() {
    subscriptions.close();
    client.close();
    lanes.shutdownNow();
    lanes.close();
    trade.close();
  }
}
