// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PointBoardTest {
  private static final Instant NOW = Instant.parse("2026-03-01T04:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);

  @TempDir private Path folder;

  @Test
  void slowReader_doesNotPutAnOlderRowOverTheNewest() throws Exception {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK);
        MemoryTelemetry telemetry = new MemoryTelemetry()) {
      long thing = thing(registry);
      Datastream minute = minute(registry, thing);
      append(telemetry, minute.number(), 0, 11);
      AtomicReference<Runnable> afterRead = new AtomicReference<>(() -> {});
      PointDirectory directory = new PointDirectory(registry, LimitsInForce.NONE, CLOCK);
      PointBoard board =
          new PointBoard(reading(telemetry, afterRead), registry, directory, CLOCK, NOW);
      // The first reader has read when a newer row comes and a second reader is told of it.
      Thread second = Thread.ofPlatform().unstarted(() -> board.touch(List.of(minute.number())));
      afterRead.set(
          () -> {
            afterRead.set(() -> {});
            append(telemetry, minute.number(), 1, 12);
            second.start();
            while (second.getState() != Thread.State.BLOCKED
                && second.getState() != Thread.State.TERMINATED) {
              Thread.onSpinWait();
            }
          });

      var _ = board.latestOf(directory.entry(thing));
      second.join();

      assertThat(board.latestOf(directory.entry(thing)).get(minute.number()))
          .extracting(Observation::result)
          .isEqualTo(Decimal.of(12));
    }
  }

  @Test
  void newDatastream_isKnownAtOnce_alsoWhileNobodyListens() {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK)) {
      long thing = thing(registry);
      PointDirectory directory = new PointDirectory(registry, LimitsInForce.NONE, CLOCK);
      PointDirectory.Entry before = directory.entry(thing);

      Datastream minute = minute(registry, thing);

      assertThat(before.datastreams()).isEmpty();
      assertThat(directory.entry(thing).datastreams()).containsExactly(minute);
      assertThat(directory.entry(thing)).isSameAs(directory.entry(thing));
    }
  }

  @Test
  void pointThatWasNeverHeard_isSilentWithoutATime() {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK);
        MemoryTelemetry telemetry = new MemoryTelemetry()) {
      long thing = thing(registry);

      PointView view = view(registry, telemetry, thing);

      assertThat(view.contact()).isEqualTo("silent");
      assertThat(view.lastTime()).isNull();
      assertThat(view.headline()).isNull();
    }
  }

  @Test
  void rowFarAheadOfItsReceipt_isKeptAndNeverTheNewest() {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK);
        MemoryTelemetry telemetry = new MemoryTelemetry()) {
      long thing = thing(registry);
      Datastream minute = minute(registry, thing);
      append(telemetry, minute.number(), -1, 11);
      append(telemetry, minute.number(), 61, 99);
      append(telemetry, minute.number(), 600_000, 98);

      PointView view = view(registry, telemetry, thing);

      assertThat(requireNonNull(view.headline()).value()).isEqualTo(Decimal.of(11));
      assertThat(view.contact()).isEqualTo("fresh");
      assertThat(telemetry.summary(minute.number()).count()).isEqualTo(3);
    }
  }

  @Test
  void pointWithRowsFromAWrongClockOnly_hasNoHeadline() {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK);
        MemoryTelemetry telemetry = new MemoryTelemetry()) {
      long thing = thing(registry);
      append(telemetry, minute(registry, thing).number(), 600_000, 98);

      PointView view = view(registry, telemetry, thing);

      assertThat(view.headline()).isNull();
      assertThat(view.lastTime()).isNull();
    }
  }

  @Test
  void openAlarm_bringsItsQuantityIntoTheHeadline() {
    try (SqliteRegistry registry = SqliteRegistry.open(folder, CLOCK);
        MemoryTelemetry telemetry = new MemoryTelemetry()) {
      long thing = thing(registry);
      append(telemetry, minute(registry, thing).number(), -1, 11);
      Datastream ammonia = minute(registry, thing, "w21003");
      append(telemetry, ammonia.number(), -1, 7);
      OpenAlarms.Note note =
          new OpenAlarms.Note(new LocalizedName("氨氮", "NH3"), "w21003", NOW, null, null, "mg/L");

      PointView calm = view(registry, telemetry, thing);
      PointView alarmed = view(registry, telemetry, thing, new OpenAlarms(1, true, note));

      assertThat(requireNonNull(calm.headline()).value()).isEqualTo(Decimal.of(11));
      assertThat(requireNonNull(alarmed.headline()).datastream()).isEqualTo(ammonia.number());
    }
  }

  private static PointView view(SqliteRegistry registry, Telemetry telemetry, long thing) {
    return view(registry, telemetry, thing, OpenAlarms.NONE);
  }

  private static PointView view(
      SqliteRegistry registry, Telemetry telemetry, long thing, OpenAlarms alarms) {
    PointDirectory directory = new PointDirectory(registry, LimitsInForce.NONE, CLOCK);
    PointBoard board = new PointBoard(telemetry, registry, directory, CLOCK, NOW);
    return board.view(directory.thing(thing).orElseThrow(), alarms);
  }

  private static long thing(SqliteRegistry registry) {
    return registry.devices().register("hj212", "MN1", Acceptance.named("Gate"), NOW).thing();
  }

  private static Datastream minute(SqliteRegistry registry, long thing) {
    return minute(registry, thing, "w01018");
  }

  private static Datastream minute(SqliteRegistry registry, long thing, String code) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing,
                code,
                Interval.MINUTE,
                "32",
                "化学需氧量",
                "COD",
                UnitOfMeasurement.ofSymbol("mg/L")));
  }

  private static void append(Telemetry telemetry, long datastream, int minute, int value) {
    RowKey key = RowKey.ofDevice(datastream, NOW.plusSeconds(60L * minute));
    telemetry
        .append(
            new NewArrival(
                NOW,
                "test",
                1,
                Bytes.EMPTY,
                Outcome.DATA,
                List.of(RowChange.of(key, Decimal.of(value), "N")),
                List.of(),
                0))
        .join();
  }

  /** Does something between reading the newest rows and giving them to who asked. */
  private static Telemetry reading(Telemetry telemetry, AtomicReference<Runnable> afterRead) {
    return (Telemetry)
        Proxy.newProxyInstance(
            PointBoardTest.class.getClassLoader(),
            new Class<?>[] {Telemetry.class},
            (proxy, method, arguments) -> {
              Object answer = method.invoke(telemetry, arguments);
              if (method.getName().equals("latest")) {
                afterRead.get().run();
              }
              return answer;
            });
  }
}
