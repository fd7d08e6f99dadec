// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Observation;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.Text;
import org.greenheart.storage.Value;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JudgementTest {
  private static final ValueLimit UPPER_50 = limit(null, Decimal.of(50), ValueLimit.MEASURED, null);

  private static ValueLimit limit(
      @Nullable Decimal lower, @Nullable Decimal upper, String judges, @Nullable Integer digits) {
    return new ValueLimit(
        lower, upper, Interval.HOUR, "P1", "permit", "permit-1", "high", judges, null, digits);
  }

  @ParameterizedTest
  @CsvSource({
    "12.50, NORMAL",
    "44.99, NORMAL",
    "45, NEAR",
    "50.0, NEAR",
    "50.01, EXCEEDED",
  })
  void normalValue_isHeldAgainstItsLimit(String value, Judgement judgement) {
    assertThat(Judgement.of(row(Decimal.parse(value).orElseThrow(), "N"), UPPER_50))
        .isEqualTo(judgement);
  }

  @Test
  void range_isBrokenOnBothSides_andNeverNear() {
    ValueLimit range = limit(Decimal.of(6), Decimal.of(9), ValueLimit.MEASURED, null);

    assertThat(Judgement.of(row(Decimal.of(5), "N"), range)).isEqualTo(Judgement.EXCEEDED);
    assertThat(Judgement.of(row(Decimal.of(10), "N"), range)).isEqualTo(Judgement.EXCEEDED);
    assertThat(Judgement.of(row(Decimal.of(9), "N"), range)).isEqualTo(Judgement.NORMAL);
  }

  @Test
  void value_isRoundedToTheDigitsOfItsLimit() {
    ValueLimit rounded = limit(null, Decimal.of(50), ValueLimit.MEASURED, 0);

    assertThat(Judgement.of(row(Decimal.parse("50.5").orElseThrow(), "N"), rounded))
        .isEqualTo(Judgement.NEAR);
    assertThat(Judgement.of(row(Decimal.parse("50.6").orElseThrow(), "N"), rounded))
        .isEqualTo(Judgement.EXCEEDED);
  }

  @Test
  void measuredValue_isNotHeldAgainstALimitOfConvertedOnes() {
    ValueLimit converted = limit(null, Decimal.of(50), ValueLimit.CONVERTED, 0);

    assertThat(Judgement.of(row(Decimal.of(99), "N"), converted)).isEqualTo(Judgement.NORMAL);
  }

  @Test
  void calibration_isMarked_whateverTheValue() {
    assertThat(Judgement.of(row(Decimal.of(99), "C"), UPPER_50)).isEqualTo(Judgement.MARKED);
  }

  @Test
  void faultyInstrument_isInvalid_whateverTheValue() {
    assertThat(Judgement.of(row(Decimal.of(99), "D"), UPPER_50)).isEqualTo(Judgement.INVALID);
  }

  @Test
  void valueWithoutLimitOrNumber_isNormal() {
    assertThat(Judgement.of(row(Decimal.of(99), null), null)).isEqualTo(Judgement.NORMAL);
    assertThat(Judgement.of(row(new Text("St"), "N"), UPPER_50)).isEqualTo(Judgement.NORMAL);
    assertThat(Judgement.of(row(null, "N"), UPPER_50)).isEqualTo(Judgement.NORMAL);
  }

  private static Observation row(@Nullable Value result, @Nullable String flag) {
    return new Observation(
        RowKey.ofDevice(1, Instant.EPOCH), 1, result, null, flag, Map.of(), 1, false);
  }
}
