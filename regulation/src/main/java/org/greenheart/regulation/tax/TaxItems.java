// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.tax;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.greenheart.regulation.rules.Validity;

/**
 * The taxable pollutants of annex 2 by any of their names or HJ 212 codes. Whatever the annex does
 * not list is not taxed: total nitrogen, and VOC other than its benzene, toluene and the like, as
 * long as no pilot (Law as amended on 2025-10-28, Art. 27) is known.
 */
public final class TaxItems {
  private static final RuleTable TABLE = Tax.table("equivalents.tsv");
  private static final Map<TaxMedium, NameIndex> NAMES = names();

  /** Read once: the supervision asks for them millions of times. */
  private static final Map<String, List<Dated>> ITEMS = items();

  /** What monitors call particulates: the annex knows smoke dust and general dust. */
  private static final List<String> PARTICULATES =
      List.of("pm", "颗粒物", "a34013", "particulates", "particulate matter", "dust", "tsp", "a34001");

  private record Dated(Validity validity, TaxItem item) {}

  private TaxItems() {}

  private static Map<String, List<Dated>> items() {
    Map<String, List<Dated>> items = new HashMap<>();
    for (RuleRow row : TABLE.rows()) {
      items
          .computeIfAbsent(key(row.text("medium"), row.text("item")), each -> new ArrayList<>())
          .add(new Dated(row.validity(), item(row)));
    }
    return items;
  }

  private static String key(String medium, String item) {
    return medium + "/" + item;
  }

  private static Map<TaxMedium, NameIndex> names() {
    Map<TaxMedium, NameIndex> names = new EnumMap<>(TaxMedium.class);
    for (TaxMedium medium : TaxMedium.values()) {
      names.put(
          medium,
          new NameIndex(
              TABLE.rows().stream()
                  .filter(row -> row.text("medium").equals(medium.word()))
                  .toList(),
              "item",
              "zh",
              "codes",
              "aliases"));
    }
    return names;
  }

  /** What the annex lists for a medium. */
  public static List<String> names(TaxMedium medium) {
    return List.copyOf(index(medium).names());
  }

  /** Whether it is a name of particulates that leaves open which of the annex they are. */
  public static boolean isParticulates(String name) {
    return PARTICULATES.contains(name.strip().toLowerCase(Locale.ROOT));
  }

  /** Whether the annex lists it, on whatever day. */
  public static boolean lists(TaxMedium medium, String name) {
    return index(medium).find(name).isPresent();
  }

  /**
   * The pollutant.
   *
   * @param field the input that names it, for messages
   * @return nothing for a known pollutant that the annex does not list
   * @throws LawException for a name that nobody knows, for particulates of unknown kind, and for a
   *     day before the law
   */
  public static Optional<TaxItem> find(
      TaxMedium medium, String field, String name, LocalDate date) {
    Optional<String> item = index(medium).find(name);
    if (item.isPresent()) {
      return Optional.of(at(medium, item.get(), date));
    }
    if (medium == TaxMedium.AIR && isParticulates(name)) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) must be smoke dust (烟尘, of burning) or general dust (一般性粉尘, of a process): their equivalents differ"
              .formatted(field, name));
    }
    boolean ofOtherMedium = lists(medium == TaxMedium.AIR ? TaxMedium.WATER : TaxMedium.AIR, name);
    if (ofOtherMedium || Items.shipped().find(name).isEmpty()) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          field,
          "%s (%s) is no %s pollutant that is known".formatted(field, name, medium.word()));
    }
    return Optional.empty();
  }

  private static TaxItem at(TaxMedium medium, String item, LocalDate date) {
    return ITEMS.getOrDefault(key(medium.word(), item), List.of()).stream()
        .filter(dated -> dated.validity().covers(date))
        .map(Dated::item)
        .findFirst()
        .orElseThrow(() -> Tax.noRule(item, date));
  }

  private static NameIndex index(TaxMedium medium) {
    NameIndex index = NAMES.get(medium);
    if (index == null) {
      throw new IllegalStateException("no names for " + medium);
    }
    return index;
  }

  private static TaxItem item(RuleRow row) {
    return new TaxItem(
        TaxGroup.ofWord(row.text("group")),
        row.text("item"),
        row.text("zh"),
        row.decimal("value"),
        row.find("exclusive").orElse(""),
        row.basis());
  }
}
