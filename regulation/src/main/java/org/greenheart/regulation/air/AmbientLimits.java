// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleRow;

/**
 * Limits of GB 3095: of 2012 for data up to 2026-02-28, of 2026 with its transition limits up to
 * 2030-12-31 and its final ones after. Thread-safe.
 */
public final class AmbientLimits {
  private static final List<AmbientLimit> ALL = readAll();

  private AmbientLimits() {}

  private static List<AmbientLimit> readAll() {
    List<AmbientLimit> all = new ArrayList<>();
    for (RuleRow row : Air.table("ambient-limits.tsv").rows()) {
      for (Zone zone : Zone.values()) {
        all.add(
            new AmbientLimit(
                row.text("item"),
                Averaging.of(row.place(), row.text("period")),
                zone,
                row.decimal("level" + zone.level()),
                row.text("unit"),
                row.text("stage").equals("transition"),
                row.text("kind").equals("reference"),
                row.validity(),
                row.basis()));
      }
    }
    return List.copyOf(all);
  }

  /** All limits of an item on a day of the data; empty when it has none. */
  public static List<AmbientLimit> of(String item, Zone zone, LocalDate day) {
    return ALL.stream()
        .filter(
            limit ->
                limit.item().equalsIgnoreCase(item)
                    && limit.zone() == zone
                    && limit.validity().covers(day))
        .toList();
  }

  /** The limit of a mean of an item; nothing when it has none. */
  public static Optional<AmbientLimit> find(
      String item, Averaging averaging, Zone zone, LocalDate day) {
    return of(item, zone, day).stream().filter(limit -> limit.averaging() == averaging).findFirst();
  }

  /**
   * The limit of a mean of a pollutant.
   *
   * @throws LawException when none is in force
   */
  public static AmbientLimit limit(Indicator indicator, Zone zone, LocalDate day) {
    return find(indicator.pollutant().word(), indicator.averaging(), zone, day)
        .orElseThrow(() -> Air.noRule("period", "the limit of " + indicator, day));
  }

  /** The names of all items. */
  public static List<String> items() {
    return ALL.stream().map(AmbientLimit::item).distinct().toList();
  }
}
