// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class InputsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

  private static Inputs inputs(Map<String, @Nullable Object> values) {
    return Inputs.of(values, TODAY);
  }

  private static void refused(LawException.Code code, String message, ThrowingCallable call) {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(call)
        .withMessage(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void numbers_comeAsNumbersOrStrings() {
    Inputs inputs = inputs(Map.of("a", 3, "b", "3.10", "c", new BigDecimal("0.1"), "d", 2.5));

    assertThat(inputs.decimal("a")).isEqualByComparingTo("3");
    assertThat(inputs.decimal("b")).isEqualTo(new BigDecimal("3.10"));
    assertThat(inputs.decimal("c")).isEqualTo(new BigDecimal("0.1"));
    assertThat(inputs.decimal("d")).isEqualTo(new BigDecimal("2.5"));
  }

  @Test
  void date_isTodayUnlessGiven() {
    assertThat(inputs(Map.of()).date()).isEqualTo(TODAY);
    assertThat(inputs(Map.of("date", "2025-12-31")).date()).isEqualTo(LocalDate.of(2025, 12, 31));
  }

  @Test
  void missingInput_isNamed() {
    refused(
        LawException.Code.MISSING, "the input o2 is missing", () -> inputs(Map.of()).decimal("o2"));
    Map<String, @Nullable Object> empty = new HashMap<>();
    empty.put("o2", null);
    refused(
        LawException.Code.MISSING, "the input o2 is missing", () -> inputs(empty).decimal("o2"));
  }

  @Test
  void whatIsNoNumber_isNamedWithItsValue() {
    refused(
        LawException.Code.NOT_READABLE,
        "o2 (a lot) must be a number",
        () -> inputs(Map.of("o2", "a lot")).decimal("o2"));
    refused(
        LawException.Code.NOT_READABLE,
        "values[1] (true) must be a number",
        () -> inputs(Map.of("values", List.of(1, true))).decimals("values"));
  }

  @Test
  void numberWithAHugeExponent_isRefused() {
    refused(
        LawException.Code.OUT_OF_RANGE,
        "o2 is beyond 200 digits",
        () -> inputs(Map.of("o2", "1e999999999")).decimal("o2"));
  }

  @Test
  void numberBeyondItsBounds_isRefused_withTheBounds() {
    refused(
        LawException.Code.OUT_OF_RANGE,
        "o2 (22) must be from 0 to 21",
        () -> inputs(Map.of("o2", 22)).decimal("o2", "0", "21"));
  }

  @Test
  void unknownWord_isRefused_withTheKnownOnes() {
    refused(
        LawException.Code.OUT_OF_RANGE,
        "zone (4) must be one of 2, 3",
        () -> inputs(Map.of("zone", 4)).choice("zone", List.of("2", "3")));
  }

  @Test
  void lists_keepTheirGaps() {
    Map<String, @Nullable Object> values = new HashMap<>();
    values.put("hours", Arrays.asList(1, null, "3"));

    assertThat(inputs(values).decimals("hours"))
        .containsExactly(new BigDecimal("1"), null, new BigDecimal("3"));
  }
}
