// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.CounterStep;
import org.greenheart.storage.registry.CounterStep.Kind;
import org.greenheart.storage.registry.CounterStep.Verdict;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Counters of an HJ 212 device, as of any other: readings in, what was used out. */
final class CounterBookTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private CounterBook book;
  private CounterWatch watch;
  private Device device;
  private long datastream;
  private int readings;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, InstantSource.fixed(NOW));
    device = registry.devices().register("hj212", "88888880000001", Acceptance.named("Works"), NOW);
    datastream =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    device.thing(),
                    "i33201",
                    Interval.REALTIME,
                    null,
                    "累计耗电量",
                    "Electricity",
                    UnitOfMeasurement.ofSymbol("kWh")))
            .number();
    book = new CounterBook(registry, telemetry);
    watch = new CounterWatch(telemetry, registry);
  }

  @AfterEach
  void close() {
    watch.close();
    registry.close();
    telemetry.close();
  }

  private void counter(@Nullable String wrapsAt, @Nullable String mostPerHour) {
    registry
        .counters()
        .put(new Counter(datastream, number(wrapsAt), number(mostPerHour), NOW, "operator"));
  }

  private static @Nullable Decimal number(@Nullable String text) {
    return text == null ? null : Decimal.parse(text).orElseThrow();
  }

  private static Instant minute(int n) {
    return NOW.plus(STEP.multipliedBy(n));
  }

  private void reads(String... values) {
    for (String value : values) {
      read(readings++, value, "N");
    }
    watch.step();
  }

  private void read(int minute, String value, String flag) {
    telemetry
        .append(
            NewArrival.ofFrame(
                NOW,
                "test",
                device.number(),
                Bytes.of((minute + value).getBytes(UTF_8)),
                List.of(
                    RowChange.of(
                        RowKey.ofDevice(datastream, minute(minute)), number(value), flag))))
        .join();
  }

  private Consumption all() {
    return book.between(datastream, minute(0), minute(readings));
  }

  private static void assertAmount(Consumption used, String amount) {
    assertThat(used.amount()).isEqualByComparingTo(new BigDecimal(amount));
  }

  private List<CounterStep> kept() {
    return registry.counters().newestSteps(registry.counters().withSteps(), 100);
  }

  @Test
  void rising_addsDifferences_exactly_andStretchesAddUp() {
    counter(null, null);
    reads("100.1", "100.3", "100.3", "101.05", "102");

    assertAmount(all(), "1.9");
    assertThat(all().isWhole()).isTrue();
    Consumption first = book.between(datastream, minute(0), minute(2).plusSeconds(20));
    Consumption second = book.between(datastream, minute(2).plusSeconds(20), minute(5));
    assertAmount(first, "0.2");
    assertAmount(second, "1.7");
    assertThat(kept()).isEmpty();
  }

  @Test
  void nearItsWidth_thenNearZero_hasWrapped() {
    counter("10000", null);
    reads("9990", "9997.5", "3.5", "10");

    assertAmount(all(), "20");
    assertThat(all().isCertain()).isTrue();
    assertThat(kept()).extracting(CounterStep::kind).containsExactly(Kind.WRAPPED);
  }

  @Test
  void farFromItsWidth_isAnotherMeter_andWaitsForAPerson() {
    counter("10000", null);
    reads("5000", "5010", "2", "5", "9", "14", "20", "27", "35");

    assertAmount(all(), "43"); // 10 of the old one, 33 of the new one
    assertThat(all().isCertain()).isFalse();
    CounterStep step = kept().getFirst();
    assertThat(step.kind()).isEqualTo(Kind.BACKWARDS);
    assertThat(step.isOpen()).isTrue();

    registry
        .counters()
        .decide(
            step.id(),
            new CounterStep.Decision(
                Verdict.REPLACED, number("5012"), number("0"), "new meter", NOW, "operator"));
    assertAmount(all(), "47"); // 2 more of the old one, 2 of the new one
    assertThat(all().isCertain()).isTrue();
  }

  @Test
  void unknownWidth_neverWrapsByItself() {
    counter(null, null);
    reads("9990", "9997.5", "3.5", "10");

    assertAmount(all(), "14");
    assertThat(all().isCertain()).isFalse();
  }

  @Test
  void oneReadingTooHigh_isLeftOut() {
    counter(null, null);
    reads("100", "101", "999999", "102", "103");

    assertAmount(all(), "3");
    assertThat(all().isCertain()).isTrue();
    assertThat(kept()).extracting(CounterStep::kind).containsExactly(Kind.SPIKE);
    assertThat(book.between(datastream, minute(0), minute(2)).amount()).isEqualByComparingTo("1");
  }

  @Test
  void fewReadingsTooLow_areLeftOut_andNobodyIsAskedAnyMore() {
    counter(null, null);
    reads("100", "101", "0");
    assertThat(kept()).extracting(CounterStep::isOpen).containsExactly(true);
    reads("0", "103");

    assertAmount(all(), "3");
    assertThat(kept()).extracting(CounterStep::kind).containsExactly(Kind.DIP);
    assertThat(all().isCertain()).isTrue();
  }

  @Test
  void moreThanItCan_isNotBelieved_untilAPersonSaysSo() {
    counter(null, "600");
    reads("100", "105", "100000", "100005", "100009", "100012", "100013", "100014", "100015");

    assertAmount(all(), "20");
    CounterStep step = kept().getFirst();
    assertThat(step.kind()).isEqualTo(Kind.JUMP);
    registry
        .counters()
        .decide(
            step.id(),
            new CounterStep.Decision(Verdict.RIGHT, null, null, "was offline", NOW, "operator"));
    assertAmount(all(), "99915");
  }

  @Test
  void faultyByAPerson_isLeftOut() {
    counter(null, "600");
    reads("100", "101", "5000");
    assertThat(all().isCertain()).isFalse();
    registry
        .counters()
        .decide(
            kept().getFirst().id(),
            new CounterStep.Decision(Verdict.FAULTY, null, null, "test", NOW, "operator"));
    reads("103");

    assertAmount(all(), "3");
    assertThat(all().isCertain()).isTrue();
  }

  @Test
  void nothingForLong_isAGap_andItsUseBelongsToTheStretchInWhichReadingBeganAgain() {
    counter(null, null);
    reads("100", "101", "102");
    readings = 120;
    reads("150", "151");

    Consumption used = all();
    assertAmount(used, "51");
    assertThat(used.gaps()).containsExactly(new Consumption.Gap(minute(2), minute(120)));
    assertThat(used.isWhole()).isFalse();
    assertAmount(book.between(datastream, minute(0), minute(60)), "2");
    assertAmount(book.between(datastream, minute(60), minute(122)), "49");
  }

  @Test
  void markedAsFault_isNoReading() {
    counter(null, null);
    reads("100", "101");
    read(readings++, "0", "D");
    reads("102");

    assertAmount(all(), "2");
    assertThat(kept()).isEmpty();
  }

  @Test
  void lateReading_mendsWhatWasTold() {
    counter("1000", null);
    reads("989", "995");
    readings++;
    reads("150", "160");
    assertThat(kept()).extracting(CounterStep::kind).containsExactly(Kind.BACKWARDS);
    read(2, "20", "N");
    watch.step();

    assertThat(kept()).extracting(CounterStep::kind).containsExactly(Kind.WRAPPED);
    assertAmount(all(), "171");
  }

  @Test
  void noReadings_saysSo() {
    Consumption used = book.between(datastream, minute(0), minute(5));

    assertAmount(used, "0");
    assertThat(used.first()).isNull();
    assertThat(used.gaps()).hasSize(1);
    assertThat(used.isWhole()).isFalse();
  }

  @Test
  void longYear_isReadWithoutKeepingIt() {
    counter(null, null);
    List<RowChange> rows = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      rows.add(RowChange.of(RowKey.ofDevice(datastream, minute(i)), Decimal.of(i), null));
    }
    telemetry
        .append(NewArrival.ofFrame(NOW, "test", device.number(), Bytes.of(new byte[] {1}), rows))
        .join();
    assertAmount(book.between(datastream, minute(0), minute(20_000)), "19999");
  }
}
