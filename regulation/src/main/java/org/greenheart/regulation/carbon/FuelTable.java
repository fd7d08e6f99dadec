// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.NameIndex;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;

/**
 * Default factors of fuels, by families: each is one source, kept whole, since factors of two
 * sources do not mix. Where families disagree they stand side by side, and whoever reports says
 * which was chosen.
 */
public final class FuelTable {
  private static final RuleTable TABLE = Carbon.table("fuels.tsv");
  private static final NameIndex FUELS = new NameIndex(TABLE.rows(), "fuel", "zh");

  private FuelTable() {}

  /** The fuels that some family knows. */
  public static List<String> fuels() {
    return List.copyOf(FUELS.names());
  }

  /** The letters of the families. */
  public static List<String> families() {
    return TABLE.rows().stream().map(row -> row.text("family")).distinct().toList();
  }

  /** The table's name of a fuel. */
  public static Optional<String> find(String fuel) {
    return FUELS.find(fuel);
  }

  /**
   * All that is known of a fuel, whole families only, the surest first and among them in the order
   * of their letters.
   *
   * @param fuel a name of {@link #fuels}
   */
  public static List<FuelFactors> of(String fuel, LocalDate date) {
    Map<String, List<RuleRow>> families = new LinkedHashMap<>();
    TABLE.at(date).stream()
        .filter(row -> row.text("fuel").equals(fuel))
        .forEach(
            row ->
                families.computeIfAbsent(row.text("family"), family -> new ArrayList<>()).add(row));
    return families.values().stream()
        .flatMap(rows -> whole(rows).stream())
        .sorted((one, other) -> one.basis().confidence().compareTo(other.basis().confidence()))
        .toList();
  }

  /** The unit in which a fuel is counted: {@code t} or {@code 1e4Nm3}. */
  public static String unit(String fuel) {
    return TABLE.rows().stream()
        .filter(row -> row.text("fuel").equals(fuel))
        .map(row -> row.text("unit"))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("%s is no fuel".formatted(fuel)));
  }

  /** Some heat value of the fuel, to tell one that is in the wrong unit. */
  static Optional<BigDecimal> usual(String fuel, String parameter) {
    return TABLE.rows().stream()
        .filter(row -> row.text("fuel").equals(fuel) && row.text("parameter").equals(parameter))
        .map(row -> row.decimal("value"))
        .findFirst();
  }

  private static Optional<FuelFactors> whole(List<RuleRow> rows) {
    Map<String, BigDecimal> values = new LinkedHashMap<>();
    rows.forEach(row -> values.put(row.text("parameter"), row.decimal("value")));
    BigDecimal ncv = values.get("ncv");
    BigDecimal cc = values.get("cc");
    BigDecimal of = values.get("of");
    if (ncv == null || cc == null || of == null) {
      return Optional.empty();
    }
    RuleRow first = rows.getFirst();
    Basis basis = first.basis();
    Confidence least =
        rows.stream()
            .map(row -> row.basis().confidence())
            .reduce(basis.confidence(), Confidence::and);
    return Optional.of(
        new FuelFactors(
            first.text("family"),
            first.text("fuel"),
            first.text("unit"),
            ncv,
            cc,
            of,
            new Basis(basis.document(), basis.clause(), least, basis.source())));
  }
}
