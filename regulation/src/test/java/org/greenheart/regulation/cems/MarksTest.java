// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.cems;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MarksTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  @Test
  void words_areAllDifferent() {
    assertThat(Marks.all().stream().map(mark -> mark.word().toLowerCase(Locale.ROOT)))
        .doesNotHaveDuplicates();
  }

  @Test
  void noMark_leavesEverything() {
    assertThat(Marks.use(List.of()).value()).isEqualTo(new Use(true, Use.Amount.MEASURED, true));
  }

  @Test
  void severalMarks_theStrictestCounts_inAnyOrder() {
    Use expected = new Use(false, Use.Amount.NONE, true);

    assertThat(Marks.use(List.of(DataFlag.C, ConditionMark.STOPPED)).value()).isEqualTo(expected);
    assertThat(Marks.use(List.of(ConditionMark.STOPPED, DataFlag.C)).value()).isEqualTo(expected);
  }

  @Test
  void reportsOfHj75_haveTheirOwnLetters() {
    assertThat(Marks.ofReport("F")).hasValue(ConditionMark.STOPPED);
    assertThat(Marks.ofReport("B")).hasValue(ConditionMark.BANKED);
    assertThat(Marks.ofReport("Md")).hasValue(DeviceMark.MISSING);
    assertThat(Marks.ofReport("X")).isEmpty();
    assertThat(Marks.of("F")).isEqualTo(DataFlag.F);
  }

  @Test
  void deadline_isNoonOfTheNextDay() {
    assertThat(Marks.deadline(LocalDate.of(2026, 2, 28)))
        .isEqualTo(LocalDateTime.of(2026, 3, 1, 12, 0));
  }

  @ParameterizedTest
  @CsvSource({
    "boiler, start, cold, 4, true", "boiler, start, cold, 4.01, false",
    "boiler, start, hot, 2, true", "boiler, start, hot, 3, false",
    "boiler, start, '', 3, false", "boiler, stop, '', 1, true",
    "cement, start, cold, 36, true", "cement, stop, '', 8, true",
    "brick, stop, '', 2, true", "power, start, '', 4, true"
  })
  void allowance_isThatOfTheIndustry(
      String industry, String event, String variant, String hours, boolean within) {
    assertThat(Allowances.within(industry, event, variant, new BigDecimal(hours), DAY))
        .hasValueSatisfying(result -> assertThat(result.value()).isEqualTo(within));
  }

  @Test
  void industryWithoutAllowance_exemptsNothing() {
    assertThat(Allowances.within("glass", "start", "", BigDecimal.ONE, DAY)).isEmpty();
  }
}
