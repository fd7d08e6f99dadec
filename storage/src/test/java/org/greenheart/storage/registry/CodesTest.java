// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CodesTest {
  @ParameterizedTest
  @CsvSource({
    // In public use; their check characters are a letter and a digit.
    "91440300708461136T",
    "91310000MA1FL70B67",
    "91370200163562681G",
  })
  void creditCode_real_isRight(String code) {
    assertThat(CreditCode.check(code)).isEqualTo(code);
    assertThat(CreditCode.complete(code.substring(0, 17))).isEqualTo(code);
  }

  @Test
  void creditCode_lowerCaseWithSpaces_isTidied() {
    assertThat(CreditCode.check(" 91440300708461136t ")).isEqualTo("91440300708461136T");
  }

  @ParameterizedTest
  @CsvSource({
    "9144030070846113,credit-code-length",
    "91440300708461136TT,credit-code-length",
    "9144030070846113IT,credit-code-character",
    "91440300708461136O,credit-code-character",
    "91440300708461163T,credit-code-check",
    "91440300708461136A,credit-code-check",
    "'  ',blank",
  })
  void creditCode_wrong_namesTheRule(String code, String rule) {
    assertThatThrownBy(() -> CreditCode.check(code))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.field()).isEqualTo("creditCode");
              assertThat(e.code()).isEqualTo(rule);
              assertThat(e.value()).isEqualTo(code);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "C3360,C3360",
    "3360,C3360",
    "c307,C307",
    "46,D46",
    "N77,N77",
    "9700,T9700",
    "0111,A0111",
  })
  void industry_right_getsItsSection(String code, String full) {
    assertThat(Industry.check(code)).isEqualTo(full);
  }

  @ParameterizedTest
  @CsvSource({
    "D3360,industry-section",
    "00,industry-section",
    "98,industry-section",
    "C3,industry-shape",
    "CC33,industry-shape",
    "U33,industry-shape"
  })
  void industry_wrong_namesTheRule(String code, String rule) {
    assertThatThrownBy(() -> Industry.check(code))
        .isInstanceOfSatisfying(RuleException.class, e -> assertThat(e.code()).isEqualTo(rule));
  }
}
