// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.protocols.hj212.FactorTable;
import org.greenheart.protocols.hj212.Field;
import org.greenheart.protocols.hj212.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Stories 2 to 4: who exceeds a permit, and when. Nobody does but the paint shop and a kiln, in one
 * hour, and a kiln that is heated up, which a person marks.
 */
final class PermitsTest {
  private static final Instant START = Instant.parse("2026-11-21T02:17:00Z");
  private static final String PAINT_SHOP = "7AD3E0013100000000000305";
  private static final String KILN = "7AD3E0013100000000000401";
  private static final String HEATED_UP = "7AD3E0013100000000000402";

  private final CityFiles files = new CityFiles();
  private final City city = City.of(files, 1, START);

  @Test
  void hours_exceedThePermitOnceOnly() {
    Instant end = START.plus(Duration.ofHours(6));
    assertThat(exceedances("hour", Duration.ofHours(1), Instant.parse("2026-11-14T00:00:00Z"), end))
        .containsExactly(
            PAINT_SHOP + " a24088 2026-11-21T03:00:00Z",
            KILN + " a21002 2026-11-21T03:00:00Z",
            HEATED_UP + " a21002 2026-11-19T03:00:00Z",
            HEATED_UP + " a21002 2026-11-19T04:00:00Z");
  }

  @Test
  void heatingUp_isMarkedByAPerson() {
    try (DemoCity demo = DemoCity.load(1, Clock.fixed(START, ZoneOffset.UTC))) {
      assertThat(demo.marks())
          .extracting(DemoCity.Mark::deviceId, DemoCity.Mark::kind, DemoCity.Mark::from)
          .containsExactly(tuple(HEATED_UP, "startup", Instant.parse("2026-11-19T03:00:00Z")));
      assertThat(demo.marks().getFirst().to()).isEqualTo(Instant.parse("2026-11-19T05:00:00Z"));
    }
  }

  @Test
  void kiln_exceedsOnlyWhenConverted() {
    Item nox =
        city.device(KILN)
            .model()
            .period(Instant.parse("2026-11-21T03:00:00Z"), Duration.ofHours(1))
            .get(1);
    assertThat(Double.parseDouble(nox.value("Avg").orElseThrow())).isLessThan(120);
    assertThat(Double.parseDouble(nox.value("ZsAvg").orElseThrow())).isGreaterThan(150);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 17, 43, 54, 55, 56, 61, 400, 1_000})
  void paintShop_exceedsInOneHourWheneverTheDemoStarts(int minutes) {
    // From shortly before the daily span check on.
    Instant start = Instant.parse("2026-09-01T00:00:00Z").plus(Duration.ofMinutes(minutes));
    PointModel model = City.of(files, 1, start).device(PAINT_SHOP).model();
    Instant hour = start.minus(Duration.ofDays(2)).truncatedTo(ChronoUnit.HOURS);
    List<Instant> above = new ArrayList<>();
    for (; hour.isBefore(start.plus(Duration.ofDays(1))); hour = hour.plus(Duration.ofHours(1))) {
      Item voc = model.period(hour, Duration.ofHours(1)).getFirst();
      if (voc.value("Flag").orElse("").equals("N")
          && Double.parseDouble(voc.value("Avg").orElseThrow()) > 30) {
        above.add(hour);
      }
    }
    assertThat(above).hasSize(1);
    assertThat(above.getFirst())
        .isBetween(start.plus(Duration.ofMinutes(5)), start.plus(Duration.ofMinutes(65)));
  }

  @Test
  void days_exceedNoPermit() {
    assertThat(exceedances("day", Duration.ofDays(1), Instant.parse("2026-11-13T16:00:00Z"), START))
        .isEmpty();
  }

  @Test
  void calibration_isAboveTheLimitAndMarked() {
    List<Item> items =
        city.device(PAINT_SHOP).model().realtime(Instant.parse("2026-11-20T01:10:00Z"));
    assertThat(items.getFirst().value("Rtd")).contains("80.000");
    assertThat(items.getFirst().value("Flag")).contains("C");
  }

  @Test
  void removal_fallsUntilTheBoothIsMended() {
    assertThat(removal(START.minus(Duration.ofHours(50)))).isBetween(88.0, 94.0);
    assertThat(removal(START.minus(Duration.ofHours(1)))).isBetween(60.0, 79.0);
    assertThat(removal(START.plus(Duration.ofHours(4)))).isBetween(88.0, 94.0);
  }

  private double removal(Instant hour) {
    double inlet = flowTimesValue("7AD3E0013100000000000301", hour);
    double outlet = flowTimesValue("7AD3E0013100000000000302", hour);
    return 100 * (1 - outlet / inlet);
  }

  private double flowTimesValue(String deviceId, Instant hour) {
    List<Item> items = city.device(deviceId).model().period(hour, Duration.ofHours(1));
    return Double.parseDouble(items.getFirst().value("Cou").orElseThrow());
  }

  private List<String> exceedances(String averaging, Duration length, Instant from, Instant to) {
    List<String> found = new ArrayList<>();
    int judged = 0;
    for (Row permit : files.rows("permits.csv")) {
      if (!permit.text("averaging").equals(averaging)) {
        continue;
      }
      for (Row point : files.rows("points.csv")) {
        if (!point.text("enterprise").equals(permit.text("enterprise"))
            || !point.text("outlet").equals(permit.text("outlet"))) {
          continue;
        }
        City.Device device = city.device(point.text("device_id"));
        for (Instant start = from; start.isBefore(to); start = start.plus(length)) {
          for (Item item : device.model().period(start, length)) {
            Field field = item.fields().getFirst();
            String code =
                FactorTable.standard().canonical(field.code(), device.plan().systemType());
            if (code.equals(permit.text("code"))) {
              judged++;
              if (exceeds(item, permit)) {
                found.add(device.plan().deviceId() + " " + code + " " + start);
              }
            }
          }
        }
      }
    }
    assertThat(judged).isGreaterThan(7 * 10);
    return found;
  }

  private static boolean exceeds(Item item, Row permit) {
    if (!item.value("Flag").orElse("").equals("N")) {
      return false;
    }
    double value =
        Double.parseDouble(item.value("ZsAvg").or(() -> item.value("Avg")).orElseThrow());
    String minimum = permit.text("minimum");
    return value > permit.number("maximum")
        || (!minimum.isEmpty() && value < Double.parseDouble(minimum));
  }
}
