// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

/** The word for a section, a river or a basin, best first. */
public enum WaterQuality {
  EXCELLENT("优", "excellent"),
  GOOD("良好", "good"),
  LIGHT("轻度污染", "lightly polluted"),
  MEDIUM("中度污染", "moderately polluted"),
  HEAVY("重度污染", "heavily polluted");

  private final String zh;
  private final String en;

  WaterQuality(String zh, String en) {
    this.zh = requireNonNull(zh, "zh is null");
    this.en = requireNonNull(en, "en is null");
  }

  public String zh() {
    return zh;
  }

  public String en() {
    return en;
  }
}
