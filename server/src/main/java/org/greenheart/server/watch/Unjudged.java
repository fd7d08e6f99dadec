// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

/** Why a value is not judged although its limit is known. */
public enum Unjudged {
  /** The limit is in another unit, which nothing converts to: mg/m3 of ppm. */
  UNIT("unit-mismatch"),
  /** The limit judges the converted value: none was sent, and no valid oxygen of that time. */
  OXYGEN_MISSING("oxygen-missing"),
  /**
   * The oxygen is that of air, or none that can be: the formula has no answer (stopped, a leak).
   */
  OXYGEN_OF_AIR("oxygen-of-air");

  private final String word;

  Unjudged(String word) {
    this.word = word;
  }

  /** As the interface writes it. */
  public String word() {
    return word;
  }
}
