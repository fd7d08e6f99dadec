// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code bench crash}: kills the writer of telemetry many times and checks after each that nothing
 * acknowledged is lost, nothing is there twice, and every count is exact.
 */
public final class CrashBench {
  private static final int KILLS = 500;
  private static final int KILLS_PER_FOLDER = 10;

  private CrashBench() {}

  /**
   * @param arguments how many kills; 500 when not given
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int kills = arguments.length == 0 ? KILLS : Integer.parseInt(arguments[0]);
    long begun = System.nanoTime();
    long arrivals = 0;
    CrashRounds.Round last = new CrashRounds.Round(0, 0, 0);
    for (int from = 0; from < kills; from += KILLS_PER_FOLDER) {
      Path folder = Files.createTempDirectory("greenheart-crash");
      try {
        CrashRounds rounds = new CrashRounds(folder, from);
        for (int kill = from; kill < Math.min(kills, from + KILLS_PER_FOLDER); kill++) {
          last = rounds.run();
        }
        arrivals += last.arrivals();
        System.out.printf(
            "%d kills, %d arrivals checked, none lost, none twice%n",
            Math.min(kills, from + KILLS_PER_FOLDER), arrivals);
      } finally {
        delete(folder);
      }
    }
    System.out.printf("took %d s%n", (System.nanoTime() - begun) / 1_000_000_000L);
  }

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
  }
}
