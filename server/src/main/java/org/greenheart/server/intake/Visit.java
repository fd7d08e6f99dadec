// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import java.time.Instant;
import java.util.List;
import org.greenheart.protocols.hj212.Hj212Message;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;

/**
 * A frame that came in, read.
 *
 * @param source {@code hj212:192.0.2.7:40112}
 * @param replays the arrival in which the frame was kept while its device was pending; 0 when it
 *     comes from the wire
 */
record Visit(Instant received, String source, Bytes raw, Hj212Message message, long replays) {
  NewArrival as(Outcome outcome, long device) {
    return as(outcome, device, List.of());
  }

  NewArrival as(Outcome outcome, long device, List<RowChange> changes) {
    return new NewArrival(received, source, device, raw, outcome, changes, List.of(), replays);
  }
}
