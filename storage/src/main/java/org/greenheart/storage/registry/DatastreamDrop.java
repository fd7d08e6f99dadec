// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionException;
import org.greenheart.storage.telemetry.Telemetry;

/** Deletes the rows of a Datastream that the registry has deleted. */
public final class DatastreamDrop implements OutboxTarget {
  /** Its entries; the payload is the number of the Datastream. */
  public static final String KIND = "drop-datastream";

  private final Telemetry telemetry;

  public DatastreamDrop(Telemetry telemetry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
  }

  @Override
  public void apply(OutboxEntry entry) {
    try {
      telemetry.drop(Long.parseLong(entry.payload())).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
