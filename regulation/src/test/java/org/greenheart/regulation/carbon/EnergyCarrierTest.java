// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.carbon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class EnergyCarrierTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @ParameterizedTest
  @EnumSource(EnergyCarrier.class)
  void everyCarrier_isInTheTablesThatItNames_andFoundByBothNames(EnergyCarrier carrier) {
    assertThat(EnergyCarrier.find(carrier.word())).contains(carrier);
    assertThat(EnergyCarrier.find(carrier.zh().replaceAll("（.*）", ""))).contains(carrier);
    assertThat(carrier.coal(BigDecimal.ONE, DAY).isPresent())
        .isEqualTo(carrier.kind() != EnergyCarrier.Kind.MATERIAL);
    assertThat(carrier.fuel().isPresent()).isEqualTo(carrier.kind() == EnergyCarrier.Kind.FUEL);
    carrier.fuel().ifPresent(fuel -> assertThat(FuelTable.of(fuel, DAY)).isNotEmpty());
  }

  @Test
  void ownFactor_countsInItsPlace_andOneOfAnotherUnitIsRefused() {
    assertThat(
            EnergyCarrier.DIESEL
                .coal(BigDecimal.TEN, new BigDecimal("1460"), DAY)
                .map(Reasoned::value))
        .hasValueSatisfying(kgce -> assertThat(kgce).isEqualByComparingTo("14600"));
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> EnergyCarrier.DIESEL.coal(BigDecimal.TEN, new BigDecimal("1.46"), DAY))
        .withMessage("kgce (1.46) must be for one t of diesel, which is about 1457.1");
    assertThat(EnergyCarrier.CARBONATE.coal(BigDecimal.TEN, BigDecimal.ONE, DAY)).isEmpty();
  }

  @Test
  void heat_comesToItsStandardCoal() {
    assertThat(StandardCoal.ofHeat(new BigDecimal("0.0293076"))).isEqualByComparingTo("1");
  }
}
