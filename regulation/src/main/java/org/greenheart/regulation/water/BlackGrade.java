// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import java.util.Locale;

/** How black and odorous. */
public enum BlackGrade {
  NONE,
  LIGHT,
  HEAVY;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The worse of two. */
  public BlackGrade worse(BlackGrade other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
