// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StackHeightLimitsTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @ParameterizedTest
  @CsvSource({
    "25, 2, 35",
    "12, 2, 3.2",
    "50, 2, 156.25",
    "15, 2, 10",
    "20, 2, 17",
    "30, 3, 83",
    "40, 2, 100",
    "35, 3, 116.5",
    "12, 3, 5.12"
  })
  void rate_followsTheHeight(String height, String zone, String expected) {
    assertThat(limit(height, zone, true, true).value()).isEqualByComparingTo(expected);
  }

  @Test
  void stackAmongHighBuildings_isHalved() {
    assertThat(limit("25", "二类区", true, false).value()).isEqualByComparingTo("17.5");
  }

  @Test
  void oldSource_isAnsweredAsUnverified_withoutTheHalf() {
    Reasoned<BigDecimal> rate = limit("12", "2", false, true);

    assertThat(rate.value()).isEqualByComparingTo("6.4");
    assertThat(rate.basis().confidence()).isEqualTo(Confidence.LOW);
    assertThat(rate.basis().document()).startsWith("未核实 unverified");
  }

  @Test
  void unknownPollutantOrZone_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(
            () ->
                StackHeightLimits.limit(
                    "SO2", "2", new StackHeightLimits.Stack(BigDecimal.TEN, true, true), DAY));
    assertThatExceptionOfType(LawException.class).isThrownBy(() -> limit("25", "1", true, true));
    assertThatExceptionOfType(LawException.class).isThrownBy(() -> limit("0", "2", true, true));
  }

  @Property
  void higherStack_neverMayEmitLess(@ForAll @IntRange(min = 1, max = 999) int decimetres) {
    BigDecimal height = BigDecimal.valueOf(decimetres, 1);

    assertThat(limit(height.toString(), "2", true, true).value())
        .isLessThanOrEqualTo(
            limit(height.add(new BigDecimal("0.1")).toString(), "2", true, true).value());
  }

  @Test
  void twoStacksCloserThanTheirHeights_areOne() {
    EquivalentStack stack = merged("20", "30", "40", "6", "4").orElseThrow();

    assertThat(stack.kgPerHour()).isEqualByComparingTo("10");
    assertThat(stack.heightM().setScale(4, java.math.RoundingMode.HALF_EVEN))
        .isEqualByComparingTo("25.4951");
    assertThat(stack.metresFromFirst()).isEqualByComparingTo("16");
  }

  @Test
  void twoStacksAsFarAsTheirHeights_areTwo() {
    assertThat(merged("20", "30", "50", "6", "4")).isEmpty();
    assertThat(merged("20", "30", "49.9", "6", "4")).isPresent();
  }

  @Test
  void twoStacksWithoutEmission_areRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> merged("20", "30", "40", "0", "0"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(LawException.Code.NO_DATA));
  }

  private static java.util.Optional<EquivalentStack> merged(
      String h1, String h2, String distance, String q1, String q2) {
    return EquivalentStack.of(
            new EquivalentStack.Source(new BigDecimal(h1), new BigDecimal(q1)),
            new EquivalentStack.Source(new BigDecimal(h2), new BigDecimal(q2)),
            new BigDecimal(distance))
        .value();
  }

  private static Reasoned<BigDecimal> limit(
      String height, String zone, boolean newSource, boolean clears) {
    return StackHeightLimits.limit(
        "a24088",
        zone,
        new StackHeightLimits.Stack(new BigDecimal(height), newSource, clears),
        DAY);
  }
}
