// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.util.List;
import java.util.Optional;

/** {@code ./greenheart bench [NAME]}: lists the benchmarks, or runs one. */
public final class Benchmarks {
  private static final List<Benchmark> ALL =
      List.of(
          new IntakeBenchmark("intake", 200, 8),
          new IntakeBenchmark("intake-many", 1_000, 1),
          new PostgresBenchmark(),
          new SizeBenchmark(),
          new ReadBenchmark(),
          new JudgingBenchmark(),
          new RejudgeBenchmark(),
          new TraceBenchmark(),
          new StartBenchmark(),
          new AirBenchmark(),
          new SupervisionBenchmark(),
          new ModbusBenchmark(),
          new CrashBenchmark());

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length == 0) {
      System.out.println("./greenheart bench NAME, where NAME is one of:");
      ALL.forEach(
          benchmark -> System.out.printf("  %-12s %s%n", benchmark.name(), benchmark.about()));
      return;
    }
    for (String name : arguments) {
      Optional<Benchmark> found =
          ALL.stream().filter(benchmark -> benchmark.name().equals(name)).findFirst();
      if (found.isEmpty()) {
        System.err.printf("there is no benchmark (%s); ./greenheart bench lists them%n", name);
        System.exit(2);
      } else {
        found.get().run();
      }
    }
    // Drivers may leave threads behind.
    System.exit(0);
  }
}
