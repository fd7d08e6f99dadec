// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.FirmMonth;
import org.jspecify.annotations.Nullable;

/**
 * What a firm was billed for in a month. It says something only beside what an idle plant uses, or
 * what its output should have used.
 */
final class Consumptions {
  private record Bill(ListKind kind, String what, String unit) {}

  private static final List<Bill> BILLS =
      List.of(
          new Bill(ListKind.ELECTRICITY, "electricity", "kWh"),
          new Bill(ListKind.WATER_BILLS, "water", "m3"),
          new Bill(ListKind.GAS, "gas", "m3"));

  private Consumptions() {}

  static List<FirmMonth.Consumption> of(Map<ListKind, List<ListRow>> rows) {
    List<ListRow> outputs = rows.getOrDefault(ListKind.OUTPUT, List.of());
    List<FirmMonth.Consumption> consumptions = new ArrayList<>();
    for (Bill bill : BILLS) {
      for (ListRow row : rows.getOrDefault(bill.kind(), List.of())) {
        BigDecimal idle = row.number("idle").orElse(null);
        FirmMonth.Quota quota = quota(row, outputs);
        if (idle != null || quota != null) {
          consumptions.add(
              new FirmMonth.Consumption(
                  bill.what(),
                  bill.unit(),
                  row.orZero("used"),
                  idle,
                  quota,
                  row.evidence(row.text("used") + " " + bill.unit())));
        }
      }
    }
    return consumptions;
  }

  /** Products in several units cannot be added up: then nothing is said. */
  private static FirmMonth.@Nullable Quota quota(ListRow row, List<ListRow> outputs) {
    Optional<BigDecimal> low = row.number("quotaLow").filter(each -> each.signum() > 0);
    Set<String> units = new HashSet<>();
    BigDecimal output = BigDecimal.ZERO;
    List<Evidence> records = new ArrayList<>();
    for (ListRow made : outputs) {
      units.add(made.text("unit"));
      output = output.add(made.orZero("output"));
      records.add(
          made.evidence(
              "%s %s %s".formatted(made.text("product"), made.text("output"), made.text("unit"))));
    }
    return low.isEmpty() || units.size() != 1
        ? null
        : new FirmMonth.Quota(
            output, low.get(), row.number("quotaHigh").orElse(low.get()), records);
  }
}
