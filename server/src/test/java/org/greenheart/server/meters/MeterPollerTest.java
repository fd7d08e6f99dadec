// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.MeterSource;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeterPollerTest {
  private static final Instant NOW = MeterRig.NOW;
  private static final Duration TIMEOUT = Duration.ofSeconds(4);

  @TempDir private Path folder;
  private final SetClock clock = new SetClock(NOW);
  private final Telemetry telemetry = new MemoryTelemetry();
  private final SourceState state = new SourceState();
  private final Line line = new Line();
  private Registry registry;

  /** Meters that may be silent for as long as one is waited for, or have nothing to say. */
  private final class Line implements Asker {
    private final List<String> asked = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();
    private boolean reachable = true;
    private boolean empty;

    @Override
    public Reply ask(String unit) {
      asked.add(unit);
      if (!reachable) {
        throw new MeterException("meter-unreachable", "not there", true);
      }
      if (silent.contains(unit)) {
        clock.set(clock.instant().plus(TIMEOUT));
        throw new MeterException("meter-silent", "says nothing", false);
      }
      return new Reply(
          Bytes.of(unit.getBytes(StandardCharsets.US_ASCII)),
          List.of(
              empty
                  ? ReadValue.none("kwh", "", "meter-refused")
                  : ReadValue.of("kwh", "", Decimal.of(1))));
    }

    private List<String> taken() {
      List<String> all = List.copyOf(asked);
      asked.clear();
      return all;
    }

    @Override
    public void close() {}
  }

  /** Lets rounds begin at once, as many as are wanted, and says when they should have. */
  private final class Rounds implements Pause {
    private final List<Instant> times = new ArrayList<>();
    private final int most;

    Rounds(int most) {
      this.most = most;
    }

    @Override
    public boolean until(Instant time) {
      if (times.size() == most) {
        return false;
      }
      times.add(time);
      clock.set(time);
      return true;
    }

    @Override
    public void close() {}
  }

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private static MeterSource source(Duration period) {
    return new MeterSource(
        0,
        "hall",
        "Hall",
        MeterSource.Kind.MODBUS,
        "192.0.2.1",
        502,
        true,
        List.of("1", "2", "3", "4"),
        period,
        TIMEOUT,
        null,
        null,
        "{}",
        List.of(),
        NOW,
        "operator");
  }

  private MeterPoller poller(Duration period, Pause pause) {
    return new MeterPoller(
        source(period), line, new MeterKeeping(registry, telemetry, clock), state, pause, clock);
  }

  @Test
  void silentMeters_areAskedAfterTheOthers_andTakeTurnsWhenTimeIsShort() {
    line.silent.addAll(List.of("1", "3"));
    MeterPoller poller = poller(Duration.ofSeconds(4), new Rounds(0));
    poller.round(NOW);
    assertThat(line.taken()).containsExactly("1", "2", "3", "4");

    clock.set(NOW.plusSeconds(8));
    poller.round(NOW.plusSeconds(8));
    assertThat(line.taken()).containsExactly("2", "4", "1");
    clock.set(NOW.plusSeconds(12));
    poller.round(NOW.plusSeconds(12));
    assertThat(line.taken()).containsExactly("2", "4", "3");

    line.silent.clear();
    clock.set(NOW.plusSeconds(16));
    poller.round(NOW.plusSeconds(16));
    poller.round(NOW.plusSeconds(16));
    assertThat(line.taken()).containsExactly("2", "4", "1", "3", "1", "2", "3", "4");
  }

  @Test
  void addressThatCannotBeReached_isTriedLessAndLessOften() throws Exception {
    line.reachable = false;
    Rounds rounds = new Rounds(11);
    MeterPoller poller = poller(Duration.ofSeconds(1), rounds);
    poller.start();
    poller.awaitEnd();

    assertThat(rounds.times.stream().map(time -> Duration.between(NOW, time).toSeconds()))
        .containsExactly(0L, 1L, 4L, 9L, 18L, 35L, 68L, 133L, 198L, 263L, 328L);
    assertThat(line.asked).hasSize(11);
    assertThat(state.missedRounds()).isZero();
  }

  @Test
  void meterWithoutAnyOfTheValues_isNamed_andWhatItSaidIsKept() {
    line.empty = true;
    poller(Duration.ofMinutes(1), new Rounds(0)).round(NOW);

    assertThat(telemetry.lastArrival()).isEqualTo(4);
    assertThat(state.units())
        .extracting(unit -> unit.problem() == null ? "" : unit.problem().code())
        .containsOnly("meter-values-none");
  }
}
