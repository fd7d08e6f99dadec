// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

/**
 * Kills the writer of telemetry many times and checks after each that nothing acknowledged is lost,
 * nothing is there twice, and every count is exact.
 */
final class CrashBenchmark implements Benchmark {
  private static final int KILLS = 500;
  private static final int KILLS_PER_FOLDER = 10;

  @Override
  public String name() {
    return "crash";
  }

  @Override
  public String about() {
    return "kill -9 under load %s times: nothing answered is lost, nothing is there twice"
        .formatted(KILLS);
  }

  @Override
  public void run() throws Exception {
    long begun = System.nanoTime();
    long arrivals = 0;
    for (int from = 0; from < KILLS; from += KILLS_PER_FOLDER) {
      try (ScratchFolder folder = new ScratchFolder()) {
        CrashRounds rounds = new CrashRounds(folder.path().resolve("telemetry"), from);
        CrashRounds.Round last = new CrashRounds.Round(0, 0, 0);
        for (int kill = 0; kill < KILLS_PER_FOLDER; kill++) {
          last = rounds.run();
        }
        arrivals += last.arrivals();
        System.out.printf(
            "%d kills, %d arrivals checked, none lost, none twice%n",
            from + KILLS_PER_FOLDER, arrivals);
      }
    }
    System.out.printf("took %d s%n", (System.nanoTime() - begun) / 1_000_000_000L);
  }
}
