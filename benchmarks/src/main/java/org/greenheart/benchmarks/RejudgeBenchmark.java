// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.greenheart.server.limits.OperatingLimits;
import org.greenheart.server.watch.Rejudging;
import org.greenheart.server.watch.Watch;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rejudgement;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.TelemetryOptions;

/** A month of hours and ten-minute values judged again by a rule for each. */
final class RejudgeBenchmark implements Benchmark {
  private static final int POINTS = Integer.getInteger("benchmark.points", 1_000);
  private static final int FACTORS = 5;
  private static final int DAYS = 30;
  private static final Duration STEP = Duration.ofMinutes(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  /** 1 to {@link #POINTS} x {@link #FACTORS}: ten-minute values, those beyond: hours. */
  private static final int STREAMS = POINTS * FACTORS;

  @Override
  public String name() {
    return "rejudge";
  }

  @Override
  public String about() {
    return "a month of 1,000 points x 5 factors judged again, hours and ten-minute values";
  }

  @Override
  public void run() throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      Path path = folder.path();
      Clock clock = Clock.systemUTC();
      try (Registry registry = SqliteRegistry.open(path.resolve("registry"), clock);
          RocksTelemetry telemetry =
              RocksTelemetry.open(path.resolve("telemetry"), TelemetryOptions.of(clock))) {
        register(registry);
        long filling = System.nanoTime();
        long rows = fill(telemetry);
        telemetry.seal(FIRST.plus(Duration.ofDays(DAYS)));
        System.out.printf("  %,d rows written and packed in %.0f s%n", rows, seconds(filling));
        registry.positions().moveTo(Watch.READER, telemetry.lastArrival());
        try (Watch watch = Watch.start(telemetry, registry, new OperatingLimits(registry), clock)) {
          for (int round = 0; round < 3; round++) {
            long from = System.nanoTime();
            Rejudging.Difference difference =
                watch.difference(
                    new Rejudging.Range(null, List.of(), FIRST, FIRST.plus(Duration.ofDays(DAYS))));
            System.out.printf(
                "  difference: %,d points, %,d rows judged again in %.1f s, %,d alarms to raise%n",
                difference.points(), rows, seconds(from), difference.counts().raised());
          }
          long from = System.nanoTime();
          double worked = processorSeconds();
          Rejudgement done = carryOut(registry, watch);
          System.out.printf(
              "%,d points x %s factors, a month of ten-minute values and hours (%,d rows): judged"
                  + " again and written in %.1f s (%.1f s of processor time), %,d alarms raised"
                  + " (goal 60 s for 1,000 points)%n",
              done.done(),
              FACTORS,
              rows,
              seconds(from),
              processorSeconds() - worked,
              done.counts().raised());
        }
      }
    }
  }

  private static double seconds(long fromNanos) {
    return (System.nanoTime() - fromNanos) / 1e9;
  }

  /** Of all threads; it says more than the time where other work is on the machine. */
  private static double processorSeconds() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
  }

  /** As a person orders it: point by point, each in a transaction, while the watch runs. */
  private static Rejudgement carryOut(Registry registry, Watch watch) throws InterruptedException {
    long order =
        registry
            .rejudgements()
            .order(
                new Rejudgement(
                    0,
                    null,
                    List.of(),
                    FIRST,
                    FIRST.plus(Duration.ofDays(DAYS)),
                    "benchmark",
                    "benchmark",
                    registry.now(),
                    Rejudgement.State.RUNNING,
                    null,
                    0,
                    0,
                    Rejudgement.Counts.NONE))
            .id();
    watch.rejudge();
    while (true) {
      Rejudgement now = registry.rejudgements().find(order).orElseThrow();
      if (now.state() != Rejudgement.State.RUNNING) {
        return now;
      }
      // Nothing tells when it is done; the pause bounds the error of the figure.
      Thread.sleep(20);
    }
  }

  private static void register(Registry registry) {
    registry.write(
        tables -> {
          for (Interval interval : List.of(Interval.MINUTE, Interval.HOUR)) {
            for (int point = 0; point < POINTS; point++) {
              String mn = "AGAIN%08d".formatted(point);
              long thing =
                  tables
                      .devices()
                      .find("hj212", mn)
                      .orElseGet(
                          () ->
                              tables
                                  .devices()
                                  .register("hj212", mn, Acceptance.named(mn), Instant.EPOCH))
                      .thing();
              for (int factor = 0; factor < FACTORS; factor++) {
                String code = "w0100" + factor;
                tables
                    .catalogue()
                    .ensure(
                        DatastreamSpec.ofDevice(
                            thing,
                            code,
                            interval,
                            "32",
                            code,
                            code,
                            UnitOfMeasurement.ofSymbol("mg/L")));
              }
            }
            for (int factor = 0; factor < FACTORS; factor++) {
              tables.rules().record(rule("w0100" + factor, interval));
            }
          }
          return POINTS;
        });
  }

  private static Rule rule(String code, Interval interval) {
    return new Rule(
        code + "-" + interval.text(),
        0,
        "above-limit",
        code,
        code,
        Severity.WARNING,
        null,
        "{\"interval\":\"%s\",\"code\":\"%s\",\"limit\":\"85\"}".formatted(interval.text(), code),
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "benchmark",
        true,
        "benchmark",
        FIRST);
  }

  /** Values walk as real ones do; the hours are every sixth of them. */
  private static long fill(RocksTelemetry telemetry) {
    RealisticRows values = new RealisticRows(11, STREAMS, false);
    List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
    long rows = 0;
    for (int step = 0; step < DAYS * 144; step++) {
      Instant at = FIRST.plus(STEP.multipliedBy(step));
      for (NewArrival arrival : values.minute(at)) {
        waiting.add(telemetry.append(arrival));
        rows += arrival.changes().size();
        if (step % 6 == 0) {
          waiting.add(telemetry.append(hours(arrival)));
          rows += arrival.changes().size();
        }
      }
      if (waiting.size() > 20_000) {
        waiting.forEach(CompletableFuture::join);
        waiting.clear();
      }
    }
    waiting.forEach(CompletableFuture::join);
    return rows;
  }

  private static NewArrival hours(NewArrival minutes) {
    List<RowChange> rows =
        minutes.changes().stream()
            .map(
                row ->
                    RowChange.of(
                        new RowKey(row.key().datastream() + STREAMS, row.key().startMicros(), 0),
                        (Decimal) row.result(),
                        row.flag()))
            .toList();
    return new NewArrival(
        minutes.received(),
        "bench",
        minutes.device(),
        Bytes.EMPTY,
        Outcome.DATA,
        rows,
        List.of(),
        0);
  }
}
