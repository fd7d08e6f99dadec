// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;

/** What the permits say: the only way in which the watch asks the place side. */
interface PermitLimits {
  /** The highest value allowed at a point at a moment; empty when the permit says nothing. */
  Optional<Decimal> at(long thing, String code, Interval interval, Instant moment);

  /** Permits have changed: whatever was kept at hand is not to be used again. */
  void forget();
}
