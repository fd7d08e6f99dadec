// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.footprints;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.greenheart.server.api.Routes;
import org.greenheart.server.energy.CarbonOfLot;
import org.greenheart.server.vault.Vault;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.storage.registry.Registry;

/** Footprints, and their exchange with other systems, started. Thread-safe. */
public final class FootprintOffice implements AutoCloseable {
  private final List<Routes> routes;
  private final PactClient client;
  private final PactSender sender;

  private FootprintOffice(List<Routes> routes, PactClient client, PactSender sender) {
    this.routes = List.copyOf(routes);
    this.client = client;
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
    PactSender sender = new PactSender(registry, secrets, client, new ClockPause(clock), clock);
    sender.start();
    return new FootprintOffice(
        List.of(
            new FootprintRoutes(registry, carbon, events),
            new PactRoutes(registry, events),
            new ExchangeRoutes(registry, events, secrets)),
        client,
        sender);
  }

  public List<Routes> routes() {
    return routes;
  }

  @Override
  public void close() {
    client.close();
    sender.close();
  }
}
