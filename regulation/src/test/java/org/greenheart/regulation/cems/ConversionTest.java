// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.Reasoned;
import org.junit.jupiter.api.Test;

final class ConversionTest {
  private static final BigDecimal SMALL = new BigDecimal("0.000001");

  @Property(tries = 200)
  void atReferenceOxygen_nothingChanges(
      @ForAll @BigRange(min = "0", max = "5000") @Scale(2) BigDecimal measured,
      @ForAll @BigRange(min = "0", max = "20.9") @Scale(1) BigDecimal o2) {
    assertThat(number(Conversion.STANDARD.convert(measured, o2, o2)))
        .isCloseTo(measured, within(SMALL));
  }

  @Property(tries = 200)
  void moreOxygenThanReference_neverLowersTheValue(
      @ForAll @BigRange(min = "0", max = "5000") @Scale(2) BigDecimal measured,
      @ForAll @BigRange(min = "9", max = "20.9") @Scale(1) BigDecimal o2) {
    assertThat(number(Conversion.STANDARD.convert(measured, o2, BigDecimal.valueOf(9))))
        .isGreaterThanOrEqualTo(measured.subtract(SMALL));
  }

  @Property(tries = 200)
  void excessAir_saysTheSameAsItsOxygen(
      @ForAll @BigRange(min = "1", max = "500") @Scale(2) BigDecimal measured,
      @ForAll @BigRange(min = "0", max = "20") @Scale(1) BigDecimal o2,
      @ForAll @BigRange(min = "1", max = "7") @Scale(1) BigDecimal alphaRef) {
    assertThat(number(Conversion.STANDARD.convertByExcessAir(measured, o2, alphaRef)))
        .isCloseTo(
            number(Conversion.STANDARD.convert(measured, o2, Conversion.oxygenOf(alphaRef))),
            within(SMALL));
  }

  @Property(tries = 100)
  void oxygenOfAirOrMore_isNeverConverted(
      @ForAll @BigRange(min = "21", max = "100") @Scale(2) BigDecimal o2) {
    assertThat(Conversion.STANDARD.convert(BigDecimal.TEN, o2, BigDecimal.ZERO).value())
        .isInstanceOf(Figure.Absent.class);
  }

  @Test
  void brickKilnsExcessAir_isItsPrintedOxygen() {
    assertThat(Conversion.oxygenOf(new BigDecimal("1.7")))
        .isCloseTo(new BigDecimal("8.65"), within(new BigDecimal("0.005")));
  }

  @Test
  void cap_mustBeBelowAir() {
    assertThatThrownBy(() -> Conversion.cappedAt(BigDecimal.valueOf(21)))
        .hasMessage("capO2 (21) must be from 0 to below 21");
  }

  private static BigDecimal number(Reasoned<Figure> result) {
    return result.value().number().orElseThrow();
  }
}
