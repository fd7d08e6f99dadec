// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.LotAmount;
import org.greenheart.storage.registry.LotStep;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.SupplyLot;
import org.greenheart.storage.registry.SupplyProduct;
import org.greenheart.storage.registry.Tables;

/** One lot of clay followed to all that was made of it. */
final class TraceBenchmark implements Benchmark {
  private static final int WIDTH = 10;
  private static final int LEVELS = 5;
  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "trace";
  }

  @Override
  public String about() {
    return "100,000 lots traced five levels down";
  }

  @Override
  public void run() throws Exception {
    try (ScratchFolder folder = new ScratchFolder();
        Registry registry = SqliteRegistry.open(folder.path(), Clock.systemUTC())) {
      long first = registry.write(TraceBenchmark::fill);
      for (int round = 0; round < ROUNDS; round++) {
        long from = System.nanoTime();
        List<LotStep> steps = registry.supply().lots().trace(first, true, LEVELS);
        double seconds = (System.nanoTime() - from) / 1e9;
        System.out.printf(
            "%,d lots traced %s levels down in %.2f s (goal 1 s for 100,000)%n",
            steps.size(), LEVELS, seconds);
      }
    }
  }

  /** 10 lots of each lot: 111,110 below the first. */
  private static long fill(Tables tables) {
    long owner =
        tables
            .places()
            .enterprises()
            .put(
                new Enterprise(
                    0, CreditCode.complete("91330100MA2B00001"), "Kilns", null, "C3074", 0, null))
            .row()
            .id();
    long product =
        tables.supply().put(new SupplyProduct(0, owner, "P", null, "P", null, "kg", true, 0)).id();
    long first = lot(tables, owner, product, List.of());
    long next = first;
    long end = first;
    for (int level = 0; level < LEVELS; level++) {
      long last = end;
      for (; next <= last; next++) {
        for (int i = 0; i < WIDTH; i++) {
          end = lot(tables, owner, product, List.of(new LotAmount(next, BigDecimal.ONE)));
        }
      }
    }
    return first;
  }

  private static long lot(Tables tables, long owner, long product, List<LotAmount> inputs) {
    LocalDate day = LocalDate.of(2026, 1, 1);
    String code = "hdl/88.1/" + System.nanoTime();
    return tables
        .supply()
        .lots()
        .put(
            new SupplyLot(
                0, owner, product, code, BigDecimal.valueOf(WIDTH), day, day, Set.of(), 0),
            inputs)
        .id();
  }
}
