// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;

/** Calls of functions as the command line and HTTP make them. */
final class Calls {
  private static final LocalDate TODAY = LocalDate.of(2026, 5, 4);

  private Calls() {}

  static Map<String, @Nullable Object> call(String function, Map<String, @Nullable Object> inputs) {
    return Calculator.standard().function(function).apply(inputs, TODAY);
  }

  static @Nullable Object get(
      String function, String output, Map<String, @Nullable Object> inputs) {
    return call(function, inputs).get(output);
  }

  static BigDecimal number(String function, String output, Map<String, @Nullable Object> inputs) {
    Object value = get(function, output, inputs);
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new AssertionError("%s of %s is %s".formatted(output, function, value));
  }

  static ThrowableAssertAlternative<LawException> refused(
      String function, LawException.Code code, Map<String, @Nullable Object> inputs) {
    return assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> call(function, inputs))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  /** Names and values in turns; null for one that is not given. */
  static Map<String, @Nullable Object> map(@Nullable Object... namesAndValues) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return map;
  }
}
