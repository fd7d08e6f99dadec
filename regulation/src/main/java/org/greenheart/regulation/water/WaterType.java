// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.util.Locale;

/** Total phosphorus has other limits in lakes and reservoirs than in rivers. */
public enum WaterType {
  RIVER,
  LAKE;

  /** As tables write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
