// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import org.greenheart.server.supervision.Amounts;
import org.greenheart.server.supervision.ClueRun;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.TaxRecord;
import org.greenheart.storage.registry.TaxRule;

/**
 * A year of firms supervised by all rules, from the lists in the store to the clues in the store.
 * Every seventh firm declares a fifth too little. A second run finds the same again.
 */
final class SupervisionBenchmark implements Benchmark {
  private static final int FIRMS = 500;
  private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
  private static final YearMonth FIRST = YearMonth.of(2025, 1);
  private static final List<String> POLLUTANTS =
      List.of(
          "SO2", "NOx", "CO", "smoke dust", "HCl", "fluoride", "benzene", "toluene", "NH3", "H2S");

  @Override
  public String name() {
    return "supervision";
  }

  @Override
  public String about() {
    return "%d firms x 12 months x %d pollutants by all rules".formatted(FIRMS, POLLUTANTS.size());
  }

  @Override
  public void run() {
    try (ScratchFolder folder = new ScratchFolder();
        SqliteRegistry registry = SqliteRegistry.open(folder.path(), InstantSource.fixed(NOW))) {
      long start = System.nanoTime();
      int rows = registry.write(SupervisionBenchmark::fill);
      System.out.printf("%,d rows of lists written: %.1f s%n", rows, seconds(start));
      ClueRun run = new ClueRun(registry, Amounts.NONE);
      ClueRun.Order year = new ClueRun.Order(FIRST, FIRST.plusMonths(11), "Hunan", null, null);
      for (String round : List.of("first run", "run again")) {
        start = System.nanoTime();
        ClueRun.Outcome outcome = run.run(year);
        System.out.printf(
            "%s: %.1f s; %,d firms, %,d clues, %,d new, %,d could not be computed%n",
            round,
            seconds(start),
            outcome.firms(),
            outcome.found(),
            outcome.added(),
            outcome.problems().size());
      }
    }
  }

  private static double seconds(long start) {
    return (double) Duration.ofNanos(System.nanoTime() - start).toMillis() / 1_000;
  }

  private static int fill(Tables tables) {
    int rows = 0;
    // R10 ships disabled: all rules means all.
    var _ =
        tables
            .taxBook()
            .rules()
            .put(
                new TaxRule(
                    0, "R10", 1, Decimal.of(0), Decimal.of(0), true, false, "benchmark", NOW));
    for (int firm = 0; firm < FIRMS; firm++) {
      String code = CreditCode.complete(String.format(Locale.ROOT, "91990101MA7BM%04d", firm));
      rows +=
          put(
              tables,
              "permits",
              code,
              "|P|DA001",
              "",
              "{\"permit\":\"P\",\"outlet\":\"DA001\",\"validFrom\":\"2024-01-01\",\"validTo\":\"2028-12-31\"}");
      rows += put(tables, "taxpayers", code, "", "", "{}");
      for (int month = 0; month < 12; month++) {
        rows += month(tables, code, FIRST.plusMonths(month).toString(), firm);
      }
    }
    return rows;
  }

  private static int month(Tables tables, String code, String month, int firm) {
    int rows = 0;
    for (int i = 0; i < POLLUTANTS.size(); i++) {
      String pollutant = POLLUTANTS.get(i);
      int kg = 1_000 + firm % 50 + 100 * i;
      int declared = firm % 7 == 0 ? kg * 4 / 5 : kg;
      String key = "|%s|DA001|%s".formatted(month, pollutant);
      rows +=
          put(
              tables,
              "declarations",
              code,
              key,
              month,
              "{\"month\":\"%s\",\"outlet\":\"DA001\",\"pollutant\":\"%s\",\"kg\":\"%s\",\"rate\":\"2.4\",\"filed\":\"%s\"}"
                  .formatted(month, pollutant, declared, month + "-15"));
      rows +=
          put(
              tables,
              "monitoring",
              code,
              key,
              month,
              "{\"month\":\"%s\",\"outlet\":\"DA001\",\"pollutant\":\"%s\",\"kg\":\"%s\",\"mean\":\"30\",\"limit\":\"50\"}"
                  .formatted(month, pollutant, kg));
    }
    rows +=
        put(
            tables,
            "electricity",
            code,
            "|" + month,
            month,
            "{\"month\":\"%s\",\"used\":\"88000\",\"idle\":\"5000\"}".formatted(month));
    rows +=
        put(
            tables,
            "output",
            code,
            "|" + month + "|tile",
            month,
            "{\"month\":\"%s\",\"product\":\"tile\",\"unit\":\"t\",\"output\":\"1000\"}"
                .formatted(month));
    return rows;
  }

  private static int put(
      Tables tables, String kind, String code, String key, String month, String document) {
    var _ =
        tables
            .taxBook()
            .records()
            .put(
                new TaxRecord(
                    0,
                    kind,
                    code + key,
                    code,
                    "Firm " + code,
                    month,
                    document,
                    "benchmark",
                    "benchmark",
                    NOW));
    return 1;
  }
}
