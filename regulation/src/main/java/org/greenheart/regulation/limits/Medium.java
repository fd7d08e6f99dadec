// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

/** What a limit is about. */
public enum Medium {
  AMBIENT_AIR("ambient"),
  WASTE_GAS("gas"),
  WASTE_WATER("wastewater"),
  SURFACE_WATER("surface");

  private final String word;

  Medium(String word) {
    this.word = word;
  }

  /** As tables write it. */
  public String word() {
    return word;
  }

  /** The matter under which the law above the standards is looked up. */
  public LegalFrame.Matter matter() {
    return switch (this) {
      case AMBIENT_AIR, WASTE_GAS -> LegalFrame.Matter.AIR;
      case WASTE_WATER, SURFACE_WATER -> LegalFrame.Matter.WATER;
    };
  }

  /**
   * @throws IllegalArgumentException when it is none of them
   */
  public static Medium ofWord(String word) {
    for (Medium medium : values()) {
      if (medium.word.equals(word)) {
        return medium;
      }
    }
    throw new IllegalArgumentException(
        "medium (%s) must be ambient, gas, wastewater or surface".formatted(word));
  }
}
