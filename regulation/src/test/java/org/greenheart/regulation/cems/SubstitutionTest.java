// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Shown;
import org.junit.jupiter.api.Test;

final class SubstitutionTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @Property(tries = 300)
  void everyGap_hasExactlyOneRule_andIsNeverSubstitutedByMoreThanWasSeen(
      @ForAll @BigRange(min = "75", max = "100") @Scale(2) BigDecimal capture,
      @ForAll @IntRange(min = 1, max = 2208) int hours,
      @ForAll @Size(min = 1, max = 30)
          List<@BigRange(min = "0", max = "100") @Scale(3) BigDecimal> previous) {
    Substitute substitute = Substitution.of(new Gap(capture, hours, previous, null), DAY).value();

    BigDecimal kgH = substitute.kgH().number().orElseThrow();
    assertThat(previous).anySatisfy(amount -> assertThat(amount).isEqualByComparingTo(kgH));
    assertThat(previous).allSatisfy(amount -> assertThat(amount).isLessThanOrEqualTo(kgH));
    assertThat(substitute.totalKg().number().orElseThrow())
        .isEqualByComparingTo(kgH.multiply(BigDecimal.valueOf(hours)));
    assertThat(substitute.windowValidHours().orElseThrow()).isIn(180, 720, 2160);
  }

  @Test
  void workedExample_tenHoursOfRepair() {
    BigDecimal capture =
        CaptureRate.percent(
                BigDecimal.valueOf(2208), BigDecimal.valueOf(96), BigDecimal.valueOf(48))
            .value()
            .number()
            .orElseThrow();
    Reasoned<Substitute> result =
        Substitution.of(
            new Gap(capture, 10, List.of(new BigDecimal("2.1"), new BigDecimal("2.4")), null), DAY);

    assertThat(Shown.text(capture)).isEqualTo("97.7273");
    assertThat(result.value().windowValidHours()).hasValue(180);
    assertThat(result.value().totalKg().number()).hasValue(new BigDecimal("24.0"));
    assertThat(result.steps())
        .anySatisfy(step -> assertThat(step.en()).contains("fewer valid hours"));
  }

  @Test
  void onlyThreePollutants_areSubstituted() {
    assertThat(Substitution.covers("a21026")).isTrue();
    assertThat(Substitution.covers("a01011")).isFalse();
  }
}
