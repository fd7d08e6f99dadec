// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

/** Pollutants that are ranked together at an outlet (Art. 9). */
public enum TaxGroup {
  AIR("air", TaxMedium.AIR, "大气污染物"),
  /** 第一类水污染物. */
  CLASS_1("class 1", TaxMedium.WATER, "第一类水污染物"),
  /** All other water pollutants, pH, colour, coliform and chlorine too. */
  CLASS_2("class 2", TaxMedium.WATER, "其他类水污染物");

  private final String word;
  private final TaxMedium medium;
  private final String zh;

  TaxGroup(String word, TaxMedium medium, String zh) {
    this.word = word;
    this.medium = medium;
    this.zh = zh;
  }

  public String word() {
    return word;
  }

  public TaxMedium medium() {
    return medium;
  }

  public String zh() {
    return zh;
  }

  static TaxGroup ofWord(String word) {
    for (TaxGroup group : values()) {
      if (group.word.equals(word)) {
        return group;
      }
    }
    throw new IllegalArgumentException(
        "group (%s) must be air, class 1 or class 2".formatted(word));
  }
}
