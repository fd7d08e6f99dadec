// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;

/** Classes of surface water (GB 3838-2002), best first, and beyond the last one. */
public enum WaterClass {
  I(1, "I", "Ⅰ", WaterQuality.EXCELLENT, "blue"),
  II(2, "II", "Ⅱ", WaterQuality.EXCELLENT, "blue"),
  III(3, "III", "Ⅲ", WaterQuality.GOOD, "green"),
  IV(4, "IV", "Ⅳ", WaterQuality.LIGHT, "yellow"),
  V(5, "V", "Ⅴ", WaterQuality.MEDIUM, "orange"),
  INFERIOR_V(6, "inferior V", "劣Ⅴ", WaterQuality.HEAVY, "red");

  /** What a change between periods is called. */
  public static final Basis CHANGE =
      new Basis("地表水环境质量评价办法（试行）, announcement 2011 No. 22", "", Confidence.LOW, "memory");

  /** Words and colours of the classes. */
  public static final Basis QUALITY =
      new Basis(
          "地表水环境质量评价办法（试行）, announcement 2011 No. 22",
          "",
          Confidence.MEDIUM,
          "a textbook has the table; memory");

  /** The five that have limits. */
  static final List<WaterClass> WITH_LIMITS = List.of(I, II, III, IV, V);

  /** 1 the best, 6 beyond the last. */
  private final int number;

  private final String word;
  private final String zh;
  private final WaterQuality quality;
  private final String colour;

  WaterClass(int number, String word, String zh, WaterQuality quality, String colour) {
    this.number = number;
    this.word = requireNonNull(word, "word is null");
    this.zh = requireNonNull(zh, "zh is null");
    this.quality = requireNonNull(quality, "quality is null");
    this.colour = requireNonNull(colour, "colour is null");
  }

  /** {@code I} to {@code V}, {@code inferior V}. */
  public String word() {
    return word;
  }

  public String zh() {
    return zh;
  }

  public WaterQuality quality() {
    return quality;
  }

  /** In which a map draws it. */
  public String colour() {
    return colour;
  }

  /** How many classes beyond III, 0 when within. */
  public int gapToThree() {
    return Math.max(0, number - III.number);
  }

  /** Whether a section of this class fulfils its target (水功能区、考核断面目标). */
  public boolean meets(WaterClass target) {
    return compareTo(target) <= 0;
  }

  /** The worse of two. */
  public WaterClass worse(WaterClass other) {
    return compareTo(other) >= 0 ? this : other;
  }

  /**
   * From another period's class to this one: the number of classes that it got better, negative:
   * worse. One is "better", two or more "clearly better".
   */
  public int betterThan(WaterClass before) {
    return before.number - number;
  }

  /** By its word, without regard to case; the Chinese and the Roman numeral signs as well. */
  public static Optional<WaterClass> find(String name) {
    String key = name.toUpperCase(Locale.ROOT).replaceAll("[\\s类]", "");
    for (WaterClass one : values()) {
      String word = one.word.toUpperCase(Locale.ROOT).replace(" ", "");
      if (word.equals(key) || one.zh.equals(key) || (key.equals("劣V") && one == INFERIOR_V)) {
        return Optional.of(one);
      }
    }
    return Optional.empty();
  }
}
