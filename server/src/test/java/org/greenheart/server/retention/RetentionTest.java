// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greenheart.server.api.DiskFigures;
import org.greenheart.server.api.HealthReason;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.ScriptedPause;
import org.greenheart.server.waiting.SetClock;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.DiskSample;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RetentionTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final RetentionLimits LIMITS =
      new RetentionLimits(
          Optional.of(Duration.ofDays(20)),
          Optional.of(Duration.ofDays(10)),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());

  @TempDir private Path folder;

  private final SetClock clock = new SetClock(START);
  private Registry registry;
  private Telemetry telemetry;
  private Device device;
  private Datastream realtime;
  private Datastream hour;
  private Retention retention;
  private int frames;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder.resolve("registry"), clock);
    telemetry = new MemoryTelemetry();
    device = registry.devices().register("hj212", "POINT", Acceptance.named("排口一"), START);
    realtime = datastream(Interval.REALTIME);
    hour = datastream(Interval.HOUR);
    retention = retention(new PrometheusRegistry(), new ScriptedPause(clock, 0));
  }

  @AfterEach
  void close() {
    retention.close();
    telemetry.close();
    registry.close();
  }

  private Retention retention(PrometheusRegistry metrics, Pause pause) {
    return new RetentionStart(
            LIMITS,
            folder,
            telemetry,
            () -> Map.of("arrivals", 100L, "rows", 50L),
            registry,
            List.of("watch"),
            clock)
        .idle(metrics, pause);
  }

  @Test
  void oldRowsAndFrames_goAtTheirTime_hoursStay() {
    long first = append(realtime, "1");
    long ofHour = append(hour, "1");
    clock.advance(Duration.ofDays(15));
    long later = append(realtime, "2");
    readersAreDone();

    RetentionRun run = runDaysFromNow(0);

    assertThat(starts(realtime)).containsExactly(START.plus(Duration.ofDays(15)));
    assertThat(starts(hour)).containsExactly(START);
    assertThat(run.rows())
        .containsExactly(
            new RetentionRun.Rows("realtime", clock.instant().minus(Duration.ofDays(10)), 1, 0));
    assertThat(telemetry.arrival(first)).isPresent();

    run = runDaysFromNow(6);

    assertThat(run.frames()).isEqualTo(2);
    assertThat(telemetry.arrival(first)).isEmpty();
    assertThat(telemetry.arrival(ofHour)).isEmpty();
    assertThat(telemetry.arrival(later)).isPresent();
    assertThat(telemetry.arrivalsExpiredBefore()).contains(run.at().minus(Duration.ofDays(20)));
  }

  @Test
  void frames_doNotGo_beforeAllReadersHaveDoneWithThem() {
    long first = append(hour, "1");
    long second = appendAt(hour, START.plus(DAY), "2");
    clock.advance(Duration.ofDays(30));
    registry.positions().moveTo("watch", first);

    RetentionRun run = runDaysFromNow(0);

    assertThat(run.upTo()).isEqualTo(first);
    assertThat(telemetry.arrival(first)).isEmpty();
    assertThat(telemetry.arrival(second)).isPresent();
  }

  @Test
  void readerThatHasNotBegun_holdsEverything() {
    append(hour, "1");
    clock.advance(Duration.ofDays(30));

    assertThat(runDaysFromNow(0).frames()).isZero();
  }

  @Test
  void oldRow_thatAReaderHasNotSeen_staysUntilItHas() {
    append(realtime, "1");
    clock.advance(Duration.ofDays(30));
    registry.positions().moveTo("watch", 0);

    runDaysFromNow(0);
    assertThat(starts(realtime)).hasSize(1);

    readersAreDone();
    runDaysFromNow(1);
    assertThat(starts(realtime)).isEmpty();
  }

  @Test
  void rowsAndFramesBehindAnAlarm_stay() {
    long before = appendAt(realtime, START.minus(DAY), "1");
    long within = appendAt(realtime, START, "9");
    long after = appendAt(realtime, START.plus(DAY), "1");
    raise(START.minus(Duration.ofMinutes(5)), START.plus(Duration.ofMinutes(5)));
    clock.advance(Duration.ofDays(40));
    readersAreDone();

    RetentionRun run = runDaysFromNow(0);

    assertThat(starts(realtime)).containsExactly(START);
    assertThat(run.rows().getFirst().held()).isEqualTo(1);
    assertThat(telemetry.arrival(before)).isEmpty();
    assertThat(telemetry.arrival(within)).isPresent();
    assertThat(telemetry.arrival(after)).isEmpty();
    assertThat(run.framesHeld()).isEqualTo(Map.of("alarm", 1L));
    assertThat(run.line()).contains("2 frames before", "2 realtime rows", "{alarm=1}");
  }

  @Test
  void rowsAndFramesBehindAnOpenCase_stay_whileItIsOpen() {
    CaseFile file = registry.cases().open(raise(START, START.plusSeconds(60)), "title", "a person");
    clock.advance(Duration.ofDays(3));
    long during = append(realtime, "1");
    clock.advance(Duration.ofDays(40));
    readersAreDone();

    assertThat(runDaysFromNow(0).framesHeld()).isEqualTo(Map.of("case", 1L));
    assertThat(telemetry.arrival(during)).isPresent();

    registry.cases().close(file.id(), new CaseEvent(clock.instant(), "a person", "closed", ""));
    long afterwards = appendAt(realtime, clock.instant().plus(DAY), "1");
    clock.advance(Duration.ofDays(40));
    readersAreDone();
    runDaysFromNow(0);

    assertThat(telemetry.arrival(during)).isPresent();
    assertThat(telemetry.arrival(afterwards)).isEmpty();
  }

  @Test
  void correctedRow_andTheFramesOfBothValues_stay() {
    long first = append(realtime, "1");
    long second = append(realtime, "2");
    clock.advance(Duration.ofDays(40));
    readersAreDone();

    RetentionRun run = runDaysFromNow(0);

    assertThat(starts(realtime)).containsExactly(START);
    assertThat(telemetry.arrival(first)).isPresent();
    assertThat(telemetry.arrival(second)).isPresent();
    assertThat(run.framesHeld()).isEqualTo(Map.of("correction", 2L));
  }

  @Test
  void framesOfADeviceThatNobodyHasDecidedOn_stay_untilTheyAreRead() {
    Device knocking = registry.devices().knock("hj212", "KNOCKING", Optional.of("31"), START);
    registry.keptFrames().expect(knocking.number(), telemetry.lastArrival());
    long frame = keep(knocking.number(), Outcome.PENDING, List.of());
    clock.advance(Duration.ofDays(40));
    readersAreDone();

    assertThat(runDaysFromNow(0).framesHeld()).isEqualTo(Map.of("not-read", 1L));

    registry.keptFrames().done(knocking.number());
    runDaysFromNow(1);

    assertThat(telemetry.arrival(frame)).isEmpty();
  }

  @Test
  void steps_areHourly_theFirstRunMinutesAfterTheStart_thenDaily() throws Exception {
    append(realtime, "1");
    readersAreDone();
    ScriptedPause pause = new ScriptedPause(clock, 30);
    PrometheusRegistry metrics = new PrometheusRegistry();
    Retention running = retention(metrics, pause);
    running.start();

    List<Instant> waits = pause.waits();

    running.close();
    assertThat(waits.getFirst()).isEqualTo(START.plus(Duration.ofMinutes(10)));
    assertThat(waits.get(1)).isEqualTo(START.plus(Duration.ofHours(1)));
    assertThat(waits).contains(START.plus(DAY).plus(Duration.ofMinutes(10)));
    assertThat(running.lastRun().orElseThrow().at())
        .isEqualTo(START.plus(DAY).plus(Duration.ofMinutes(10)));
    assertThat(value(metrics, "greenheart_retention_runs")).isEqualTo(2);
  }

  @Test
  void disk_isForecast_fromSamplesThatOutliveARestart() {
    Instant now = START.plus(Duration.ofDays(3));
    IntStream.range(0, 72)
        .forEach(
            i ->
                registry
                    .diskSamples()
                    .keep(
                        new DiskSample(
                            START.plus(Duration.ofHours(i)), (long) i << 50, 0, 0, 0, 0, 0, 0),
                        START));
    clock.set(now);

    assertThat(retention.disk().daysLeft()).isNull();
    registry
        .diskSamples()
        .keep(new DiskSample(now.minusSeconds(1), 72L << 50, 0, 0, 0, 0, 0, 0), START);
    retention.step();

    DiskFigures disk = retention.disk();
    assertThat(disk.growthPerDay()).isPositive();
    assertThat(disk.daysLeft()).isZero();
    assertThat(disk.parts())
        .extracting(DiskFigures.Part::kind)
        .containsExactly("frames", "realtime", "minute", "lasting", "other");
    assertThat(disk.parts().getFirst().bytes()).isEqualTo(100);
    assertThat(new RetentionReasons(retention).reasons())
        .extracting(HealthReason::code)
        .containsExactly("disk-full-soon");
  }

  private Datastream datastream(Interval interval) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                device.thing(),
                "w01018",
                interval,
                "32",
                "化学需氧量",
                "Chemical oxygen demand",
                UnitOfMeasurement.ofSymbol("mg/L")));
  }

  private long append(Datastream datastream, String value) {
    return appendAt(datastream, clock.instant(), value);
  }

  private long appendAt(Datastream datastream, Instant start, String value) {
    return keep(
        device.number(),
        Outcome.DATA,
        List.of(
            RowChange.of(
                RowKey.ofDevice(datastream.number(), start),
                Decimal.parse(value).orElseThrow(),
                "N")));
  }

  private long keep(long from, Outcome outcome, List<RowChange> changes) {
    frames++;
    return telemetry
        .append(
            new NewArrival(
                clock.instant(),
                "hj212:192.0.2.7:40112",
                from,
                Bytes.of(("frame " + frames).getBytes(StandardCharsets.UTF_8)),
                outcome,
                changes,
                List.of(),
                0))
        .join()
        .arrival();
  }

  private Alarm raise(Instant start, Instant end) {
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    "high",
                    0,
                    "above-limit",
                    "超标",
                    "Above",
                    Severity.WARNING,
                    null,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "",
                    true,
                    "a person",
                    START));
    return registry
        .alarms()
        .raise(new NewAlarm(rule, device.thing(), "w01018", start, end, null, null, "mg/L", false));
  }

  private void readersAreDone() {
    registry.positions().moveTo("watch", telemetry.lastArrival());
  }

  private RetentionRun runDaysFromNow(int days) {
    clock.advance(Duration.ofDays(days).plus(Duration.ofMinutes(10)));
    retention.step();
    return retention.lastRun().orElseThrow();
  }

  private List<Instant> starts(Datastream datastream) {
    try (var rows = telemetry.rows(datastream.number(), TimeRange.ALL, Order.OLDEST_FIRST)) {
      List<Instant> starts = new ArrayList<>();
      rows.forEachRemaining(row -> starts.add(row.key().start()));
      return starts;
    }
  }

  private static double value(PrometheusRegistry metrics, String name) {
    return metrics.scrape(name::equals).stream()
        .flatMap(snapshot -> snapshot.getDataPoints().stream())
        .map(CounterDataPointSnapshot.class::cast)
        .mapToDouble(CounterDataPointSnapshot::getValue)
        .sum();
  }
}
