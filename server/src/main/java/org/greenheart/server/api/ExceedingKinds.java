// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import java.util.Set;

/**
 * Which kinds of rules say that a value is beyond a limit of a law, a permit or a design book: not
 * those that say it comes near, looks wrong or does not come.
 */
public final class ExceedingKinds {
  /** Words of kinds. */
  public static final Set<String> ALL =
      Set.of(
          "above-limit",
          "removal-low",
          "overflow",
          "high-level",
          "capacity-exceeded",
          "screen-difference",
          "gas",
          "level-warning",
          "rain-warning",
          "region-warning");

  private ExceedingKinds() {}

  public static boolean contains(String kind) {
    return ALL.contains(kind);
  }
}
