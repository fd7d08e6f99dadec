// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.greenheart.regulation.carbon.FuelTable;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.tax.TaxItems;
import org.greenheart.regulation.water.WaterItem;

/**
 * The Chinese names of what the tables of the law are about: pollutants, fuels, provinces,
 * products. In English the tables' own names are the names. Immutable and thread-safe.
 */
public final class Vocabulary {
  private static final Vocabulary SHIPPED = new Vocabulary();

  private final Map<String, Labels.Label> names = new LinkedHashMap<>();

  private Vocabulary() {
    names.putAll(Labels.shipped().everywhere());
    add(Items.class, "items.tsv", "item");
    for (WaterItem item : WaterItem.values()) {
      add(item.word(), item.zh());
    }
    add(TaxItems.class, "equivalents.tsv", "item");
    add(TaxItems.class, "solid-waste.tsv", "item");
    add(TaxItems.class, "special.tsv", "item");
    add(FuelTable.class, "fuels.tsv", "fuel");
    add(FuelTable.class, "standard-coal.tsv", "carrier");
    add(FuelTable.class, "process.tsv", "carbonate");
    add(FuelTable.class, "quotas.tsv", "product");
    add(FuelTable.class, "grid.tsv", "area");
  }

  private void add(Class<?> owner, String table, String column) {
    for (RuleRow row : RuleTable.resource(owner, table).rows()) {
      row.find("zh").ifPresent(zh -> add(row.text(column), zh));
    }
  }

  /** The first table that names a thing counts. */
  private void add(String word, String zh) {
    names.putIfAbsent(word, new Labels.Label(zh, word));
  }

  /** That of this release. */
  public static Vocabulary shipped() {
    return SHIPPED;
  }

  boolean knows(String word) {
    return names.containsKey(word);
  }

  /** By the word of the tables: {@code zh} and {@code en}. */
  public Map<String, Map<String, String>> json() {
    Map<String, Map<String, String>> json = new LinkedHashMap<>();
    names.forEach((word, label) -> json.put(word, label.json()));
    return Collections.unmodifiableMap(json);
  }
}
