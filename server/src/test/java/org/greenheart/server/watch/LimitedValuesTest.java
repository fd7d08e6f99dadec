// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Bytes;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.SqliteRegistry;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.greenheart.storage.telemetry.NewArrival;
import org.greenheart.storage.telemetry.Outcome;
import org.greenheart.storage.telemetry.RowChange;
import org.greenheart.storage.telemetry.Telemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a limit names is judged, and nothing else: lower ends, ranges, converted values. */
final class LimitedValuesTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  private static final String SO2 = "a21026";
  private static final String OXYGEN = "a19001";
  private static final String PH = "w01001";
  private static final String DO = "w01009";

  @TempDir Path folder;
  private Instant now = T0;
  private final Telemetry telemetry = new MemoryTelemetry();
  private Registry registry;
  private Watch watch;
  private long thing;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, () -> now);
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    watch = Watch.idle(telemetry, registry, () -> LimitedValuesTest::limits, () -> now, () -> 0);
    registry.rules().record(Readings.rule("above-limit", "{\"interval\":\"hour\"}"));
  }

  @AfterEach
  void close() {
    registry.close();
    telemetry.close();
  }

  private static HeldLimits limits(Datastream datastream) {
    return switch (datastream.code()) {
      case SO2 -> held("SO2", Bound.parse("<=", "35"), "mg/m3", datastream, "18");
      case PH -> held("pH", Bound.parse("range", "6-9"), "1", datastream, "");
      case DO -> held("DO", Bound.parse(">=", "5"), "mg/L", datastream, "");
      default -> HeldLimits.NONE;
    };
  }

  private static HeldLimits held(
      String item, Bound bound, String unit, Datastream datastream, String oxygen) {
    BigDecimal reference = oxygen.isEmpty() ? null : new BigDecimal(oxygen);
    Limit limit =
        new Limit(
            LimitScope.permit("91/DA001", "P1", Medium.WASTE_GAS),
            item,
            "",
            bound,
            unit,
            Averaging.HOUR,
            reference,
            Validity.ALWAYS,
            new Basis("P1", "", Confidence.HIGH, "test"),
            Entry.SHIPPED,
            true);
    String symbol = datastream.unit().symbol();
    StandingLimit standing =
        StandingLimit.of(
                limit,
                symbol == null ? "" : symbol,
                reference == null ? StandingLimit.Judges.MEASURED : StandingLimit.Judges.CONVERTED,
                reference)
            .orElseThrow();
    return new HeldLimits() {
      @Override
      public Optional<StandingLimit> at(Instant moment) {
        return "ppm".equals(symbol) ? Optional.empty() : Optional.of(standing);
      }

      @Override
      public Optional<String> otherUnit(Instant moment) {
        return "ppm".equals(symbol) ? Optional.of("mg/m3") : Optional.empty();
      }
    };
  }

  private RowChange row(String code, int hour, String value, String corrected, String unit) {
    long number =
        registry
            .catalogue()
            .ensure(
                DatastreamSpec.ofDevice(
                    thing, code, Interval.HOUR, "31", code, code, UnitOfMeasurement.ofSymbol(unit)))
            .number();
    Map<String, Value> parameters =
        corrected.isEmpty() ? Map.of() : Map.of("corrected", Readings.number(corrected));
    RowKey key = RowKey.ofDevice(number, T0.plus(Duration.ofHours(hour)));
    return new RowChange(key, true, Readings.number(value), "N", parameters, false);
  }

  private void hour(int hour, RowChange... rows) {
    now = T0.plus(Duration.ofHours(hour + 1));
    telemetry
        .append(
            new NewArrival(now, "test", 1, Bytes.EMPTY, Outcome.DATA, List.of(rows), List.of(), 0))
        .join();
    while (watch.behind() > 0) {
      watch.judgeNext();
    }
  }

  private void kiln(int hour, String so2, String oxygen) {
    hour(hour, row(SO2, hour, so2, "", "mg/m3"), row(OXYGEN, hour, oxygen, "", "%"));
  }

  private List<Alarm> alarms() {
    return registry.alarms().list(null, null, Long.MAX_VALUE, 100).reversed();
  }

  @Test
  void phBelowItsRange_isRaisedWithTheLowerEndAndItsLowestValue() {
    List<String> values = List.of("7.1", "5.6", "5.2", "5.9", "6.0");
    for (int i = 0; i < values.size(); i++) {
      hour(i, row(PH, i, values.get(i), "", "1"));
    }

    assertThat(alarms()).hasSize(1);
    Alarm alarm = alarms().getFirst();
    assertThat(alarm.peak()).isEqualTo(Readings.number("5.2"));
    assertThat(alarm.limit()).isEqualTo(Decimal.of(6));
    assertThat(alarm.state()).isEqualTo(AlarmState.CLEARED);
    assertThat(alarm.end()).isEqualTo(T0.plus(Duration.ofHours(4)));
  }

  @Test
  void leastValue_isJudgedFromBelow() {
    hour(0, row(DO, 0, "5", "", "mg/L"));
    assertThat(alarms()).isEmpty();
    hour(1, row(DO, 1, "4.2", "", "mg/L"));

    assertThat(alarms()).singleElement().extracting(Alarm::limit).isEqualTo(Decimal.of(5));
  }

  @Test
  void sentConvertedValue_isJudged_whateverWasMeasured() {
    hour(0, row(SO2, 0, "60", "30", "mg/m3"));
    assertThat(alarms()).isEmpty();
    hour(1, row(SO2, 1, "20", "40", "mg/m3"));

    assertThat(alarms()).singleElement().extracting(Alarm::peak).isEqualTo(Decimal.of(40));
  }

  @Test
  void measuredValueAlone_isConvertedByTheOxygenOfItsHour() {
    kiln(0, "30", "17");
    assertThat(alarms()).isEmpty();
    kiln(1, "30", "18.9");

    Alarm alarm = alarms().getFirst();
    // 30 x 3 / 2.1 = 42.857...
    assertThat(String.valueOf(alarm.peak())).startsWith("42.857");
    assertThat(watch.leftOut()).isEmpty();
  }

  @Test
  void oxygenInAFrameOfItsOwn_isWaitedFor() {
    hour(0, row(SO2, 0, "30", "", "mg/m3"));
    assertThat(watch.leftOut()).extracting(LeftOut::reason).containsExactly("oxygen-missing");
    hour(0, row(OXYGEN, 0, "18.9", "", "%"));

    assertThat(alarms()).hasSize(1);
    assertThat(watch.leftOut()).isEmpty();
  }

  @Test
  void withoutOxygen_nothingIsJudgedAndTheReasonIsTold() {
    hour(0, row(SO2, 0, "60", "", "mg/m3"));
    hour(1, row(SO2, 1, "70", "", "mg/m3"));

    assertThat(alarms()).isEmpty();
    LeftOut told = watch.leftOut().getFirst();
    assertThat(told.reason()).isEqualTo("oxygen-missing");
    assertThat(told.values()).isEqualTo(2);
    assertThat(told.last()).isEqualTo(T0.plus(Duration.ofHours(1)));
  }

  @Test
  void oxygenOfAir_isNotConverted() {
    kiln(0, "60", "21");

    assertThat(alarms()).isEmpty();
    assertThat(watch.leftOut()).extracting(LeftOut::reason).containsExactly("oxygen-of-air");
  }

  @Test
  void limitInAnotherUnit_isTold() {
    hour(0, row(SO2, 0, "60", "", "ppm"));

    assertThat(alarms()).isEmpty();
    LeftOut told = watch.leftOut().getFirst();
    assertThat(told.reason()).isEqualTo("unit-mismatch");
    assertThat(told.asked()).isEqualTo("mg/m3");
    assertThat(told.has()).isEqualTo("ppm");
  }

  @Test
  void lateOxygen_convertsItsHourAndFindsTheExcess() {
    hour(0, row(SO2, 0, "30", "", "mg/m3"));
    kiln(1, "10", "18");
    kiln(2, "10", "18");
    hour(5, row(OXYGEN, 0, "18.9", "", "%"));

    assertThat(alarms()).singleElement().extracting(Alarm::late).isEqualTo(true);
  }
}
