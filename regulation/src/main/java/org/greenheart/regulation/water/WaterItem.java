// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;

/** What is measured in surface water, and whether it counts in the class of a section. */
public enum WaterItem {
  DO("DO", "溶解氧", Role.COUNTED, "dissolvedoxygen w01009"),
  PH("pH", "pH", Role.COUNTED, "phvalue ph值 w01001"),
  COD_MN("CODMn", "高锰酸盐指数", Role.COUNTED, "permanganateindex permanganate imn w01019"),
  COD("COD", "化学需氧量", Role.COUNTED, "codcr chemicaloxygendemand w01018"),
  BOD5("BOD5", "五日生化需氧量", Role.COUNTED, "bod w01017"),
  NH3_N("NH3-N", "氨氮", Role.COUNTED, "nh4n nh3 ammonianitrogen ammonia w21003"),
  TP("TP", "总磷", Role.COUNTED, "totalphosphorus w21011"),
  COPPER("Cu", "铜", Role.COUNTED, "copper w20122 w20138"),
  ZINC("Zn", "锌", Role.COUNTED, "zinc w20123 w20139"),
  FLUORIDE("fluoride", "氟化物", Role.COUNTED, "f w21017"),
  SELENIUM("Se", "硒", Role.COUNTED, "selenium w20128 w20140"),
  ARSENIC("As", "砷", Role.COUNTED, "arsenic w20119 w20141"),
  MERCURY("Hg", "汞", Role.COUNTED, "mercury w20111 w20142"),
  CADMIUM("Cd", "镉", Role.COUNTED, "cadmium w20115 w20143"),
  CHROMIUM_6("Cr6", "六价铬", Role.COUNTED, "crvi cr6+ cr(vi) hexavalentchromium 铬(六价) w20117"),
  LEAD("Pb", "铅", Role.COUNTED, "lead w20120 w20144"),
  CYANIDE("cyanide", "氰化物", Role.COUNTED, "cn w21016"),
  PHENOL("volatile phenol", "挥发酚", Role.COUNTED, "volatilephenols phenol w23002"),
  PETROLEUM("petroleum", "石油类", Role.COUNTED, "petroleumoils oil w22001"),
  SURFACTANT("LAS", "阴离子表面活性剂", Role.COUNTED, "anionicsurfactant w19002"),
  SULFIDE("sulfide", "硫化物", Role.COUNTED, "sulphide s2 w21019"),
  TN("TN", "总氮", Role.REFERENCE, "totalnitrogen w21001"),
  COLIFORM(
      "faecal coliform", "粪大肠菌群", Role.REFERENCE, "fecalcoliform faecalcoliforms coliform w02003"),
  TEMPERATURE("water temperature", "水温", Role.REFERENCE, "temperature w01010"),
  CONDUCTIVITY("conductivity", "电导率", Role.NO_LIMIT, "electricalconductivity ec w01014"),
  TURBIDITY("turbidity", "浊度", Role.NO_LIMIT, "w01003"),
  ORP("ORP", "氧化还原电位", Role.NO_LIMIT, "redoxpotential"),
  TRANSPARENCY("transparency", "透明度", Role.NO_LIMIT, "sd secchidepth"),
  CHLOROPHYLL("chlorophyll a", "叶绿素a", Role.NO_LIMIT, "chla chlorophyll");

  /** Which items count: those of GB 3838 Table 1 without temperature, TN and faecal coliform. */
  public static final Basis COUNTING =
      new Basis(
          "地表水环境质量评价办法（试行）, announcement 2011 No. 22",
          "",
          Confidence.MEDIUM,
          "news on rankings; memory");

  /** Trace elements that HJ 212-2017 sends in micrograms per litre. */
  private static final List<String> IN_MICROGRAMS =
      List.of("w20111", "w20115", "w20117", "w20119", "w20120", "w20128", "w20142", "w20143");

  private enum Role {
    COUNTED,
    /** In Table 1 of GB 3838, not in the class. */
    REFERENCE,
    /** Measured often, without a limit in Table 1. */
    NO_LIMIT
  }

  private final String word;
  private final String zh;
  private final Role role;

  /** Other names, each between spaces. */
  private final String aliases;

  WaterItem(String word, String zh, Role role, String aliases) {
    this.word = requireNonNull(word, "word is null");
    this.zh = requireNonNull(zh, "zh is null");
    this.role = requireNonNull(role, "role is null");
    this.aliases = " " + aliases + " ";
  }

  /** As tables and answers name it: {@code NH3-N}. */
  public String word() {
    return word;
  }

  public String zh() {
    return zh;
  }

  /** Whether it takes part in the class of a section. */
  public boolean counted() {
    return role == Role.COUNTED;
  }

  /** Cyanide and heavy metals stand first among the main pollutants when they are beyond III. */
  boolean listedFirst() {
    return switch (this) {
      case COPPER, ZINC, ARSENIC, MERCURY, CADMIUM, CHROMIUM_6, LEAD, CYANIDE -> true;
      default -> false;
    };
  }

  /** Whether an exceedance multiple means something: not where more is better, nor for pH. */
  boolean hasMultiple() {
    return this != DO && this != PH;
  }

  /** By word, Chinese name, common other name or HJ 212-2017 code; without regard to case. */
  public static Optional<WaterItem> find(String name) {
    String key = key(name);
    for (WaterItem item : values()) {
      if (key(item.word).equals(key)
          || key(item.zh).equals(key)
          || item.aliases.contains(" " + key + " ")) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  /** Whether HJ 212-2017 gives this code in ug/L and not in mg/L. */
  public static boolean inMicrograms(String code) {
    return IN_MICROGRAMS.contains(key(code));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }
}
