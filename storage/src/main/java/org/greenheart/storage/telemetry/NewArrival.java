// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.RowKey;

/**
 * Something that came in, with all that it changes: written whole or not at all.
 *
 * @param received when (ms)
 * @param source from where: {@code hj212:192.0.2.7:40112}, {@code api}, {@code watch} ...
 * @param device the registry's number of the device; 0 when there is none
 * @param raw the bytes as received; empty when there were none
 * @param deletes rows to delete; those that are not there are passed over
 * @param replays the arrival whose frame this repeats (a pending frame read again after its device
 *     was accepted); 0 when it stands for itself
 */
public record NewArrival(
    Instant received,
    String source,
    long device,
    Bytes raw,
    Outcome outcome,
    List<RowChange> changes,
    List<RowKey> deletes,
    long replays) {
  public NewArrival {
    received = received.truncatedTo(ChronoUnit.MILLIS);
    requireNonNull(source, "source is null");
    requireNonNull(raw, "raw is null");
    requireNonNull(outcome, "outcome is null");
    changes = List.copyOf(changes);
    deletes = List.copyOf(deletes);
  }

  /** A frame of a device and the rows in it. */
  public static NewArrival ofFrame(
      Instant received, String source, long device, Bytes raw, List<RowChange> changes) {
    return new NewArrival(received, source, device, raw, Outcome.DATA, changes, List.of(), 0);
  }
}
