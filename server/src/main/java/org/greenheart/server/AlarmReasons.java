// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.api.HealthSource;

/**
 * Says on /health when shelves do not end and nobody is turned to.
 *
 * @param failure of the keeper of alarms; empty when it gets on
 */
record AlarmReasons(Supplier<Optional<String>> failure) implements HealthSource {
  @Override
  public List<HealthReason> reasons() {
    return failure.get().stream()
        .map(
            why ->
                new HealthReason(
                    HealthReason.Level.DEGRADED,
                    "alarm-keeper-stopped",
                    "Alarms are raised, but shelves do not end and nothing escalates: %s."
                        .formatted(why),
                    "Look at the log. It is tried again every 15 seconds, and what has come due is"
                        + " done then."))
        .toList();
  }
}
