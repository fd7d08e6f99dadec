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
import java.util.function.ToDoubleFunction;
import org.greenheart.simulator.LoadPlan;
import org.greenheart.simulator.LoadResult;
import org.greenheart.simulator.Loadgen;

/**
 * Full durable intake with the watch judging every row, beside the same intake that nobody reads:
 * the whole server, whose statistics make five hours of each 60 frames, as they do of any device
 * that sends its minutes one by one; and, as a second figure, the watch alone. Both go on for as
 * long as the load lasts, so what a reader leaves for later is told as its lag.
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
    return "durable intake with the watch judging every row, beside the same unwatched; the lags";
  }

  /**
   * @param watchLag seconds
   * @param statisticsLag seconds
   */
  private record Round(double rate, double watchLag, double statisticsLag) {}

  /** How many arrivals wait for the readers of the feed. */
  private record Waiting(double watch, double statistics) {}

  @Override
  public void run() throws Exception {
    List<Double> unwatched = new ArrayList<>();
    List<Double> alone = new ArrayList<>();
    List<Round> watched = new ArrayList<>();
    for (int round = 1; round <= ROUNDS; round++) {
      unwatched.add(intake("unwatched", round, List.of()));
      alone.add(intake("alone", round, CODES));
      watched.add(watched(round));
    }
    double bare = Rounds.median(unwatched);
    double whole = Rounds.median(watched.stream().map(Round::rate).toList());
    System.out.printf(
        "unwatched %.0f frames/s; whole server %.0f frames/s: costs %.0f %% (goal 30 %%); most lag"
            + " of the watch %.2f s (goal 2 s), of the statistics %.2f s%n",
        bare,
        whole,
        100 * (1 - whole / bare),
        watched.stream().mapToDouble(Round::watchLag).max().orElse(0),
        watched.stream().mapToDouble(Round::statisticsLag).max().orElse(0));
    System.out.printf(
        "the watch alone, without statistics: %.0f frames/s: costs %.0f %%%n",
        Rounds.median(alone), 100 * (1 - Rounds.median(alone) / bare));
  }

  /** The intake without the rest of the server, and with the watch if it is to judge codes. */
  private static double intake(String name, int round, List<String> codes) throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      int port = ChildServer.freePort();
      List<String> arguments = new ArrayList<>();
      arguments.add(Integer.toString(port));
      arguments.add(folder.path().resolve("data").toString());
      arguments.addAll(codes);
      try (ChildServer server =
          ChildServer.start(
              IntakeServer.class.getName(),
              folder.path().resolve("log"),
              arguments.toArray(String[]::new))) {
        server.awaitPort(port);
        LoadResult result = load(port, round);
        System.out.printf("  %-9s %7.0f frames/s%n", name, result.framesPerSecond());
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
        List<Waiting> waiting = new ArrayList<>();
        ScheduledFuture<?> looking =
            timer.scheduleWithFixedDelay(
                () -> waiting.add(waiting(client, base)),
                WARMUP.toMillis(),
                250,
                TimeUnit.MILLISECONDS);
        LoadResult result = load(port, round);
        looking.cancel(false);
        timer.shutdown();
        timer.awaitTermination(10, TimeUnit.SECONDS);
        Round measured =
            new Round(
                result.framesPerSecond(),
                most(waiting, Waiting::watch) / result.framesPerSecond(),
                most(waiting, Waiting::statistics) / result.framesPerSecond());
        System.out.printf(
            "  whole     %7.0f frames/s, most lag of the watch %.2f s, of the statistics %.2f s%n",
            measured.rate(), measured.watchLag(), measured.statisticsLag());
        return measured;
      }
    }
  }

  private static double most(List<Waiting> waiting, ToDoubleFunction<Waiting> reader) {
    return waiting.stream()
        .mapToDouble(reader)
        .max()
        .orElseThrow(() -> new IllegalStateException("the server never told how many wait"));
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

  private static Waiting waiting(HttpClient client, URI base) {
    try {
      String metrics =
          client
              .send(
                  HttpRequest.newBuilder(base.resolve("/metrics")).build(),
                  HttpResponse.BodyHandlers.ofString())
              .body();
      return new Waiting(waiting(metrics, "watch"), waiting(metrics, "statistics"));
    } catch (IOException e) {
      return new Waiting(Double.MAX_VALUE, Double.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Waiting(0, 0);
    }
  }

  private static double waiting(String metrics, String reader) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("greenheart_feed_waiting{reader=\"" + reader + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElse(Double.MAX_VALUE);
  }
}
