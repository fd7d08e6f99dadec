// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.RuleTable;

/**
 * The names of what limits are set for. One item has one name here, whatever a call writes: {@code
 * SO2}, {@code 二氧化硫}, {@code a21026}. Immutable and thread-safe.
 */
public final class Items {
  private static final Items SHIPPED = new Items(RuleTable.resource(Items.class, "items.tsv"));

  private final NameIndex names;
  private final Map<String, String> chineseOf = new HashMap<>();

  private Items(RuleTable table) {
    names = new NameIndex(table.rows(), "item", "zh", "codes", "aliases");
    table.rows().forEach(row -> chineseOf.put(row.text("item"), row.text("zh")));
  }

  /** The items of this release. */
  public static Items shipped() {
    return SHIPPED;
  }

  /** The names that the table has. */
  public List<String> names() {
    return List.copyOf(names.names());
  }

  /** The name of an item by any of its names or HJ 212 codes; nothing when it is unknown. */
  public Optional<String> find(String text) {
    return names.find(text);
  }

  /** The name of an item; an unknown one is its own name: an operator may limit what he likes. */
  String nameOf(String text) {
    return find(text).orElse(text.strip());
  }

  /** The Chinese name; the name itself when there is none. */
  public String chinese(String item) {
    return chineseOf.getOrDefault(item, item);
  }
}
