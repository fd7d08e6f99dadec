// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

/** What a system type (ST) or a factor is about. */
public enum Medium {
  WATER,
  AIR,
  NOISE,
  /** Everything else: process conditions, electricity, site information, soil... */
  OTHER;

  /** The medium that the factors of this system type are of, after table 5 of HJ 212-2017. */
  public static Medium ofSystem(String st) {
    return switch (st) {
      case "21", "24", "26", "32", "33", "34" -> WATER;
      case "22", "27", "31", "39" -> AIR;
      case "23", "36" -> NOISE;
      default -> OTHER;
    };
  }
}
