// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.tax;

import java.util.List;

/**
 * What the server itself knows of what went out of the outlets. Immutable.
 *
 * @param monitored by monitors
 * @param sampled by laboratories, where no monitor tells it
 */
public record KnownMonths(List<MonitoredMonth> monitored, List<SampledMonth> sampled) {
  public static final KnownMonths NONE = new KnownMonths(List.of(), List.of());

  public KnownMonths {
    monitored = List.copyOf(monitored);
    sampled = List.copyOf(sampled);
  }
}
