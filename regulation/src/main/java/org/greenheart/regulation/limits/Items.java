// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/**
 * The names of what limits are set for. One item has one name here, whatever a call writes: {@code
 * SO2}, {@code 二氧化硫}, {@code a21026}. Immutable and thread-safe.
 */
public final class Items {
  private static final Items SHIPPED = new Items(RuleTable.resource(Items.class, "items.tsv"));

  private final Map<String, String> nameOf = new HashMap<>();
  private final Map<String, String> chineseOf = new HashMap<>();

  private Items(RuleTable table) {
    for (RuleRow row : table.rows()) {
      String item = row.text("item");
      String zh = row.text("zh");
      chineseOf.put(item, zh);
      add(row, item, item);
      add(row, zh, item);
      for (String column : List.of("codes", "aliases")) {
        for (String word : row.find(column).orElse("").split("\\|", -1)) {
          add(row, word, item);
        }
      }
    }
  }

  private void add(RuleRow row, String word, String item) {
    String before = word.isEmpty() ? null : nameOf.putIfAbsent(key(word), item);
    if (before != null && !before.equals(item)) {
      throw new IllegalArgumentException(
          "%s: %s stands for %s and for %s".formatted(row.place(), word, before, item));
    }
  }

  /** The items of this release. */
  public static Items shipped() {
    return SHIPPED;
  }

  /** The name of an item by any of its names or HJ 212 codes; nothing when it is unknown. */
  public Optional<String> find(String text) {
    return Optional.ofNullable(nameOf.get(key(text)));
  }

  /** The name of an item; an unknown one is its own name: an operator may limit what he likes. */
  String nameOf(String text) {
    return find(text).orElse(text.strip());
  }

  /** The Chinese name; the name itself when there is none. */
  public String chinese(String item) {
    return chineseOf.getOrDefault(item, item);
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("[\\s_.·-]", "")
        .replace("₂", "2")
        .replace("ₓ", "x")
        .replace("₃", "3");
  }
}
