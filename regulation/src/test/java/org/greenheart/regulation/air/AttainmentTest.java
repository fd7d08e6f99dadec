// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AttainmentTest {
  private static final LocalDate DAY = LocalDate.of(2026, 9, 30);

  private static Attainment mean(String target, String sum, int valid, int left) {
    return Attainment.ofMean(new BigDecimal(target), new BigDecimal(sum), valid, left).value();
  }

  private static Attainment goodDays(String target, int good, int valid, int left) {
    return Attainment.ofGoodDays(new BigDecimal(target), good, valid, left, DAY).value();
  }

  @Test
  void mean_leavesRoomForTheRestOfTheYear() {
    // 30 × 365 − 28 × 265 = 3530, over 100 days
    Attainment year = mean("30", "7420", 265, 100);

    assertThat(year.yearToDate()).isEqualByComparingTo("28");
    assertThat(year.allowedMean())
        .hasValueSatisfying(value -> assertThat(value).isEqualByComparingTo("35.3"));
    assertThat(year.state()).isEqualTo(Attainment.State.ON_TRACK);
  }

  @ParameterizedTest
  @CsvSource({
    "30, 300, 10, 10, ON_TRACK",
    "30, 301, 10, 10, BEHIND",
    "30, 600, 10, 10, BEHIND",
    "30, 601, 10, 10, OUT_OF_REACH",
    "30, 300, 10, 0, REACHED",
    "30, 301, 10, 0, OUT_OF_REACH"
  })
  void stateOfAMean_followsFromWhatIsLeft(
      String target, String sum, int valid, int left, Attainment.State state) {
    assertThat(mean(target, sum, valid, left).state()).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({
    // of 365 days at 90 % 329 must be good: 36 may be bad
    "90, 250, 265, 100, 21, 79, ON_TRACK",
    "90, 230, 265, 100, 1, 99, BEHIND",
    "90, 229, 265, 100, 0, 100, BEHIND",
    "90, 228, 265, 100, , 101, OUT_OF_REACH",
    "90, 330, 340, 25, 25, 0, REACHED"
  })
  void goodDays_sayHowManyMoreMayBeBad(
      String target,
      int good,
      int valid,
      int left,
      Integer bad,
      int needed,
      Attainment.State state) {
    Attainment year = goodDays(target, good, valid, left);

    assertThat(year.badDaysAllowed().orElse(null)).isEqualTo(bad);
    assertThat(year.goodDaysNeeded()).hasValue(needed);
    assertThat(year.state()).isEqualTo(state);
  }

  @Test
  void moreDaysThanAYear_areRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> mean("30", "100", 300, 67))
        .withMessage("daysLeft (67) must be from 0 to 66");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> mean("0", "100", 300, 60))
        .withMessage("target (0) must be above 0");
  }
}
