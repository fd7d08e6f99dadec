// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LawJsonTest {
  @Test
  void numbers_stayExact_inBothDirections() {
    Map<String, ?> read = LawJson.read("{\"o2\": 17.20000000000000000001}");

    assertThat(read.get("o2")).isEqualTo(new BigDecimal("17.20000000000000000001"));
    assertThat(LawJson.line(Map.of("x", new BigDecimal("1E+3")))).isEqualTo("{\"x\":1000}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[1]", "5", "{\"a\":}", "{} {}"})
  void whatIsNoObject_isRefused(String json) {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> LawJson.read(json))
        .withMessageStartingWith("the input must be a JSON object")
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.NOT_READABLE));
  }
}
