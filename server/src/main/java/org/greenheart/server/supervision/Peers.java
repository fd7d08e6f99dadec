// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.supervision;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.supervision.Evidence;
import org.greenheart.regulation.supervision.FirmMonth;

/**
 * What a firm's declared amounts are like: its own a year before, and for one unit of product those
 * of the others that make the same (Regulation Art. 22). Not thread-safe.
 */
final class Peers {
  /** Fewer others are no measure. */
  private static final int LEAST_PEERS = 4;

  private record Declared(String firm, String month, String pollutant) {}

  private record Made(String month, String product, String unit) {}

  private record Intensity(Made made, String pollutant) {}

  private record Share(String firm, BigDecimal perUnit) {}

  private final Map<Intensity, Ranked> perUnit = new HashMap<>();
  private final Map<Declared, BigDecimal> declared = new HashMap<>();
  private final Map<Declared, List<String>> pollutants = new HashMap<>();
  private final Map<Declared, List<ListRow>> rows = new HashMap<>();
  private final Map<Made, Map<String, BigDecimal>> output = new HashMap<>();

  void add(ListRow row) {
    String month = row.record().month();
    switch (row.kind()) {
      case DECLARATIONS -> {
        if (row.find("state").orElse("running").equals("running")) {
          String pollutant = row.text("pollutant");
          declared.merge(
              new Declared(row.firm(), month, pollutant), row.orZero("kg"), BigDecimal::add);
          rows.computeIfAbsent(
                  new Declared(row.firm(), month, pollutant), each -> new ArrayList<>())
              .add(row);
          List<String> known =
              pollutants.computeIfAbsent(
                  new Declared(row.firm(), month, ""), each -> new ArrayList<>());
          if (!known.contains(pollutant)) {
            known.add(pollutant);
          }
        }
      }
      case OUTPUT ->
          output
              .computeIfAbsent(
                  new Made(month, row.text("product"), row.text("unit")), each -> new TreeMap<>())
              .merge(row.firm(), row.orZero("output"), BigDecimal::add);
      case PERMITS,
          TAXPAYERS,
          MONITORING,
          WASTES,
          PENALTIES,
          PROJECTS,
          ELECTRICITY,
          WATER_BILLS,
          GAS,
          RUN_TIMES,
          EXPLANATIONS -> {}
    }
  }

  List<FirmMonth.Comparison> of(String firm, YearMonth month, List<ListRow> outputs) {
    List<FirmMonth.Comparison> comparisons = new ArrayList<>();
    for (String pollutant :
        pollutants.getOrDefault(new Declared(firm, month.toString(), ""), List.of())) {
      BigDecimal now = amount(firm, month, pollutant);
      BigDecimal before = amount(firm, month.minusYears(1), pollutant);
      // Zero while it runs is under half, too; what stands still is not looked at.
      if (before.signum() > 0) {
        comparisons.add(
            new FirmMonth.Comparison(
                FirmMonth.Comparison.Measure.LAST_YEAR,
                pollutant,
                "kg",
                now,
                before,
                evidence(firm, pollutant, List.of(month, month.minusYears(1)))));
      }
      for (ListRow row : outputs) {
        perUnit(firm, month, pollutant, row, comparisons);
      }
    }
    return comparisons;
  }

  private BigDecimal amount(String firm, YearMonth month, String pollutant) {
    return declared.getOrDefault(new Declared(firm, month.toString(), pollutant), BigDecimal.ZERO);
  }

  /** What the firm declared of a pollutant, month by month. */
  private List<Evidence> evidence(String firm, String pollutant, List<YearMonth> months) {
    return months.stream()
        .flatMap(
            month ->
                rows
                    .getOrDefault(new Declared(firm, month.toString(), pollutant), List.of())
                    .stream())
        .map(
            row ->
                row.evidence(
                    "%s %s %s kg".formatted(row.record().month(), pollutant, row.text("kg"))))
        .toList();
  }

  private void perUnit(
      String firm,
      YearMonth month,
      String pollutant,
      ListRow row,
      List<FirmMonth.Comparison> comparisons) {
    Made made = new Made(month.toString(), row.text("product"), row.text("unit"));
    BigDecimal own = output.getOrDefault(made, Map.of()).getOrDefault(firm, BigDecimal.ZERO);
    BigDecimal now = amount(firm, month, pollutant);
    Ranked ranked = perUnit.computeIfAbsent(new Intensity(made, pollutant), this::ranked);
    int others = ranked.shares().size() - (ranked.places().containsKey(firm) ? 1 : 0);
    if (own.signum() > 0 && now.signum() > 0 && others >= LEAST_PEERS) {
      List<Evidence> records = new ArrayList<>(evidence(firm, pollutant, List.of(month)));
      records.add(row.evidence("%s %s %s".formatted(row.text("product"), own, row.text("unit"))));
      comparisons.add(
          new FirmMonth.Comparison(
              FirmMonth.Comparison.Measure.PEERS,
              pollutant,
              "kg/" + row.text("unit"),
              Exact.divide(now, own),
              ranked.medianWithout(firm),
              records));
    }
  }

  /** All makers that declared some. */
  private Ranked ranked(Intensity of) {
    return Ranked.of(
        output.getOrDefault(of.made(), Map.of()).entrySet().stream()
            .filter(maker -> maker.getValue().signum() > 0)
            .map(
                maker ->
                    new Share(
                        maker.getKey(),
                        Exact.divide(
                            declared.getOrDefault(
                                new Declared(maker.getKey(), of.made().month(), of.pollutant()),
                                BigDecimal.ZERO),
                            maker.getValue())))
            .filter(each -> each.perUnit().signum() > 0)
            .sorted(Comparator.comparing(Share::perUnit))
            .toList());
  }

  /** The least first, and where each firm stands: a median without one is found at once. */
  private record Ranked(List<Share> shares, Map<String, Integer> places) {
    static Ranked of(List<Share> shares) {
      Map<String, Integer> places = new HashMap<>();
      for (int i = 0; i < shares.size(); i++) {
        places.put(shares.get(i).firm(), i);
      }
      return new Ranked(shares, places);
    }

    private BigDecimal at(int place, int left) {
      return shares.get(place < left ? place : place + 1).perUnit();
    }

    BigDecimal medianWithout(String firm) {
      int left = places.getOrDefault(firm, shares.size());
      int size = left < shares.size() ? shares.size() - 1 : shares.size();
      int middle = size / 2;
      return size % 2 == 1
          ? at(middle, left)
          : Exact.divide(at(middle - 1, left).add(at(middle, left)), BigDecimal.TWO);
    }
  }
}
