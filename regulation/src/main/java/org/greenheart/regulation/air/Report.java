// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

/** The two reports of HJ 633. */
public enum Report {
  /** 实时报: one hour. */
  HOURLY("hourly"),
  /** 日报: one natural day, 00 to 24 h. */
  DAILY("daily");

  private final String word;

  Report(String word) {
    this.word = word;
  }

  /** {@code hourly} or {@code daily}. */
  public String word() {
    return word;
  }
}
