// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.util.List;
import org.greenheart.server.api.Routes;
import org.greenheart.server.cases.CaseOpening;
import org.greenheart.storage.registry.Registry;

/** All of the tax supervision. */
public final class TaxSupervision {
  private TaxSupervision() {}

  /**
   * @param cases in which clues go on
   * @param amounts that the server itself has monitored
   */
  public static List<Routes> routes(Registry registry, CaseOpening cases, Amounts amounts) {
    return List.of(
        new SupervisionRoutes(registry, new ClueRun(registry, amounts)),
        new ClueDesk(registry, cases),
        new ListRoutes(registry),
        new TaxExport(registry));
  }
}
