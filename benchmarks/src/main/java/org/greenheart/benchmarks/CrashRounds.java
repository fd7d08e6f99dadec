// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RocksTelemetry;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.greenheart.storage.telemetry.TelemetryOptions;
import org.jspecify.annotations.Nullable;

/**
 * Kills a {@link CrashWriter} (SIGKILL) at a random moment, again and again on the same folder, and
 * each time compares what is on disk with what was acknowledged and with what the frames must have
 * made of the rows: every acknowledged frame is there, none is there twice, and rows, counts and
 * newest rows are what a replay of the feed into memory gives. Not thread-safe.
 */
final class CrashRounds {
  private static final Duration LONGEST_LIFE = Duration.ofMillis(500);
  private static final Duration LONGEST_START = Duration.ofSeconds(60);

  private final Path folder;
  private final Random random;
  private final Map<String, Long> acknowledged = new HashMap<>();

  /** What a round left on disk. */
  record Round(long acknowledged, long arrivals, long rows) {}

  CrashRounds(Path folder, long seed) {
    this.folder = folder;
    random = new Random(seed);
  }

  /** Lets the writer live for a while, kills it and looks at what it left. */
  Round run() throws IOException, InterruptedException {
    liveAndDie();
    return compare();
  }

  private void liveAndDie() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            CrashWriter.class.getName(),
            folder.toString()));
    Process writer =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    CountDownLatch begun = new CountDownLatch(1);
    Thread reader = Thread.ofPlatform().start(() -> read(writer, begun));
    try {
      if (!begun.await(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException(
            "the writer acknowledged nothing within %s".formatted(LONGEST_START));
      }
      // Dies at any moment of its life: in the first commits, in the middle of sealing.
      boolean ended =
          writer.waitFor(random.nextLong(LONGEST_LIFE.toMillis()), TimeUnit.MILLISECONDS);
      if (ended) {
        throw new IllegalStateException(
            "the writer ended by itself with exit code %s".formatted(writer.exitValue()));
      }
    } finally {
      writer.destroyForcibly().waitFor();
      reader.join();
    }
  }

  private void read(Process writer, CountDownLatch begun) {
    try (BufferedReader lines = writer.inputReader(US_ASCII)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] parts = line.split(" ", -1);
        if (parts.length == 3 && !parts[2].isEmpty()) {
          acknowledge(parts[0] + " " + parts[1], Long.parseLong(parts[2]));
          begun.countDown();
        }
      }
    } catch (IOException e) {
      // The pipe broke when its writer died: what came through was acknowledged.
      begun.countDown();
    } finally {
      begun.countDown();
    }
  }

  private void acknowledge(String frame, long number) {
    Long first = acknowledged.putIfAbsent(frame, number);
    if (first != null && first != number) {
      throw new IllegalStateException(
          "frame %s was acknowledged as arrival %s and as %s".formatted(frame, first, number));
    }
  }

  private Round compare() {
    TelemetryOptions options =
        TelemetryOptions.of(InstantSource.system()).withSealEvery(Duration.ZERO);
    try (RocksTelemetry disk = RocksTelemetry.open(folder, options);
        MemoryTelemetry model = new MemoryTelemetry()) {
      long arrivals = replay(disk, model);
      acknowledged.forEach((frame, number) -> checkAcknowledged(disk, frame, number));
      long rows = 0;
      for (int device = 1; device <= CrashWriter.DEVICES; device++) {
        for (long datastream : CrashFrames.datastreams(device)) {
          rows += compare(disk, model, datastream);
        }
      }
      return new Round(acknowledged.size(), arrivals, rows);
    }
  }

  /** Does with the model what the feed says; nothing may be in the feed twice. */
  private static long replay(Telemetry disk, Telemetry model) {
    Set<Bytes> seen = new HashSet<>();
    long last = 0;
    for (List<Arrival> part = disk.feed(0, 1000); !part.isEmpty(); part = disk.feed(last, 1000)) {
      for (Arrival arrival : part) {
        if (!seen.add(arrival.raw())) {
          throw new IllegalStateException("arrival %s is there twice".formatted(arrival));
        }
        if (arrival.number() != last + 1) {
          throw new IllegalStateException(
              "arrival %s comes after %s".formatted(arrival.number(), last));
        }
        model.append(CrashFrames.frame(arrival.raw())).join();
        same(
            "arrival " + arrival.number(),
            plain(arrival),
            model.arrival(arrival.number()).map(CrashRounds::plain).orElseThrow());
        last = arrival.number();
      }
    }
    same("number of the last arrival", disk.lastArrival(), last);
    return last;
  }

  private static void checkAcknowledged(Telemetry disk, String frame, long number) {
    Arrival arrival =
        disk.arrival(number)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "frame %s was acknowledged as arrival %s, which is lost"
                            .formatted(frame, number)));
    same("bytes of arrival " + number, new String(arrival.raw().array(), US_ASCII), frame);
  }

  private static long compare(Telemetry disk, Telemetry model, long datastream) {
    List<Observation> rows = rows(disk, datastream);
    same(
        "rows of datastream " + datastream,
        rows.stream().map(CrashRounds::plain).toList(),
        rows(model, datastream).stream().map(CrashRounds::plain).toList());
    same(
        "summary of datastream " + datastream, disk.summary(datastream), model.summary(datastream));
    same(
        "count of datastream " + datastream,
        disk.count(datastream, TimeRange.ALL),
        (long) rows.size());
    Observation latest = disk.latest(List.of(datastream)).get(datastream);
    same("newest row of datastream " + datastream, latest, rows.isEmpty() ? null : rows.getLast());
    for (Observation row : rows) {
      same("row by id " + row.id(), disk.findById(row.id()).orElse(null), row);
    }
    return rows.size();
  }

  private static List<Observation> rows(Telemetry telemetry, long datastream) {
    List<Observation> rows = new ArrayList<>();
    try (RowCursor cursor = telemetry.rows(datastream, TimeRange.ALL, Order.OLDEST_FIRST)) {
      cursor.forEachRemaining(rows::add);
    }
    return rows;
  }

  /** Without its id: the engines number rows between two seconds each in its own way. */
  private static Observation plain(Observation row) {
    return new Observation(
        row.key(),
        0,
        row.result(),
        row.resultTime(),
        row.flag(),
        row.parameters(),
        row.arrival(),
        row.byHand());
  }

  private static Arrival plain(Arrival arrival) {
    List<Arrival.Touched> rows = new ArrayList<>();
    for (Arrival.Touched touched : arrival.rows()) {
      Observation old = touched.old();
      rows.add(
          new Arrival.Touched(touched.key(), touched.deleted(), old == null ? null : plain(old)));
    }
    return new Arrival(
        arrival.number(),
        arrival.received(),
        arrival.source(),
        arrival.device(),
        arrival.raw(),
        arrival.outcome(),
        rows,
        arrival.replays());
  }

  private static void same(String what, @Nullable Object found, @Nullable Object expected) {
    if (!Objects.equals(found, expected)) {
      throw new IllegalStateException("%s: found %s, must be %s".formatted(what, found, expected));
    }
  }
}
