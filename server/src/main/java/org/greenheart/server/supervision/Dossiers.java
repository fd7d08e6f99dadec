// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.Explained;
import org.greenheart.regulation.supervision.Explanation;
import org.greenheart.regulation.supervision.Firm;
import org.greenheart.regulation.supervision.FirmMonth;
import org.greenheart.regulation.tax.Filing;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxRecord;

/**
 * Makes of all lists what each firm's month says. A month is looked at when its last day for filing
 * is over and a list of declarations was imported for it: else everybody would look as if they had
 * not declared. One use, one thread.
 */
final class Dossiers {
  /** Of building sites, by its name in the annex. */
  private static final String DUST = "general dust";

  private static final String RUNNING = "running";
  private static final Map<String, ListKind> KINDS =
      Arrays.stream(ListKind.values())
          .collect(Collectors.toMap(ListKind::text, Function.identity()));

  private final FirmNames names;
  private final Rates rates;
  private final Readings readings;
  private final OwnPermits permits;
  private final Map<String, Map<ListKind, List<ListRow>>> firms = new LinkedHashMap<>();
  private final Map<String, List<ListRow>> monthly = new HashMap<>();
  private final Set<YearMonth> declared = new HashSet<>();
  private final Peers peers = new Peers();
  private boolean taxpayersKnown;

  private Dossiers(FirmNames names, Rates rates, Readings readings, OwnPermits permits) {
    this.permits = permits;
    this.names = names;
    this.rates = rates;
    this.readings = readings;
  }

  /**
   * @param from the first month that is looked at; the year before is read as well
   * @param to the last one
   */
  static Dossiers read(
      Tables tables, Rates rates, Readings readings, YearMonth from, YearMonth to) {
    Dossiers dossiers =
        new Dossiers(FirmNames.read(tables), rates, readings, OwnPermits.read(tables));
    Map<String, ListRow> newest = new LinkedHashMap<>();
    for (TaxRecord record :
        tables.taxBook().recordsOfMonths(from.minusYears(1).toString(), to.toString())) {
      ListKind kind = KINDS.get(record.kind());
      Optional<String> firm = dossiers.names.whose(record.creditCode(), record.name());
      if (kind != null && firm.isPresent()) {
        newest.merge(
            sameRow(record, firm.get()), ListRow.of(kind, record, firm.get()), Dossiers::newer);
      }
    }
    newest.values().forEach(dossiers::add);
    return dossiers;
  }

  /** A row that came once by name and once by code is one row: it must not count twice. */
  private static String sameRow(TaxRecord record, String firm) {
    int rest = record.key().indexOf('|');
    return String.join("|", record.kind(), firm, rest < 0 ? "" : record.key().substring(rest + 1));
  }

  private static ListRow newer(ListRow one, ListRow other) {
    return other.record().recorded().isBefore(one.record().recorded()) ? one : other;
  }

  private void add(ListRow row) {
    Map<ListKind, List<ListRow>> standing =
        firms.computeIfAbsent(row.firm(), each -> new EnumMap<>(ListKind.class));
    if (row.record().month().isEmpty()) {
      standing.computeIfAbsent(row.kind(), each -> new ArrayList<>()).add(row);
    } else {
      monthly
          .computeIfAbsent(monthKey(row.firm(), row.record().month()), each -> new ArrayList<>())
          .add(row);
    }
    taxpayersKnown |= row.kind() == ListKind.TAXPAYERS;
    if (row.kind() == ListKind.DECLARATIONS) {
      row.month().ifPresent(declared::add);
    }
    peers.add(row);
  }

  private static String monthKey(String firm, String month) {
    return firm + " " + month;
  }

  int firms() {
    return all().size();
  }

  /** Of the lists, and those that have a permit here. */
  private SortedSet<String> all() {
    SortedSet<String> all = new TreeSet<>(firms.keySet());
    all.addAll(permits.firms());
    return all;
  }

  /** A month that is not looked at, and why. */
  record Skipped(YearMonth month, String reason) {}

  /** Months of a range that cannot be looked at yet. */
  List<Skipped> skipped(YearMonth from, YearMonth to, LocalDate today) {
    List<Skipped> skipped = new ArrayList<>();
    for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
      if (!Filing.due(month).value().isBefore(today)) {
        skipped.add(new Skipped(month, "filing-not-over"));
      } else if (!declared.contains(month)) {
        skipped.add(new Skipped(month, "no-declarations"));
      }
    }
    return skipped;
  }

  /** Takes a firm's month, or why it cannot be put together. */
  interface Taker {
    void take(FirmMonth dossier);

    void refuse(String firm, String name, YearMonth month, LawException why);
  }

  /** Every firm's month that can be looked at, firm by firm. */
  void forEach(YearMonth from, YearMonth to, LocalDate today, Taker taker) {
    Set<YearMonth> left =
        skipped(from, to, today).stream().map(Skipped::month).collect(Collectors.toSet());
    for (String firm : all()) {
      for (YearMonth month = from; !month.isAfter(to); month = month.plusMonths(1)) {
        if (!left.contains(month)) {
          try {
            taker.take(of(firm, month));
          } catch (LawException e) {
            taker.refuse(firm, names.nameOf(firm), month, e);
          }
        }
      }
    }
  }

  private FirmMonth of(String firm, YearMonth month) {
    Map<ListKind, List<ListRow>> rows = new EnumMap<>(ListKind.class);
    for (ListRow row : monthly.getOrDefault(monthKey(firm, month.toString()), List.of())) {
      rows.computeIfAbsent(row.kind(), each -> new ArrayList<>()).add(row);
    }
    Map<ListKind, List<ListRow>> standing = firms.getOrDefault(firm, Map.of());
    List<ListRow> listed = inForce(standing.getOrDefault(ListKind.PERMITS, List.of()), month);
    List<ListRow> penalties =
        standing.getOrDefault(ListKind.PENALTIES, List.of()).stream()
            .filter(row -> row.day("date").map(YearMonth::from).filter(month::equals).isPresent())
            .toList();
    List<ListRow> projects = atWork(standing.getOrDefault(ListKind.PROJECTS, List.of()), month);
    List<ListRow> declarations = rows.getOrDefault(ListKind.DECLARATIONS, List.of());
    List<ListRow> all = new ArrayList<>(listed);
    all.addAll(penalties);
    all.addAll(projects);
    rows.values().forEach(all::addAll);
    OutletMonths outlets =
        OutletMonths.of(
            listed,
            declarations,
            rows.getOrDefault(ListKind.MONITORING, List.of()),
            new OutletMonths.Own(
                readings.of(firm, month),
                readings.sampled(firm, month),
                rows.getOrDefault(ListKind.RUN_TIMES, List.of())),
            rates,
            month.atEndOfMonth());
    return new FirmMonth(
        new Firm(
            firm,
            names.nameOf(firm),
            all.stream().anyMatch(ListRow::byName) ? Firm.Match.NAME : Firm.Match.CODE),
        month,
        standing(
            firm,
            listed,
            isTaxpayer(standing.getOrDefault(ListKind.TAXPAYERS, List.of()), declarations, month),
            month),
        declarations.stream()
            .flatMap(row -> row.day("filed").stream())
            .max(Comparator.naturalOrder())
            .orElse(null),
        outlets.outlets(),
        penalties.stream().flatMap(row -> penalty(row).stream()).toList(),
        rows.getOrDefault(ListKind.WASTES, List.of()).stream().map(Dossiers::waste).toList(),
        projects.stream()
            .map(
                row ->
                    new FirmMonth.Project(
                        row.text("project"),
                        true,
                        row.flag("dustDeclared", declaresDust(declarations)),
                        row.evidence(row.text("project"))))
            .toList(),
        Consumptions.of(rows),
        peers.of(firm, month, rows.getOrDefault(ListKind.OUTPUT, List.of())),
        explanations(firm, month, standing, outlets));
  }

  /** Where the list of sites does not say so, the declarations do. */
  private static boolean declaresDust(List<ListRow> declarations) {
    return declarations.stream()
        .anyMatch(
            row ->
                row.text("pollutant").equals(DUST)
                    && row.orZero("kg").signum() > 0
                    && row.find("state").orElse(RUNNING).equals(RUNNING));
  }

  private static List<ListRow> inForce(List<ListRow> permits, YearMonth month) {
    return permits.stream()
        .filter(
            row ->
                row.day("validFrom").filter(day -> !day.isAfter(month.atDay(1))).isPresent()
                    && row.day("validTo")
                        .filter(day -> !day.isBefore(month.atEndOfMonth()))
                        .isPresent())
        .toList();
  }

  private static List<ListRow> atWork(List<ListRow> projects, YearMonth month) {
    return projects.stream()
        .filter(
            row ->
                row.day("from").filter(day -> !day.isAfter(month.atEndOfMonth())).isPresent()
                    && row.day("to").filter(day -> !day.isBefore(month.atDay(1))).isPresent())
        .toList();
  }

  /** Where nobody has given a list of taxpayers, who declares is one. */
  private boolean isTaxpayer(List<ListRow> taxpayers, List<ListRow> declarations, YearMonth month) {
    return taxpayersKnown
        ? taxpayers.stream()
            .anyMatch(
                row -> row.day("since").map(day -> !day.isAfter(month.atEndOfMonth())).orElse(true))
        : !declarations.isEmpty();
  }

  /** By the list of permits and by the server's own; what the list says of an outlet counts. */
  private FirmMonth.Standing standing(
      String firm, List<ListRow> listed, boolean taxpayer, YearMonth month) {
    Map<String, Evidence> taxable = new HashMap<>(permits.taxable(firm, month));
    for (ListRow row : listed) {
      taxable.remove(row.text("outlet"));
    }
    listed.stream()
        .filter(row -> !row.text("outlet").isEmpty() && row.flag("taxable", true))
        .forEach(
            row ->
                taxable.put(
                    row.text("outlet"),
                    row.evidence(row.text("permit") + " " + row.text("outlet"))));
    return new FirmMonth.Standing(
        !listed.isEmpty() || permits.permitted(firm, month), taxable, taxpayer);
  }

  private static Optional<FirmMonth.Penalty> penalty(ListRow row) {
    String kind = row.text("kind");
    return kind.equals("other")
        ? Optional.empty()
        : Optional.of(
            new FirmMonth.Penalty(
                TaxWords.constant(FirmMonth.Penalty.Kind.class, kind),
                row.evidence(row.text("decision") + " " + row.text("date"))));
  }

  private static FirmMonth.WasteMonth waste(ListRow row) {
    return new FirmMonth.WasteMonth(
        row.text("waste"),
        new SolidWasteTax.Waste(
            row.orZero("generatedT"),
            row.orZero("storedT"),
            row.orZero("disposedT"),
            row.orZero("usedT")),
        row.orZero("declaredT"),
        List.of(row.evidence(row.text("generatedT") + " t")));
  }

  /** What was handed in, what the points are marked with, and holes in the readings. */
  private List<Explained> explanations(
      String firm, YearMonth month, Map<ListKind, List<ListRow>> standing, OutletMonths outlets) {
    List<Explained> explanations = new ArrayList<>();
    for (ListRow row : standing.getOrDefault(ListKind.EXPLANATIONS, List.of())) {
      boolean begun = row.day("from").filter(day -> !day.isAfter(month.atEndOfMonth())).isPresent();
      boolean over = row.day("to").filter(day -> day.isBefore(month.atDay(1))).isPresent();
      if (begun && !over) {
        explanations.add(
            new Explained(
                TaxWords.constant(Explanation.class, row.text("explanation")),
                row.text("outlet"),
                row.evidence(
                    row.find("document").orElse(row.text("from") + " … " + row.text("to")))));
      }
    }
    explanations.addAll(readings.marks(firm, month));
    explanations.addAll(outlets.incomplete());
    return explanations;
  }
}
