// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Json;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;

/**
 * Does the same random things to the engine on disk and to the one in memory, seals and reopens the
 * former in between, and compares all that can be read.
 */
final class TelemetryModelTest {
  private static final int DATASTREAMS = 4;
  private static final int MINUTES = 40;
  private static final Instant FUTURE = Instant.parse("9000-01-01T00:00:00Z");

  @Property(tries = 20)
  void anyChanges_bothEnginesSayTheSame(@ForAll long seed) throws IOException {
    Path folder = Files.createTempDirectory("telemetry-model");
    try (Run run = new Run(folder, new Random(seed))) {
      run.all();
    } finally {
      delete(folder);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }

  private static final class Run implements AutoCloseable {
    private final Path folder;
    private final Random random;
    private final MemoryTelemetry model = new MemoryTelemetry();
    private final List<NewArrival> sent = new ArrayList<>();
    private final List<Long> numbers = new ArrayList<>();
    private RocksTelemetry disk;
    private long outbox;
    private int frames;

    Run(Path folder, Random random) {
      this.folder = folder;
      this.random = random;
      disk = open();
    }

    private RocksTelemetry open() {
      return RocksTelemetry.open(
          folder, TelemetryOptions.of(InstantSource.system()).withSealEvery(Duration.ZERO));
    }

    void all() {
      int steps = 10 + random.nextInt(80);
      for (int i = 0; i < steps; i++) {
        step();
        if (random.nextInt(8) == 0) {
          compare();
        }
      }
      compare();
    }

    private void step() {
      switch (random.nextInt(24)) {
        case 0 -> {
          disk.close();
          disk = open();
        }
        case 1, 2, 3 -> disk.seal(random.nextBoolean() ? FUTURE : anyTime());
        case 4 -> {
          long before = Micros.of(anyTime());
          long datastream = anyDatastream();
          List<TimeRange> held =
              random.nextBoolean() ? List.of() : List.of(TimeRange.of(anyTime(), anyTime()));
          assertThat(disk.expireRows(datastream, before, held))
              .isEqualTo(model.expireRows(datastream, before, held));
        }
        case 5 -> {
          if (random.nextInt(6) == 0) {
            long datastream = anyDatastream();
            disk.drop(datastream).join();
            model.drop(datastream).join();
          }
        }
        case 6 -> {
          NewArrival arrival = byPerson();
          outbox++;
          compare(disk.apply(outbox, arrival), model.apply(outbox, arrival));
          compare(disk.apply(outbox, arrival), model.apply(outbox, arrival));
        }
        case 7 -> {
          Instant before = anyTime();
          long notPast = random.nextInt(200);
          assertThat(disk.expireArrivals(before, notPast, one -> one.number() % 3 == 0))
              .isEqualTo(model.expireArrivals(before, notPast, one -> one.number() % 3 == 0));
        }
        case 8 -> both(byPerson());
        case 9, 10 -> {
          if (!sent.isEmpty()) {
            both(sent.get(random.nextInt(sent.size())));
          }
        }
        case 11 -> burst();
        default -> both(frame());
      }
    }

    private void both(NewArrival arrival) {
      compare(disk.append(arrival), model.append(arrival));
    }

    /** Many at once, so that they meet in one group. */
    private void burst() {
      List<CompletableFuture<Receipt>> onDisk = new ArrayList<>();
      List<CompletableFuture<Receipt>> inMemory = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        NewArrival arrival = random.nextInt(5) == 0 ? byPerson() : frame();
        onDisk.add(disk.append(arrival));
        inMemory.add(model.append(arrival));
      }
      for (int i = 0; i < onDisk.size(); i++) {
        compare(onDisk.get(i), inMemory.get(i));
      }
    }

    private static void compare(
        CompletableFuture<Receipt> onDisk, CompletableFuture<Receipt> inMemory) {
      assertThat(outcome(onDisk)).isEqualTo(outcome(inMemory));
    }

    private static Object outcome(CompletableFuture<Receipt> future) {
      try {
        return future.join();
      } catch (CompletionException e) {
        return ((TelemetryException) Objects.requireNonNull(e.getCause())).code();
      }
    }

    private NewArrival frame() {
      List<RowChange> changes = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        changes.add(anyChange(anyDeviceKey(), false));
      }
      Outcome outcome = random.nextInt(10) == 0 ? Outcome.REFUSED : Outcome.DATA;
      NewArrival arrival =
          new NewArrival(
              anyTime(),
              "hj212",
              random.nextInt(3),
              Frames.bytes("frame " + frames++),
              outcome,
              changes,
              List.of(),
              0);
      sent.add(arrival);
      return arrival;
    }

    private NewArrival byPerson() {
      List<RowChange> changes = new ArrayList<>();
      List<RowKey> deletes = new ArrayList<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        changes.add(anyChange(anyKey(), random.nextBoolean()));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        deletes.add(anyKey());
      }
      return new NewArrival(anyTime(), "api", 0, Bytes.EMPTY, Outcome.BY_HAND, changes, deletes, 0);
    }

    private RowChange anyChange(RowKey key, boolean byHand) {
      Map<String, Value> parameters = new LinkedHashMap<>();
      for (int i = random.nextInt(3); i > 0; i--) {
        Value value = anyValue();
        if (value != null) {
          parameters.put(List.of("min", "max", "其他").get(random.nextInt(3)), value);
        }
      }
      boolean setsResult = random.nextInt(5) > 0;
      return new RowChange(
          key,
          setsResult,
          setsResult ? anyValue() : null,
          random.nextInt(3) == 0 ? null : random.nextInt(4) == 0 ? "D" : "N",
          parameters,
          byHand);
    }

    private @Nullable Value anyValue() {
      return switch (random.nextInt(12)) {
        case 0 -> null;
        case 1 -> new Text("St");
        case 2 -> new Json("[]");
        case 3 -> new Decimal(random.nextLong(), random.nextInt(19));
        case 4 -> new Decimal(Long.MAX_VALUE - random.nextInt(3), 0);
        default -> new Decimal(random.nextInt(50), random.nextInt(3));
      };
    }

    private long anyDatastream() {
      return 1L + random.nextInt(DATASTREAMS);
    }

    private Instant anyTime() {
      return Frames.minute(random.nextInt(MINUTES));
    }

    private RowKey anyDeviceKey() {
      long odd = random.nextInt(10) == 0 ? 1 : 0;
      return new RowKey(anyDatastream(), Micros.of(anyTime()) + odd, 0);
    }

    private RowKey anyKey() {
      if (random.nextBoolean()) {
        return anyDeviceKey();
      }
      if (numbers.isEmpty() || random.nextInt(3) == 0) {
        // Each engine numbers other rows in its own way: far enough apart, none gets there.
        numbers.add((numbers.size() + 1) * 1_000_000_000L);
      }
      return new RowKey(
          anyDatastream(), Micros.of(anyTime()), numbers.get(random.nextInt(numbers.size())));
    }

    private void compare() {
      assertThat(disk.lastArrival()).isEqualTo(model.lastArrival());
      List<Long> all = new ArrayList<>();
      for (long datastream = 1; datastream <= DATASTREAMS; datastream++) {
        all.add(datastream);
        compareRows(datastream, TimeRange.ALL);
        compareRows(datastream, TimeRange.of(anyTime(), anyTime()));
        assertThat(disk.summary(datastream)).isEqualTo(model.summary(datastream));
      }
      assertThat(plain(disk.latest(all).values())).isEqualTo(plain(model.latest(all).values()));
      assertThat(plainArrivals(disk.feed(0, 10_000)))
          .isEqualTo(plainArrivals(model.feed(0, 10_000)));
      compareFollowed();
      for (int device = 0; device < 3; device++) {
        assertThat(plainArrivals(disk.arrivals(device, Long.MAX_VALUE, 50)))
            .isEqualTo(plainArrivals(model.arrivals(device, Long.MAX_VALUE, 50)));
      }
    }

    /** A row is as it is now, or as its arrival left it where that was still at hand. */
    private void compareFollowed() {
      for (FedArrival fed : disk.follow(0, 10_000, datastream -> true)) {
        for (int i = 0; i < fed.rows().size(); i++) {
          Arrival.Touched touched = fed.arrival().rows().get(i);
          Observation followed = fed.rows().get(i);
          Observation now = disk.find(touched.key()).orElse(null);
          if (followed == null) {
            assertThat(touched.deleted() || now == null).isTrue();
          } else if (now != null && now.arrival() == followed.arrival()) {
            assertThat(followed).isEqualTo(now);
          } else {
            assertThat(followed.arrival()).isEqualTo(fed.arrival().number());
          }
        }
      }
    }

    private void compareRows(long datastream, TimeRange range) {
      for (Order order : Order.values()) {
        List<Observation> onDisk = rows(disk, datastream, range, order);
        assertThat(plain(onDisk)).isEqualTo(plain(rows(model, datastream, range, order)));
        for (Observation row : onDisk) {
          assertThat(disk.find(row.key())).contains(row);
          assertThat(disk.findById(row.id())).contains(row);
        }
      }
      assertThat(disk.count(datastream, range)).isEqualTo(model.count(datastream, range));
      Duration width = Duration.ofMinutes(1 + random.nextInt(30));
      long origin = Micros.of(anyTime());
      assertThat(disk.aggregate(datastream, range, width, origin))
          .isEqualTo(model.aggregate(datastream, range, width, origin));
      assertThat(disk.flags(datastream, range)).isEqualTo(model.flags(datastream, range));
    }

    private static List<Observation> rows(
        Telemetry telemetry, long datastream, TimeRange range, Order order) {
      try (RowCursor cursor = telemetry.rows(datastream, range, order)) {
        return Frames.list(cursor);
      }
    }

    /** The engines number rows without a plain id each in its own way. */
    private static List<Observation> plain(Iterable<Observation> rows) {
      List<Observation> plain = new ArrayList<>();
      rows.forEach(row -> plain.add(plain(row)));
      return plain;
    }

    private static Observation plain(Observation row) {
      return new Observation(
          row.key(),
          ObservationIds.plain(row.key()).orElse(0),
          row.result(),
          row.resultTime(),
          row.flag(),
          row.parameters(),
          row.arrival(),
          row.byHand());
    }

    private static List<Arrival> plainArrivals(List<Arrival> arrivals) {
      return arrivals.stream()
          .map(
              arrival ->
                  new Arrival(
                      arrival.number(),
                      arrival.received(),
                      arrival.source(),
                      arrival.device(),
                      arrival.raw(),
                      arrival.outcome(),
                      arrival.rows().stream()
                          .map(
                              row ->
                                  new Arrival.Touched(
                                      row.key(),
                                      row.deleted(),
                                      Optional.ofNullable(row.old()).map(Run::plain).orElse(null)))
                          .toList(),
                      arrival.replays()))
          .toList();
    }

    @Override
    public void close() {
      disk.close();
    }
  }
}
