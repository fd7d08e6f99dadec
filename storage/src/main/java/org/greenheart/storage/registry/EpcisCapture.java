// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A capture of EPCIS events that was taken.
 *
 * @param uuid by which its sender knows it
 * @param owner the enterprise for which it came
 * @param events so many it had
 * @param kept so many of them were new
 */
public record EpcisCapture(long id, String uuid, long owner, Instant at, int events, int kept) {
  public EpcisCapture {
    requireNonNull(uuid, "uuid is null");
    requireNonNull(at, "at is null");
  }
}
