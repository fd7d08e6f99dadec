// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * That an alarm asked for a person.
 *
 * @param thing 0 for an alarm of an area
 * @param area 0 for an alarm of a point
 * @param at by the server's clock
 */
public record SoundedAlarm(
    long alarm, String rule, long thing, long area, String signalCode, Instant at) {
  public SoundedAlarm {
    requireNonNull(rule, "rule is null");
    requireNonNull(signalCode, "signalCode is null");
    requireNonNull(at, "at is null");
  }
}
