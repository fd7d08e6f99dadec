// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.greenheart.simulator.LoadPlan;
import org.greenheart.simulator.LoadResult;
import org.greenheart.simulator.Loadgen;

/**
 * Full durable intake with the watch judging every row, beside the same intake that nobody reads.
 * The load's minutes go by some hundred times faster than life, so hours are computed so much more
 * often too: what the statistics cost is in the figure.
 */
final class JudgingBenchmark implements Benchmark {
  private static final int ROUNDS = Integer.getInteger("benchmark.rounds", 3);
  private static final Duration WARMUP =
      Duration.ofSeconds(Integer.getInteger("benchmark.warmup", 15));
  private static final Duration LENGTH =
      Duration.ofSeconds(Integer.getInteger("benchmark.seconds", 8));
  private static final List<String> CODES =
      List.of("w01018", "w21003", "w21011", "w21001", "w00000");

  @Override
  public String name() {
    return "judging";
  }

  @Override
  public String about() {
    return "durable intake with the watch judging every row, beside the same unwatched; its lag";
  }

  private record Round(double rate, double lagSeconds) {}

  @Override
  public void run() throws Exception {
    List<Double> unwatched = new ArrayList<>();
    List<Double> watched = new ArrayList<>();
    double lag = 0;
    for (int round = 1; round <= ROUNDS; round++) {
      unwatched.add(unwatched(round));
      Round judged = watched(round);
      watched.add(judged.rate());
      lag = Math.max(lag, judged.lagSeconds());
    }
    System.out.printf(
        "unwatched %.0f frames/s; watched %.0f frames/s: costs %.0f %% (goal 30 %%); most lag of"
            + " the watch %.2f s (goal 2 s)%n",
        Rounds.median(unwatched),
        Rounds.median(watched),
        100 * (1 - Rounds.median(watched) / Rounds.median(unwatched)),
        lag);
  }

  private static double unwatched(int round) throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      int port = ChildServer.freePort();
      try (ChildServer server =
          ChildServer.start(
              UnwatchedServer.class.getName(),
              folder.path().resolve("log"),
              Integer.toString(port),
              folder.path().resolve("data").toString())) {
        server.awaitPort(port);
        LoadResult result = load(port, round);
        System.out.printf("  unwatched %7.0f frames/s%n", result.framesPerSecond());
        return result.framesPerSecond();
      }
    }
  }

  private static Round watched(int round) throws Exception {
    try (ScratchFolder folder = new ScratchFolder();
        HttpClient client = HttpClient.newHttpClient()) {
      int port = ChildServer.freePort();
      int http = ChildServer.freePort();
      Path path = folder.path();
      try (ChildServer server =
              Receivers.greenheart(path, port, "--http-port", Integer.toString(http));
          ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1)) {
        server.awaitPort(http);
        server.awaitPort(port);
        URI base = URI.create("http://%s:%s".formatted(ChildServer.HOST, http));
        for (String code : CODES) {
          rule(client, base, code);
        }
        List<Double> waiting = new ArrayList<>();
        ScheduledFuture<?> looking =
            timer.scheduleWithFixedDelay(
                () -> waiting.add(waiting(client, base)), 1_000, 250, TimeUnit.MILLISECONDS);
        LoadResult result = load(port, round);
        looking.cancel(false);
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        double most =
            waiting.stream()
                .skip(WARMUP.toMillis() / 300)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
        double lag = most / result.framesPerSecond();
        System.out.printf(
            "  watched   %7.0f frames/s, most lag %.2f s%n", result.framesPerSecond(), lag);
        return new Round(result.framesPerSecond(), lag);
      }
    }
  }

  private static LoadResult load(int port, int round) throws IOException, InterruptedException {
    LoadPlan usual = LoadPlan.of(200, 8, LENGTH);
    return new Loadgen(ChildServer.HOST, port)
        .run(new LoadPlan(200, 8, WARMUP, LENGTH, usual.firstMinute(), round));
  }

  private static void rule(HttpClient client, URI base, String code)
      throws IOException, InterruptedException {
    String body =
        """
        {"code":"limit-%1$s","kind":"above-limit","name":"%1$s","severity":"warning",
         "parameters":{"interval":"minute","code":"%1$s","limit":"1000"},
         "dwellSeconds":0,"clearSeconds":0,"opensCase":false,"basis":"benchmark"}\
        """
            .formatted(code);
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(base.resolve("/api/rules"))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IllegalStateException("the rule was refused: " + answer.body());
    }
  }

  /** Arrivals that wait for the watch. */
  private static double waiting(HttpClient client, URI base) {
    try {
      String metrics =
          client
              .send(
                  HttpRequest.newBuilder(base.resolve("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return metrics
          .lines()
          .filter(line -> line.startsWith("greenheart_feed_waiting{reader=\"watch\"}"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .findFirst()
          .orElse(Double.MAX_VALUE);
    } catch (IOException e) {
      return Double.MAX_VALUE;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
