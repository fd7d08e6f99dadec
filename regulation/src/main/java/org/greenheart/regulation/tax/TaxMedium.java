// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

/** What carries the pollutant: each has a rate of its own. */
public enum TaxMedium {
  AIR("air", "大气污染物"),
  WATER("water", "水污染物");

  private final String word;
  private final String zh;

  TaxMedium(String word, String zh) {
    this.word = word;
    this.zh = zh;
  }

  /** As tables and calls write it. */
  public String word() {
    return word;
  }

  public String zh() {
    return zh;
  }
}
