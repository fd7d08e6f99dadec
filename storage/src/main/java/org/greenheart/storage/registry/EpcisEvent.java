// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as EPCIS 2.0 has it, with what queries ask for.
 *
 * @param id 0 for a new one
 * @param eventId unique with its owner
 * @param owner the enterprise that captured it
 * @param capture the job that brought it; {@link #TRADE} where a step of trade did
 * @param json as it was captured
 */
public record EpcisEvent(
    long id,
    String eventId,
    long owner,
    String capture,
    String type,
    Instant time,
    Instant recorded,
    @Nullable String action,
    @Nullable String bizStep,
    @Nullable String disposition,
    @Nullable String readPoint,
    @Nullable String bizLocation,
    List<Key> keys,
    String json) {
  /** In place of a capture. */
  public static final String TRADE = "trade";

  public EpcisEvent {
    requireNonNull(eventId, "eventId is null");
    requireNonNull(capture, "capture is null");
    requireNonNull(type, "type is null");
    requireNonNull(time, "time is null");
    requireNonNull(recorded, "recorded is null");
    requireNonNull(json, "json is null");
    keys = List.copyOf(keys);
  }

  /**
   * An identifier in the event.
   *
   * @param role {@code epc}, {@code parent}, {@code input}, {@code output}; with {@code -class} for
   *     that of a quantity; {@code destination}
   */
  public record Key(String role, String key) {}
}
