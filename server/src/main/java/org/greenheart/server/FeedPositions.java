// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import java.util.Map;
import org.greenheart.storage.registry.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The positions of the readers of the feed, at the start. */
final class FeedPositions {
  private static final Logger log = LoggerFactory.getLogger(FeedPositions.class);

  private FeedPositions() {}

  /**
   * No reader can be beyond the end of the feed, unless the registry and the telemetry of the
   * folder are of different times: copied one after the other, or one of them put back. What comes
   * next would then go by unread, so the reader goes back to the end.
   */
  static void mend(Registry registry, long lastArrival) {
    for (Map.Entry<String, Long> reader : registry.positions().all().entrySet()) {
      if (reader.getValue() > lastArrival) {
        log.error(
            "The reader {} of the feed stands at {}, the feed ends at {}: registry and telemetry are"
                + " of different times. It goes on at the end; restore both from one backup.",
            reader.getKey(),
            reader.getValue(),
            lastArrival);
        registry.positions().moveTo(reader.getKey(), lastArrival);
      }
    }
  }
}
