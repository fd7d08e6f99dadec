// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where and when a version of a rule applies.
 *
 * @param schedule null for always
 * @param from the version judges data from this time on, in the data's time; {@link Instant#EPOCH}
 *     for all data
 */
public record Applies(Scope scope, @Nullable Schedule schedule, Instant from) {
  public static final Applies EVERYWHERE = to(Scope.ALL);

  public Applies {
    requireNonNull(scope, "scope is null");
    requireNonNull(from, "from is null");
  }

  /** Always, to all data. */
  public static Applies to(Scope scope) {
    return new Applies(scope, null, Instant.EPOCH);
  }

  /** Whether data of this time are judged. */
  public boolean covers(Instant moment) {
    return !moment.isBefore(from) && (schedule == null || schedule.covers(moment));
  }
}
