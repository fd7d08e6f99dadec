// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import org.greenheart.storage.registry.Datastream;

/** What holds at points: the only way in which the watch asks for limits. Thread-safe. */
@FunctionalInterface
public interface PointLimits {
  /** Nothing is limited. */
  PointLimits NONE = datastream -> HeldLimits.NONE;

  /** Those of a Datastream; {@link HeldLimits#NONE} when it is at no outlet. */
  HeldLimits of(Datastream datastream);
}
