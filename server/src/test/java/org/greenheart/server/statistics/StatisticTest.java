// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Value;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a period comes to. */
final class StatisticTest {
  private final List<Part> parts = new ArrayList<>();

  private static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }

  private void part(
      int minutes, @Nullable String value, String flag, @Nullable String flow, String... fields) {
    Map<String, Value> parameters = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      parameters.put(fields[i], number(fields[i + 1]));
    }
    RowKey key = new RowKey(1, parts.size(), 0);
    Value result = value == null ? null : number(value);
    parts.add(
        new Part(
            new Observation(key, 1, result, null, flag, parameters, 1, false),
            minutes,
            flow == null ? null : number(flow)));
  }

  private static EnoughData enough(String systemType) {
    return new EnoughData(systemType, "a21026", Instant.parse("2026-03-01T00:00:00Z"));
  }

  private Statistic hour() {
    return Statistic.of(Period.HOUR, enough("31"), false, parts).orElseThrow();
  }

  private Statistic day(String systemType) {
    return Statistic.of(Period.DAY, enough(systemType), false, parts).orElseThrow();
  }

  @Test
  void mean_isExactAndRoundedHalfToEvenToTheFinestDigits() {
    part(30, "1.25", "N", null);
    part(30, "1.2", "N", null);

    // 1.225 by GB/T 8170: the digit before is even
    assertThat(hour().result()).isEqualTo(number("1.22"));
    assertThat(hour().flag()).isEqualTo("N");
  }

  @Test
  void mean_weighsByTime() {
    part(50, "10", "N", null);
    part(10, "70", "N", null);

    assertThat(hour().result()).isEqualTo(number("20"));
  }

  @Test
  void markedValues_takeNoPart() {
    part(45, "10.0", "N", null);
    part(15, "99.0", "C", null);

    assertThat(hour().result()).isEqualTo(number("10.0"));
    assertThat(hour().flag()).isEqualTo("N");
    assertThat(hour().parameters())
        .containsEntry("count", Decimal.of(1))
        .containsEntry("validMinutes", Decimal.of(45))
        .containsEntry("max", number("10.0"));
  }

  @Test
  void hourOf44Minutes_isInvalidUnderTheMarkThatTookMost() {
    part(44, "10.0", "N", null);
    part(6, "99.0", "M", null);
    part(10, "99.0", "C", null);

    assertThat(hour().result()).isEqualTo(number("10.0"));
    assertThat(hour().flag()).isEqualTo("C");
  }

  @Test
  void hourWithAGap_isMarkedMissing() {
    part(30, "10.0", "N", null);
    part(5, "10.0", "C", null);

    assertThat(hour().flag()).isEqualTo("Md");
  }

  @Test
  void allMarked_hasNoResult() {
    part(60, "10.0", "F", null);

    assertThat(hour().result()).isNull();
    assertThat(hour().flag()).isEqualTo("F");
    assertThat(hour().parameters()).containsEntry("count", Decimal.of(0));
  }

  @Test
  void textOnly_isNoStatistic() {
    part(60, null, "N", null);

    assertThat(Statistic.of(Period.HOUR, enough("31"), false, parts)).isEmpty();
  }

  @Test
  void extremesAndTotals_areThoseOfTheParts() {
    part(30, "10", "N", null, "min", "2", "max", "12", "total", "1.5", "corrected", "20.0");
    part(30, "20", "N", null, "min", "9", "max", "31", "total", "2.25", "corrected", "30.1");

    assertThat(hour().parameters())
        .containsEntry("min", number("2"))
        .containsEntry("max", number("31"))
        .containsEntry("total", number("3.75"))
        .containsEntry("corrected", number("25.0"));
  }

  @Test
  void total_isLeftOutWhereAPartLacksIt() {
    part(30, "10", "N", null, "total", "1.5");
    part(30, "20", "N", null);

    assertThat(hour().parameters()).doesNotContainKey("total");
  }

  @Test
  void concentrationInWater_weighsByTheFlow() {
    part(30, "10.0", "N", "3");
    part(30, "50.0", "N", "1");

    assertThat(Statistic.of(Period.HOUR, enough("32"), true, parts).orElseThrow().result())
        .isEqualTo(number("20.0"));
  }

  @Test
  void flowNotKnownThroughout_weighsByTime() {
    part(30, "10.0", "N", "3");
    part(30, "50.0", "N", null);

    assertThat(Statistic.of(Period.HOUR, enough("32"), true, parts).orElseThrow().result())
        .isEqualTo(number("30.0"));
  }

  @Test
  void nothingFlowed_weighsByTime() {
    part(30, "10.0", "N", "0");
    part(30, "50.0", "N", "0");

    assertThat(Statistic.of(Period.HOUR, enough("32"), true, parts).orElseThrow().result())
        .isEqualTo(number("30.0"));
  }

  @Test
  void dayOfAir_needsTwentyHours() {
    for (int hour = 0; hour < 19; hour++) {
      part(60, "10", "N", null);
    }
    assertThat(day("22").flag()).isEqualTo("Md");
    assertThat(day("31").flag()).isEqualTo("N");

    part(60, "10", "N", null);
    assertThat(day("22").flag()).isEqualTo("N");
  }

  @Test
  void dayOfASource_needsThreeQuartersOfTheHoursInWhichItRan() {
    for (int hour = 0; hour < 6; hour++) {
      part(60, "10", "N", null);
    }
    assertThat(day("31").flag()).isEqualTo("Md");

    for (int hour = 0; hour < 16; hour++) {
      part(60, "0", "F", null);
    }
    assertThat(day("31").flag()).isEqualTo("N");
    assertThat(day("31").result()).isEqualTo(number("10"));
  }

  @Test
  void periods_areThoseOfBeijing() {
    long hour = 3_600_000_000L;

    assertThat(Period.DAY.floor(15 * hour)).isEqualTo(-8 * hour);
    assertThat(Period.DAY.floor(16 * hour)).isEqualTo(16 * hour);
    assertThat(Period.HOUR.floor(16 * hour + 1)).isEqualTo(16 * hour);
  }
}
