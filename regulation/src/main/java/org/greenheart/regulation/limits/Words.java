// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The words of a scope, read tolerantly: {@code class II}, {@code 二级}, {@code L2} are one. */
final class Words {
  private static final Map<String, String> SAME =
      Map.ofEntries(
          Map.entry("furnace", "kiln"),
          Map.entry("kilns", "kiln"),
          Map.entry("窑", "kiln"),
          Map.entry("窑炉", "kiln"),
          Map.entry("陶瓷窑", "kiln"),
          Map.entry("spraydryers", "spraydryer"),
          Map.entry("spraydrier", "spraydryer"),
          Map.entry("喷雾干燥塔", "spraydryer"),
          Map.entry("锅炉", "boiler"),
          Map.entry("naturalgas", "gas"),
          Map.entry("天然气", "gas"),
          Map.entry("燃气", "gas"),
          Map.entry("燃油", "oil"),
          Map.entry("燃煤", "coal"),
          Map.entry("水煤浆", "coalwaterslurry"),
          Map.entry("keyregion", "special"),
          Map.entry("key", "special"),
          Map.entry("特别", "special"),
          Map.entry("重点地区", "special"),
          Map.entry("一般", "general"),
          Map.entry("chimney", "stack"),
          Map.entry("排气筒", "stack"),
          Map.entry("厂界", "boundary"),
          Map.entry("inplant", "inplant"),
          Map.entry("厂区内", "inplant"),
          Map.entry("总排口", "outlet"),
          Map.entry("直接排放", "direct"),
          Map.entry("间接排放", "indirect"),
          Map.entry("河流", "river"),
          Map.entry("湖库", "lake"));

  private static final Map<String, String> MEDIA =
      Map.ofEntries(
          Map.entry("ambient", "ambient"),
          Map.entry("ambientair", "ambient"),
          Map.entry("gas", "gas"),
          Map.entry("wastegas", "gas"),
          Map.entry("fluegas", "gas"),
          Map.entry("air", "gas"),
          Map.entry("废气", "gas"),
          Map.entry("voc", "gas"),
          Map.entry("环境空气", "ambient"),
          Map.entry("wastewater", "wastewater"),
          Map.entry("water", "wastewater"),
          Map.entry("废水", "wastewater"),
          Map.entry("surface", "surface"),
          Map.entry("surfacewater", "surface"),
          Map.entry("地表水", "surface"));

  private Words() {}

  /** Whether a word names one of the parts of a scope, divided by {@code /}. */
  static boolean names(String word, String parts) {
    return Stream.of(parts.split("/", -1)).anyMatch(part -> key(part).equals(key(word)))
        || key(parts).equals(key(word));
  }

  /** Whether two words name the same grade, class or zone. */
  static boolean sameGrade(String one, String other) {
    return gradeKey(one).equals(gradeKey(other));
  }

  static boolean namesMedium(String word, Medium medium) {
    return medium.word().equals(MEDIA.getOrDefault(plain(word), plain(word)));
  }

  private static String key(String word) {
    String plain = plain(word);
    return SAME.getOrDefault(plain, plain);
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  private static String gradeKey(String word) {
    String key = word.toUpperCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    for (String noise : List.of("CLASS", "GRADE", "LEVEL", "ZONE", "类", "级", "标准", "区", "第")) {
      key = key.replace(noise, "");
    }
    key =
        key.replaceAll("^L(?=\\d)", "")
            .replaceAll("(?<=\\d)(ST|ND|RD|TH)$", "")
            .replace('一', '1')
            .replace('二', '2')
            .replace('三', '3')
            .replace('四', '4')
            .replace('五', '5');
    return switch (key) {
      case "I", "Ⅰ", "FIRST" -> "1";
      case "II", "Ⅱ", "SECOND" -> "2";
      case "III", "Ⅲ", "THIRD" -> "3";
      case "IV", "Ⅳ" -> "4";
      case "V", "Ⅴ" -> "5";
      default -> key;
    };
  }
}
