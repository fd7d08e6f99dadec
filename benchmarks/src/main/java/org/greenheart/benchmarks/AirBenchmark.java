// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.regulation.air.IndexRules;
import org.greenheart.regulation.air.Indicator;
import org.greenheart.regulation.air.Report;
import org.greenheart.regulation.air.ReportItem;

/** The AQI of many stations for one hour. */
final class AirBenchmark implements Benchmark {
  private static final int STATIONS = 10_000;
  private static final int ROUNDS = 21;

  @Override
  public String name() {
    return "air";
  }

  @Override
  public String about() {
    return "the hourly AQI of %,d stations".formatted(STATIONS);
  }

  @Override
  public void run() {
    IndexRules rules = IndexRules.at(LocalDate.of(2026, 3, 1));
    List<Map<Indicator, BigDecimal>> stations = stations(rules);
    long[] nanos = new long[ROUNDS];
    long sum = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (Map<Indicator, BigDecimal> station : stations) {
        sum += rules.index(Report.HOURLY, station, Set.of()).value().orElse(0);
      }
      nanos[round] = System.nanoTime() - start;
    }
    System.out.printf("first round, cold: %.1f ms%n", nanos[0] / 1e6);
    Arrays.sort(nanos);
    System.out.printf(
        "median of %s rounds: %.1f ms (mean AQI %.1f)%n",
        ROUNDS, nanos[ROUNDS / 2] / 1e6, (double) sum / ROUNDS / STATIONS);
  }

  private static List<Map<Indicator, BigDecimal>> stations(IndexRules rules) {
    List<Map<Indicator, BigDecimal>> stations = new ArrayList<>(STATIONS);
    for (int i = 0; i < STATIONS; i++) {
      Map<Indicator, BigDecimal> station = new HashMap<>();
      for (ReportItem item : rules.items(Report.HOURLY)) {
        long tenths = (i * 37L + station.size() * 11L) % 3_000;
        station.put(item.indicator(), BigDecimal.valueOf(tenths, 1));
      }
      stations.add(station);
    }
    return stations;
  }
}
