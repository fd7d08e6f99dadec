// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.greenheart.regulation.supervision.Declared;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.Monitored;
import org.greenheart.regulation.supervision.OutletMonth;
import org.greenheart.regulation.tax.Compliance;
import org.greenheart.regulation.tax.TaxMedium;
import org.jspecify.annotations.Nullable;

/** The outlets of a firm in a month: what was declared, and what is known otherwise. */
final class OutletMonths {
  private OutletMonths() {}

  static List<OutletMonth> of(
      List<ListRow> permits,
      List<ListRow> declarations,
      List<ListRow> monitoring,
      Rates rates,
      LocalDate date) {
    Map<String, List<ListRow>> declared = byOutlet(declarations);
    Map<String, List<ListRow>> monitored = byOutlet(monitoring);
    TreeSet<String> codes = new TreeSet<>(declared.keySet());
    codes.addAll(monitored.keySet());
    List<OutletMonth> outlets = new ArrayList<>();
    for (String code : codes) {
      TaxMedium medium = ListRows.medium(code);
      outlets.add(
          new OutletMonth(
              code,
              medium,
              rates.of(medium, date),
              works(permits, code),
              declared.containsKey(code) ? declared(declared.get(code)) : null,
              monitored.containsKey(code) ? monitored(monitored.get(code)) : null));
    }
    return outlets;
  }

  private static Map<String, List<ListRow>> byOutlet(List<ListRow> rows) {
    Map<String, List<ListRow>> outlets = new TreeMap<>();
    rows.forEach(
        row -> outlets.computeIfAbsent(row.text("outlet"), code -> new ArrayList<>()).add(row));
    return outlets;
  }

  private static OutletMonth.Works works(List<ListRow> permits, String code) {
    return permits.stream()
        .filter(row -> row.text("outlet").equals(code))
        .flatMap(row -> row.find("works").stream())
        .findFirst()
        .map(word -> TaxWords.constant(OutletMonth.Works.class, word))
        .orElse(OutletMonth.Works.NONE);
  }

  private static @Nullable Declared declared(@Nullable List<ListRow> rows) {
    if (rows == null) {
      return null;
    }
    Map<String, BigDecimal> kg = new HashMap<>();
    Map<String, BigDecimal> values = new HashMap<>();
    Map<String, BigDecimal> factors = new HashMap<>();
    List<Evidence> records = new ArrayList<>();
    for (ListRow row : rows) {
      String pollutant = row.text("pollutant");
      kg.merge(pollutant, row.orZero("kg"), BigDecimal::add);
      row.number("valueKg").ifPresent(value -> values.put(pollutant, value));
      row.number("factor")
          .filter(factor -> factor.compareTo(BigDecimal.ONE) < 0)
          .ifPresent(factor -> factors.put(pollutant, factor));
      records.add(row.evidence("%s %s kg".formatted(pollutant, row.text("kg"))));
    }
    ListRow first = rows.getFirst();
    return new Declared(
        kg,
        values,
        factors,
        first.orZero("rate"),
        first
            .find("method")
            .map(word -> TaxWords.constant(Declared.Method.class, word))
            .orElse(Declared.Method.AUTOMATIC),
        first
            .find("amount")
            .map(word -> TaxWords.constant(Declared.Amount.class, word))
            .orElse(Declared.Amount.DISCHARGED),
        first
            .find("state")
            .map(word -> TaxWords.constant(Declared.State.class, word))
            .orElse(Declared.State.RUNNING),
        records);
  }

  private static @Nullable Monitored monitored(@Nullable List<ListRow> rows) {
    if (rows == null) {
      return null;
    }
    Map<String, BigDecimal> kg = new HashMap<>();
    Map<String, BigDecimal> generated = new HashMap<>();
    Map<String, Compliance> compliance = new HashMap<>();
    List<Evidence> records = new ArrayList<>();
    int zeroHours = 0;
    boolean compliant = true;
    for (ListRow row : rows) {
      String pollutant = row.text("pollutant");
      kg.put(pollutant, row.orZero("kg"));
      row.number("generatedKg").ifPresent(amount -> generated.put(pollutant, amount));
      BigDecimal limit = row.orZero("limit");
      if (row.number("mean").isPresent() && limit.signum() > 0) {
        compliance.put(
            pollutant, new Compliance(row.orZero("mean"), limit, row.count("exceedances")));
      }
      zeroHours = Math.max(zeroHours, row.count("zeroHours"));
      compliant &= row.flag("compliant", true);
      records.add(row.evidence("%s %s kg".formatted(pollutant, row.text("kg"))));
    }
    return new Monitored(kg, generated, compliance, compliant, zeroHours, records);
  }
}
