// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExactTest {
  /** Examples of GB/T 8170: a tie goes to the even digit, all else to the nearest. */
  @ParameterizedTest
  @CsvSource({"12.25, 1, 12.2", "12.35, 1, 12.4", "12.251, 1, 12.3", "35.5, 0, 36", "36.5, 0, 36"})
  void round_givesTheEvenNeighbourOfATie(String value, int digits, String rounded) {
    assertThat(Exact.round(new BigDecimal(value), digits)).isEqualTo(new BigDecimal(rounded));
  }

  @ParameterizedTest
  @CsvSource({"57.5, 58", "57.000, 57", "57.0000001, 58", "0, 0"})
  void up_leavesWholeNumbersAlone(String value, String above) {
    assertThat(Exact.up(new BigDecimal(value))).isEqualByComparingTo(above);
  }

  @ParameterizedTest
  @CsvSource({"75.000, 75", "7.5E+1, 75", "0.10, 0.1", "1E+3, 1000"})
  void plain_isWhatAPersonWrites(String value, String plain) {
    assertThat(Exact.plain(new BigDecimal(value)).toPlainString()).isEqualTo(plain);
    assertThat(Exact.plain(new BigDecimal(value)).toString()).isEqualTo(plain);
  }
}
