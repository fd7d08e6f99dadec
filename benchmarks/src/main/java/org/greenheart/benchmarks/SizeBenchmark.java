// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/** What a sealed row costs on the disk. */
final class SizeBenchmark implements Benchmark {
  private static final int ROWS = 10_000_000;
  private static final int DATASTREAMS = 200;
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public String name() {
    return "size";
  }

  @Override
  public String about() {
    return "10 million sealed realistic rows: bytes on disk for a row with one value, and with four";
  }

  @Override
  public void run() {
    measure("one value", false, 5);
    measure("Avg, Min, Max, Cou", true, 10);
  }

  private static void measure(String what, boolean statistics, int goal) {
    try (ScratchFolder folder = new ScratchFolder()) {
      long started = System.nanoTime();
      long rows = fill(folder.path(), statistics);
      long filled = System.nanoTime();
      long sealed = seal(folder.path());
      long packed = System.nanoTime();
      try (RocksTelemetry telemetry = open(folder.path())) {
        telemetry.compact();
        long bytes = telemetry.fileBytes().getOrDefault("chunks", 0L);
        System.out.printf(
            "%s: %d rows, %d sealed, %.2f bytes a row (goal %d); written in %.0f s, sealed in %.0f s;"
                + " by kind %s%n",
            what,
            rows,
            sealed,
            (double) bytes / rows,
            goal,
            (filled - started) / 1e9,
            (packed - filled) / 1e9,
            telemetry.fileBytes());
      }
    }
  }

  private static long fill(Path folder, boolean statistics) {
    RealisticRows source = new RealisticRows(7, DATASTREAMS, statistics);
    long rows = 0;
    try (RocksTelemetry telemetry = open(folder)) {
      List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
      for (Instant minute = FIRST; rows < ROWS; minute = minute.plus(Duration.ofMinutes(1))) {
        for (NewArrival arrival : source.minute(minute)) {
          rows += arrival.changes().size();
          waiting.add(telemetry.append(arrival));
        }
        if (waiting.size() > 20_000) {
          waiting.forEach(CompletableFuture::join);
          waiting.clear();
        }
      }
      waiting.forEach(CompletableFuture::join);
    }
    return rows;
  }

  private static long seal(Path folder) {
    try (RocksTelemetry telemetry = open(folder)) {
      return telemetry.seal(FIRST.plus(Duration.ofDays(400)));
    }
  }

  /** Long before the rows' days, so that nothing is sealed but by our word. */
  private static RocksTelemetry open(Path folder) {
    return RocksTelemetry.open(
        folder.resolve("telemetry"), TelemetryOptions.of(InstantSource.fixed(FIRST)));
  }
}
