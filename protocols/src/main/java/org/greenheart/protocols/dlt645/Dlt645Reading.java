// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.dlt645;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What was read from a frame. Immutable.
 *
 * @param deviations where the frame leaves the standard; a message with {@link
 *     Dlt645Deviation#CHECKSUM_WRONG} proves nothing
 */
public record Dlt645Reading(Dlt645Message message, List<Dlt645Deviation> deviations) {
  public Dlt645Reading {
    requireNonNull(message, "message is null");
    deviations = List.copyOf(deviations);
  }
}
