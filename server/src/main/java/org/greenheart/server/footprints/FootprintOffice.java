// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.greenheart.server.api.Routes;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.vault.Vault;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.Registry;

/** Footprints, and their exchange with other systems, started. Thread-safe. */
public final class FootprintOffice implements AutoCloseable {
  private final List<Routes> routes;
  private final PactClient client;
  private final ExecutorService lanes;
  private final PactSender sender;

  private FootprintOffice(
      List<Routes> routes, PactClient client, ExecutorService lanes, PactSender sender) {
    this.routes = List.copyOf(routes);
    this.client = client;
    this.lanes = lanes;
    this.sender = sender;
  }

  /**
   * @param carbon of what the works of this server made
   * @param data the folder of the key that seals secrets
   * @param privateAllowed whether systems may lie in the operator's own network
   * @param publicUrl under which others reach this server
   */
  public static FootprintOffice start(
      Registry registry,
      CarbonOfLot carbon,
      Path data,
      boolean privateAllowed,
      Optional<URI> publicUrl,
      InstantSource clock) {
    PactEvents events = new PactEvents(publicUrl.map(URI::getAuthority).orElse("localhost"));
    PactSecrets secrets = new PactSecrets(Vault.open(data, "footprints"));
    PactClient client = new PactClient(privateAllowed);
    ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor();
    PactSender sender =
        new PactSender(registry, secrets, client, lanes, new ClockPause(clock), clock);
    sender.start();
    return new FootprintOffice(
        List.of(
            new FootprintRoutes(registry, carbon, events),
            new PactRoutes(registry, events),
            new ExchangeRoutes(registry, events, secrets)),
        client,
        lanes,
        sender);
  }

  public List<Routes> routes() {
    return routes;
  }

  /** What is on its way is given up and sent by the next process. */
  @Override
  public void close() {
    sender.close();
    client.close();
    lanes.shutdownNow();
    lanes.close();
  }
}
