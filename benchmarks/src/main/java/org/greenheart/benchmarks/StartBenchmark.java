// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.simulator.LoadPlan;
import org.greenheart.simulator.Loadgen;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;

/** How long a server with 10,000 points needs from its start to its first answer. */
final class StartBenchmark implements Benchmark {
  private static final int POINTS = 10_000;
  private static final int ROUNDS = 5;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String about() {
    return "start to first answered frame with 10,000 registered points, and memory at rest";
  }

  @Override
  public void run() throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      register(folder.path());
      List<Double> seconds = new ArrayList<>();
      long resident = 0;
      for (int round = 0; round < ROUNDS; round++) {
        int port = ChildServer.freePort();
        try (ChildServer server = Receivers.greenheart(folder.path(), port, "--http-port", "0")) {
          server.awaitPort(port);
          firstAnswer(port, round);
          seconds.add(server.age().toMillis() / 1e3);
          Thread.sleep(3_000); // "at rest" means that: nothing is left to be done after the start
          resident = server.residentMegabytes();
        }
      }
      System.out.printf(
          "start to first answered frame with %s points: median %.2f s of %s (goal 3 s); %s MB at rest%n",
          POINTS, Rounds.median(seconds), seconds, resident);
    }
  }

  private static void register(Path folder) {
    try (Registry registry =
        SqliteRegistry.open(folder.resolve("data").resolve("registry"), InstantSource.system())) {
      registry.write(
          tables -> {
            for (int i = 0; i < POINTS; i++) {
              tables
                  .devices()
                  .register(
                      "hj212",
                      "START%07d".formatted(i),
                      Acceptance.named("Point " + i),
                      Instant.EPOCH);
            }
            return POINTS;
          });
    }
  }

  /** One connection, one frame in flight, until an answer has come. */
  private static void firstAnswer(int port, int round) throws IOException, InterruptedException {
    LoadPlan plan = LoadPlan.of(1, 1, Duration.ofMillis(50));
    long answered = 0;
    while (answered == 0) {
      answered =
          new Loadgen(ChildServer.HOST, port)
              .run(
                  new LoadPlan(
                      1, 1, Duration.ZERO, plan.duration(), plan.firstMinute(), 100 + round))
              .answered();
    }
  }
}
