// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import java.time.InstantSource;
import java.util.List;
import org.greenheart.server.api.Routes;
import org.greenheart.server.api.ServerFacts;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;

/** Puts the evidence together. */
public final class EvidenceDesk {
  private EvidenceDesk() {}

  /**
   * All routes of the evidence.
   *
   * @param facts with the data folder, held by this process
   */
  public static List<Routes> routes(
      Registry registry,
      Telemetry telemetry,
      EvidenceLimits limits,
      ServerFacts facts,
      InstantSource clock) {
    EvidenceStore store = new EvidenceStore(facts.data());
    SealKeeper keeper = new SealKeeper(facts.data());
    PackMaker maker =
        new PackMaker(telemetry, store, limits, facts.version(), facts.place(), clock);
    return List.of(
        new EvidenceRoutes(registry, store, limits),
        new NoteRoutes(registry),
        new PackRoutes(registry, maker, store, keeper),
        new PdfRoutes(registry, telemetry, store, keeper, facts.place()),
        new ResultRoutes(registry));
  }
}
