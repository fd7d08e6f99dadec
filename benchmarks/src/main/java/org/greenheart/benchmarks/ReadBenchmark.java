// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Receipt;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;

/** How long a reader waits, over HTTP and inside the server. */
final class ReadBenchmark implements Benchmark {
  private static final int DATASTREAMS = 10_000;
  private static final int WITH_HISTORY = 50;
  private static final int DAYS = 35;
  private static final int REQUESTS = 300;

  /** From where requests are measured: of a server just started, and of one that is at work. */
  private static final int[] PHASES = {200, 3_000};

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @Override
  public String name() {
    return "read";
  }

  @Override
  public String about() {
    return "24 h of minutes and 30 days to hourly over HTTP; latest of 10,000 datastreams inside";
  }

  @Override
  public void run() throws Exception {
    try (ScratchFolder folder = new ScratchFolder()) {
      Path data = folder.path().resolve("data");
      register(data.resolve("registry"));
      fill(data.resolve("telemetry"));
      latest(data.resolve("telemetry"));
      overHttp(folder.path());
    }
  }

  private static void register(Path folder) {
    try (Registry registry = SqliteRegistry.open(folder, InstantSource.system())) {
      registry.write(
          tables -> {
            for (int device = 0; device < DATASTREAMS / 5; device++) {
              long thing =
                  tables
                      .devices()
                      .register(
                          "hj212",
                          "READ%08d".formatted(device),
                          Acceptance.named("Point " + device),
                          Instant.EPOCH)
                      .thing();
              for (int i = 0; i < 5; i++) {
                tables
                    .catalogue()
                    .ensure(
                        DatastreamSpec.ofDevice(
                            thing,
                            "w0100" + i,
                            Interval.MINUTE,
                            "32",
                            "w0100" + i,
                            "w0100" + i,
                            UnitOfMeasurement.ofSymbol("mg/L")));
              }
            }
            return DATASTREAMS;
          });
    }
  }

  private static void fill(Path folder) {
    try (RocksTelemetry telemetry = open(folder)) {
      append(telemetry, new RealisticRows(7, WITH_HISTORY, true), DAYS * 1_440);
      append(telemetry, new RealisticRows(8, DATASTREAMS, true), 5);
      telemetry.seal(FIRST.plus(Duration.ofDays(DAYS)));
    }
  }

  private static void append(RocksTelemetry telemetry, RealisticRows source, int minutes) {
    List<CompletableFuture<Receipt>> waiting = new ArrayList<>();
    for (int minute = 0; minute < minutes; minute++) {
      for (NewArrival arrival : source.minute(FIRST.plus(Duration.ofMinutes(minute)))) {
        waiting.add(telemetry.append(arrival));
      }
      if (waiting.size() > 20_000) {
        waiting.forEach(CompletableFuture::join);
        waiting.clear();
      }
    }
    waiting.forEach(CompletableFuture::join);
  }

  private static RocksTelemetry open(Path folder) {
    return RocksTelemetry.open(folder, TelemetryOptions.of(InstantSource.fixed(FIRST)));
  }

  private static void latest(Path folder) {
    List<Long> all = LongStream.rangeClosed(1, DATASTREAMS).boxed().toList();
    try (RocksTelemetry telemetry = open(folder)) {
      List<Double> millis = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        long from = System.nanoTime();
        int found = telemetry.latest(all).size();
        if (i >= 20) {
          millis.add((System.nanoTime() - from) / 1e6);
        }
        if (found < DATASTREAMS * 0.9) {
          throw new IllegalStateException("latest found %s rows only".formatted(found));
        }
      }
      System.out.printf(
          "latest of %s datastreams: p50 %.1f ms inside the server (goal 50 ms)%n",
          DATASTREAMS, Rounds.median(millis));
    }
  }

  private static void overHttp(Path folder) throws Exception {
    int device = ChildServer.freePort();
    int http = ChildServer.freePort();
    try (ChildServer server =
            Receivers.greenheart(folder, device, "--http-port", Integer.toString(http));
        HttpClient client = HttpClient.newHttpClient()) {
      server.awaitPort(http);
      String base = "http://%s:%s".formatted(ChildServer.HOST, http);
      String day =
          encoded(
              "phenomenonTime ge %s and phenomenonTime lt %s"
                  .formatted(FIRST.plus(Duration.ofDays(20)), FIRST.plus(Duration.ofDays(21))));
      measure(
          client,
          "24 h of minutes as dataArray",
          base
              + "/v1.1/Datastreams(%s)/Observations?$resultFormat=dataArray&$top=1440&$filter="
              + day,
          5);
      measure(
          client,
          "30 days to hourly",
          base
              + "/api/datastreams/%s/series?from="
              + FIRST.plus(Duration.ofDays(3))
              + "&to="
              + FIRST.plus(Duration.ofDays(33))
              + "&width=3600",
          10);
      measure(
          client,
          "count of one quantity of one point",
          base
              + "/v1.1/Observations?$count=true&$top=0&$filter="
              + encoded(
                  "Datastream/properties/deviceId eq 'READ00000001' and"
                      + " Datastream/properties/code eq 'w01001'"),
          0);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void measure(HttpClient client, String what, String address, int goal)
      throws IOException, InterruptedException {
    int done = 0;
    for (int from : PHASES) {
      List<Double> millis = new ArrayList<>();
      int bytes = 0;
      for (; done < from + REQUESTS; done++) {
        long start = System.nanoTime();
        bytes =
            get(
                client,
                URI.create(address.replace("%s", Integer.toString(1 + done % WITH_HISTORY))));
        if (done >= from) {
          millis.add((System.nanoTime() - start) / 1e6);
        }
      }
      List<Double> sorted = millis.stream().sorted().toList();
      System.out.printf(
          "%s, after %s requests: p50 %.1f ms, p99 %.1f ms, %s bytes%s%n",
          what,
          from,
          Rounds.median(millis),
          sorted.get(sorted.size() * 99 / 100),
          bytes,
          goal == 0 ? "" : " (goal p50 %s ms)".formatted(goal));
    }
  }

  private static int get(HttpClient client, URI uri) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "%s: %s %s"
              .formatted(
                  uri, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
    }
    return response.body().length;
  }
}
