// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device's minutes become hours and days. */
final class StatisticsTest {
  /** Midnight in Beijing. */
  private static final Instant T0 = Instant.parse("2026-05-31T16:00:00Z");

  private static final String SO2 = "a21026";
  private static final String COD = "w01018";
  private static final String FLOW = "w00000";

  @TempDir Path folder;
  private Instant now = T0;
  private final InstantSource clock = () -> now;
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private Statistics statistics;
  private long thing;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, clock);
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    statistics = restarted();
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private Statistics restarted() {
    return Statistics.idle(telemetry, registry, clock, () -> 0);
  }

  private void settle() {
    while (statistics.behind() > 0) {
      statistics.next();
    }
  }

  private long datastream(String code, Interval interval) {
    UnitOfMeasurement unit = UnitOfMeasurement.ofSymbol(code.equals(FLOW) ? "L/s" : "mg/L");
    return registry
        .catalogue()
        .ensure(DatastreamSpec.ofDevice(thing, code, interval, "31", code, code, unit))
        .number();
  }

  private RowChange row(String code, Interval interval, Instant at, String value) {
    return RowChange.of(
        RowKey.ofDevice(datastream(code, interval), at), Decimal.parse(value).orElseThrow(), "N");
  }

  private void arrive(List<RowChange> rows) {
    telemetry
        .append(new NewArrival(now, "test", 1, Bytes.EMPTY, Outcome.DATA, rows, List.of(), 0))
        .join();
  }

  private void send(String code, Interval interval, Instant at, String value) {
    now = now.isAfter(at) ? now : at;
    arrive(List.of(row(code, interval, at, value)));
  }

  /** Ten-minute values from a minute of the first day on. */
  private void tens(String code, int fromMinute, int count, String value) {
    for (int i = 0; i < count; i++) {
      send(code, Interval.MINUTE, T0.plus(Duration.ofMinutes(fromMinute + i * 10L)), value);
    }
  }

  private Optional<Datastream> computed(String code, Interval interval) {
    return registry.catalogue().datastreamsOf(thing).stream()
        .filter(each -> each.computed() && each.code().equals(code) && each.interval() == interval)
        .findFirst();
  }

  private Optional<Observation> computed(String code, Interval interval, int hour) {
    return computed(code, interval)
        .flatMap(
            stream ->
                telemetry.find(RowKey.ofDevice(stream.number(), T0.plus(Duration.ofHours(hour)))));
  }

  private Decimal value(String code, Interval interval, int hour) {
    return (Decimal) requireNonNull(computed(code, interval, hour).orElseThrow().result());
  }

  private static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }

  private List<Arrival> writes() {
    List<Arrival> all = new ArrayList<>(telemetry.feed(0, 10_000));
    all.removeIf(arrival -> !arrival.source().equals(Statistics.SOURCE));
    return all;
  }

  @Test
  void minutes_makeAnHourOnceItIsOver() {
    tens(SO2, 0, 5, "10.0");
    settle();
    assertThat(computed(SO2, Interval.HOUR)).isEmpty();

    tens(SO2, 50, 1, "16.0");
    settle();

    Observation hour = computed(SO2, Interval.HOUR, 0).orElseThrow();
    assertThat(hour.result()).isEqualTo(number("11.0"));
    assertThat(hour.flag()).isEqualTo("N");
    assertThat(hour.parameters()).containsEntry("validMinutes", number("60"));
    Datastream stream = computed(SO2, Interval.HOUR).orElseThrow();
    assertThat(stream.unit().symbol()).isEqualTo("mg/L");
    assertThat(writes()).allMatch(arrival -> arrival.outcome() == Outcome.COMPUTED);
  }

  @Test
  void hours_makeADay() {
    tens(SO2, 0, 6 * 24, "10.0");
    settle();

    Observation day = computed(SO2, Interval.DAY, 0).orElseThrow();
    assertThat(day.result()).isEqualTo(number("10.0"));
    assertThat(day.flag()).isEqualTo("N");
    assertThat(day.parameters()).containsEntry("count", number("24"));
  }

  @Test
  void hoursReadArrivalByArrival_areWrittenOnceEach_theOneWithoutItsEndToo() {
    for (int minute = 0; minute < 240; minute += 10) {
      if (minute != 50 && minute != 110) {
        tens(SO2, minute, 1, minute < 120 ? "10.0" : "20.0");
        settle();
      }
    }

    assertThat(value(SO2, Interval.HOUR, 0)).isEqualTo(number("10.0"));
    assertThat(value(SO2, Interval.HOUR, 1)).isEqualTo(number("10.0"));
    assertThat(value(SO2, Interval.HOUR, 2)).isEqualTo(number("20.0"));
    assertThat(value(SO2, Interval.HOUR, 3)).isEqualTo(number("20.0"));
    assertThat(writes()).hasSize(4);
  }

  @Test
  void lateMinute_completesItsHourAndItsDay() {
    tens(SO2, 0, 4, "10.0");
    tens(SO2, 60, 6 * 23, "10.0");
    settle();
    assertThat(computed(SO2, Interval.HOUR, 0).orElseThrow().flag()).isEqualTo("Md");
    assertThat(value(SO2, Interval.DAY, 0)).isEqualTo(number("10.0"));

    tens(SO2, 40, 2, "40.0");
    settle();

    assertThat(value(SO2, Interval.HOUR, 0)).isEqualTo(number("20.0"));
    assertThat(computed(SO2, Interval.HOUR, 0).orElseThrow().flag()).isEqualTo("N");
    assertThat(value(SO2, Interval.DAY, 0)).isEqualTo(number("10.4"));
    assertThat(writes().stream().flatMap(arrival -> arrival.rows().stream()))
        .anyMatch(touched -> touched.old() != null && "Md".equals(touched.old().flag()));
  }

  @Test
  void sameAgain_writesNothing() {
    tens(SO2, 0, 12, "10.0");
    settle();
    int written = writes().size();

    statistics = restarted();
    registry.positions().moveTo(Statistics.READER, 0);
    statistics = restarted();
    settle();

    assertThat(writes()).hasSize(written);
  }

  @Test
  void restartBetweenAnyTwoValues_computesTheSame() {
    for (int minute = 0; minute < 180; minute += 10) {
      tens(SO2, minute, 1, "10." + minute / 60);
      settle();
      statistics.close();
      statistics = restarted();
    }

    assertThat(IntStream.range(0, 3).mapToObj(hour -> value(SO2, Interval.HOUR, hour)))
        .containsExactly(number("10.0"), number("10.1"), number("10.2"));
  }

  @Test
  void restartBeforeASilence_computesTheHourBeforeIt() {
    tens(SO2, 0, 5, "10.0");
    settle();
    statistics.close();
    statistics = restarted();

    tens(SO2, 600, 1, "10.0");
    settle();

    assertThat(computed(SO2, Interval.HOUR, 0).orElseThrow().flag()).isEqualTo("N");
  }

  @Test
  void hoursOfTheDeviceItself_haveNoTwin() {
    for (int hour = 0; hour < 24; hour++) {
      tens(SO2, hour * 60, 6, "10.0");
      send(SO2, Interval.HOUR, T0.plus(Duration.ofHours(hour)), "11.0");
    }
    settle();

    assertThat(computed(SO2, Interval.HOUR)).isEmpty();
    assertThat(value(SO2, Interval.DAY, 0)).isEqualTo(number("11.0"));
  }

  @Test
  void hourThatTheDeviceLeftOut_isComputedUntilItComes() {
    for (int hour = 0; hour < 4; hour++) {
      tens(SO2, hour * 60, 6, "10.0");
      if (hour != 2) {
        send(SO2, Interval.HOUR, T0.plus(Duration.ofHours(hour)), "11.0");
      }
    }
    settle();
    assertThat(value(SO2, Interval.HOUR, 2)).isEqualTo(number("10.0"));
    assertThat(computed(SO2, Interval.HOUR, 1)).isEmpty();

    send(SO2, Interval.HOUR, T0.plus(Duration.ofHours(2)), "11.0");
    settle();

    assertThat(computed(SO2, Interval.HOUR, 2)).isEmpty();
  }

  @Test
  void deviceThatCeasedToSendHours_isComputedAfterAWhile() {
    tens(SO2, 0, 6, "10.0");
    send(SO2, Interval.HOUR, T0, "11.0");
    tens(SO2, 60, 6 * 5, "10.0");
    settle();

    assertThat(value(SO2, Interval.HOUR, 1)).isEqualTo(number("10.0"));
    assertThat(computed(SO2, Interval.HOUR, 0)).isEmpty();
    assertThat(computed(SO2, Interval.HOUR, 4)).isEmpty();
  }

  @Test
  void concentrationInWater_isWeighedByItsFlow_alsoWhenTheFlowComesLate() {
    tens(COD, 0, 3, "10.0");
    tens(COD, 30, 3, "50.0");
    settle();
    assertThat(value(COD, Interval.HOUR, 0)).isEqualTo(number("30.0"));

    tens(FLOW, 0, 3, "3.0");
    tens(FLOW, 30, 3, "1.0");
    settle();

    assertThat(value(COD, Interval.HOUR, 0)).isEqualTo(number("20.0"));
    assertThat(value(FLOW, Interval.HOUR, 0)).isEqualTo(number("2.0"));
  }

  @Test
  void valueFromAWrongClock_closesNothing() {
    tens(SO2, 0, 3, "10.0");
    arrive(List.of(row(SO2, Interval.MINUTE, T0.plus(Duration.ofDays(300)), "10.0")));
    settle();

    assertThat(computed(SO2, Interval.HOUR)).isEmpty();
  }

  @Test
  void removedDatastream_isNoSourceAnyMore() {
    tens(SO2, 0, 6, "10.0");
    settle();
    registry.catalogue().removeDatastream(datastream(SO2, Interval.MINUTE));
    tens(SO2, 60, 6, "20.0");
    settle();

    assertThat(value(SO2, Interval.HOUR, 1)).isEqualTo(number("20.0"));
  }
}
