// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * Something that happened to a device, told by itself: an alarm, a restart, a sample kept, its
 * serial number, its log.
 *
 * @param number the registry's own; 0 while it is not written down
 * @param device the registry's number of the device
 * @param command how the protocol calls it: the CN of HJ 212, {@code 2081}
 * @param time when it happened by the device's clock; where it told none, when it was received
 * @param received when the device told of it
 * @param arrival the frame that told it
 * @param fields what was told, a JSON object of texts by their sent names, in the order sent
 */
public record DeviceEvent(
    long number,
    long device,
    String command,
    Instant time,
    Instant received,
    long arrival,
    String fields) {
  public DeviceEvent {
    requireNonNull(command, "command is null");
    requireNonNull(time, "time is null");
    requireNonNull(received, "received is null");
    requireNonNull(fields, "fields is null");
  }
}
