// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.simulator.LoadPlan;
import org.greenheart.simulator.LoadResult;
import org.greenheart.simulator.Loadgen;

/**
 * Runs two receivers in turn, so that both meet the machine in the same mood, and compares the
 * medians of their rounds.
 */
final class Rounds {
  private static final int COUNT = Integer.getInteger("benchmark.rounds", 3);
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));

  /** The compiler of a cold process has done most of its work then, on an idle machine. */
  private static final Duration WARMUP =
      Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 15));

  private final int connections;
  private final int inFlight;

  Rounds(int connections, int inFlight) {
    this.connections = connections;
    this.inFlight = inFlight;
  }

  /** Starts a receiver that keeps what it has in a folder. */
  interface Receiver {
    ChildServer start(Path folder, int port) throws Exception;
  }

  /** One of the two. */
  record Named(String name, Receiver receiver) {}

  void compare(Named base, Named other) throws Exception {
    List<Double> baseRates = new ArrayList<>();
    List<Double> otherRates = new ArrayList<>();
    System.out.printf(
        "%s connections x %s unanswered, minute frames of 5 factors, %s rounds of %s s each%n",
        connections, inFlight, COUNT, LENGTH.toSeconds());
    for (int round = 1; round <= COUNT; round++) {
      baseRates.add(run(base, round));
      otherRates.add(run(other, round));
    }
    double ratio = median(otherRates) / median(baseRates);
    System.out.printf(
        "%s: %.0f frames/s; %s: %.0f frames/s; ratio %.2f%n",
        base.name(), median(baseRates), other.name(), median(otherRates), ratio);
  }

  private double run(Named named, int round) throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      int port = ChildServer.freePort();
      try (ChildServer server = named.receiver().start(folder.path(), port)) {
        server.awaitPort(port);
        LoadResult result = load(port, round);
        server.checkAlive();
        System.out.printf(
            "  %-12s %7.0f frames/s  p50 %6.1f ms  p99 %6.1f ms  broken %s  cpu %5.1f s  rss %s"
                + " MB%n",
            named.name(),
            result.framesPerSecond(),
            result.median().toNanos() / 1e6,
            result.p99().toNanos() / 1e6,
            result.broken(),
            server.processorTime().toMillis() / 1e3,
            server.residentMegabytes());
        return result.framesPerSecond();
      }
    }
  }

  private LoadResult load(int port, int round) throws IOException, InterruptedException {
    LoadPlan usual = LoadPlan.of(connections, inFlight, LENGTH);
    return new Loadgen(ChildServer.HOST, port)
        .run(new LoadPlan(connections, inFlight, WARMUP, LENGTH, usual.firstMinute(), round));
  }

  static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    return sorted.get(sorted.size() / 2);
  }
}
