// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/**
 * The editions of the standard that are on the wire at the same time. Thread-safe, as enums are.
 */
public enum Hj212Version {
  /** HJ/T 212-2005, in force 2006-02-01. */
  V2005("2005", 0),
  /** HJ 212-2017, in force 2017-05-01. */
  V2017("2017", 1),
  /** HJ 212-2025, in force 2026-01-01. */
  V2025("2025", 2);

  private final String year;
  private final int flagBits;

  Hj212Version(String year, int flagBits) {
    this.year = year;
    this.flagBits = flagBits;
  }

  /** The year of the edition: {@code 2005}, {@code 2017} or {@code 2025}. */
  public String year() {
    return year;
  }

  /** What the six version bits of Flag hold in this edition. */
  public int flagBits() {
    return flagBits;
  }
}
