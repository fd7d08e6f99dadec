// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.greenheart.regulation.supervision.Declared;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.Explained;
import org.greenheart.regulation.supervision.OutletMonth;
import org.greenheart.regulation.tax.TaxMedium;
import org.greenheart.server.tax.MonitoredMonth;
import org.greenheart.server.tax.SampledMonth;

/**
 * The outlets of a firm in a month: what was declared, and what is known otherwise.
 *
 * @param incomplete where the server's own readings have holes
 */
record OutletMonths(List<OutletMonth> outlets, List<Explained> incomplete) {
  OutletMonths {
    outlets = List.copyOf(outlets);
    incomplete = List.copyOf(incomplete);
  }

  /**
   * What the server itself knows.
   *
   * @param runTimes how long outlets ran, as the holders of permits report it
   */
  record Own(List<MonitoredMonth> monitored, List<SampledMonth> sampled, List<ListRow> runTimes) {}

  static OutletMonths of(
      List<ListRow> permits,
      List<ListRow> declarations,
      List<ListRow> monitoring,
      Own known,
      Rates rates,
      LocalDate date) {
    Map<String, List<ListRow>> declared = byOutlet(declarations);
    Map<String, List<ListRow>> listed = byOutlet(monitoring);
    Map<String, List<MonitoredMonth>> measured =
        known.monitored().stream().collect(Collectors.groupingBy(MonitoredMonth::outlet));
    Map<String, List<SampledMonth>> sampled =
        known.sampled().stream().collect(Collectors.groupingBy(SampledMonth::outlet));
    Map<String, List<ListRow>> ran = byOutlet(known.runTimes());
    TreeSet<String> codes = new TreeSet<>(declared.keySet());
    codes.addAll(listed.keySet());
    codes.addAll(measured.keySet());
    codes.addAll(sampled.keySet());
    List<OutletMonth> outlets = new ArrayList<>();
    List<Explained> incomplete = new ArrayList<>();
    for (String code : codes) {
      List<ListRow> rows = declared.getOrDefault(code, List.of());
      List<MonitoredMonth> months = measured.getOrDefault(code, List.of());
      OutletAmounts amounts =
          new OutletAmounts(code, date)
              .list(listed.getOrDefault(code, List.of()))
              .own(months, rows)
              .sampled(
                  sampled.getOrDefault(code, List.of()),
                  rows,
                  RunTime.of(ran.getOrDefault(code, List.of()), months));
      TaxMedium medium = months.isEmpty() ? ListRows.medium(code) : months.getFirst().medium();
      outlets.add(
          new OutletMonth(
              code,
              medium,
              rates.of(medium, date),
              works(permits, code),
              rows.isEmpty() ? null : declared(rows),
              amounts.monitored().orElse(null)));
      incomplete.addAll(amounts.incomplete());
    }
    return new OutletMonths(outlets, incomplete);
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

  private static Declared declared(List<ListRow> rows) {
    Map<String, BigDecimal> kg = new HashMap<>();
    Map<String, BigDecimal> values = new HashMap<>();
    Map<String, BigDecimal> factors = new HashMap<>();
    Map<String, BigDecimal> rates = new HashMap<>();
    Map<String, Declared.Method> methods = new HashMap<>();
    List<Evidence> records = new ArrayList<>();
    Declared.State state = state(rows);
    for (ListRow row : rows) {
      String pollutant = row.text("pollutant");
      // Where only a part is stopped or exempt, that part pays nothing.
      BigDecimal amount = stateOf(row) == state ? row.orZero("kg") : BigDecimal.ZERO;
      kg.merge(pollutant, amount, BigDecimal::add);
      row.number("valueKg").ifPresent(value -> values.put(pollutant, value));
      row.number("factor")
          .filter(factor -> factor.compareTo(BigDecimal.ONE) < 0)
          .ifPresent(factor -> factors.put(pollutant, factor));
      rates.put(pollutant, row.orZero("rate"));
      methods.put(pollutant, word(row, "method", Declared.Method.class, Declared.Method.AUTOMATIC));
      records.add(row.evidence("%s %s kg".formatted(pollutant, row.text("kg"))));
    }
    return new Declared(
        kg,
        values,
        factors,
        rows.getFirst().orZero("rate"),
        rates,
        Declared.Method.AUTOMATIC,
        methods,
        amount(rows),
        state,
        records);
  }

  /** On what was generated only when all of it was. */
  private static Declared.Amount amount(List<ListRow> rows) {
    return rows.stream()
            .allMatch(
                row ->
                    word(row, "amount", Declared.Amount.class, Declared.Amount.DISCHARGED)
                        == Declared.Amount.GENERATED)
        ? Declared.Amount.GENERATED
        : Declared.Amount.DISCHARGED;
  }

  /**
   * Stopped or exempt only when none of it ran; exempt when some of it was and the rest stopped.
   */
  private static Declared.State state(List<ListRow> rows) {
    Set<Declared.State> states =
        rows.stream().map(OutletMonths::stateOf).collect(Collectors.toSet());
    if (states.contains(Declared.State.RUNNING)) {
      return Declared.State.RUNNING;
    }
    return states.contains(Declared.State.EXEMPT) ? Declared.State.EXEMPT : Declared.State.STOPPED;
  }

  private static Declared.State stateOf(ListRow row) {
    return word(row, "state", Declared.State.class, Declared.State.RUNNING);
  }

  private static <E extends Enum<E>> E word(ListRow row, String cell, Class<E> type, E usual) {
    return row.find(cell).map(kept -> TaxWords.constant(type, kept)).orElse(usual);
  }
}
