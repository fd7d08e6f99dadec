// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The time that HJ 212 writes: Beijing time, which has had no summer time since 1991. */
final class BeijingTime {
  static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

  private BeijingTime() {}

  static LocalDateTime of(Instant instant) {
    return LocalDateTime.ofEpochSecond(instant.getEpochSecond(), instant.getNano(), OFFSET);
  }

  static Instant toInstant(LocalDateTime time) {
    return time.toInstant(OFFSET);
  }

  /** The midnight at or before an instant. */
  static Instant midnight(Instant instant) {
    return toInstant(of(instant).toLocalDate().atStartOfDay());
  }
}
