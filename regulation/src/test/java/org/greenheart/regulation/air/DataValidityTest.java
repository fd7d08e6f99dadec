// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DataValidityTest {
  private static final LocalDate DAY = LocalDate.of(2026, 5, 4);

  private static List<@Nullable BigDecimal> numbers(String text) {
    List<@Nullable BigDecimal> numbers = new ArrayList<>();
    for (String word : text.split(" ", -1)) {
      numbers.add(word.equals("-") ? null : new BigDecimal(word));
    }
    return numbers;
  }

  private static Map<Month, Integer> months(int days, int february) {
    Map<Month, Integer> months = new EnumMap<>(Month.class);
    for (Month month : Month.values()) {
      months.put(month, month == Month.FEBRUARY ? february : days);
    }
    return months;
  }

  /** GB 3095-2026 Table 4. */
  @ParameterizedTest
  @CsvSource({
    "SO2, 1h, 44, 45",
    "NOx, 1h, 44, 45",
    "O3, 1h, 44, 45",
    "O3, 8h, 5, 6",
    "PM2.5, day, 19, 20",
    "CO, day, 19, 20",
    "TSP, day, 23, 24",
    "BaP, day, 23, 24",
    "PM10, month, 26, 27"
  })
  void count_isEnoughFromTheMinimumOn(String item, String mean, int tooFew, int enough) {
    for (LocalDate day : List.of(DAY, LocalDate.of(2025, 5, 4))) {
      Averaging averaging = Averaging.of("mean", mean);
      assertThat(DataValidity.enough("count", item, averaging, tooFew, day).value()).isFalse();
      assertThat(DataValidity.enough("count", item, averaging, enough, day).value()).isTrue();
    }
  }

  @Test
  void february_needs25Days() {
    assertThat(DataValidity.month("PM2.5", Month.FEBRUARY, 24, DAY).value()).isFalse();
    assertThat(DataValidity.month("PM2.5", Month.FEBRUARY, 25, DAY).value()).isTrue();
    assertThat(DataValidity.month("PM2.5", Month.MARCH, 26, DAY).value()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "324, 27, 27, true",
    "323, 27, 27, false",
    "330, 28, 25, true",
    "330, 28, 24, false",
    "330, 26, 28, false"
  })
  void year_needs324DaysAndEveryMonthItsOwn(int days, int monthly, int february, boolean valid) {
    assertThat(DataValidity.year("SO2", days, months(monthly, february), DAY).value())
        .isEqualTo(valid);
  }

  @ParameterizedTest
  @CsvSource({"60, 5, true", "59, 5, false", "60, 4, false"})
  void yearOfTsp_needs60Days(int days, int monthly, boolean valid) {
    assertThat(DataValidity.year("TSP", days, months(monthly, monthly), DAY).value())
        .isEqualTo(valid);
  }

  @Test
  void monthsThatAreNotNamed_shareTheRest() {
    assertThat(DataValidity.year("SO2", 330, Map.of(Month.FEBRUARY, 25), DAY).value()).isTrue();
    Map<Month, Integer> eleven = months(30, 28);
    eleven.remove(Month.JULY);
    assertThat(DataValidity.year("SO2", 328, eleven, DAY).value()).isFalse();
  }

  @Test
  void sixOfEightHours_areEnough() {
    assertThat(DataValidity.eightHours("O3", numbers("100 110 - 120 130 - 140 150"), DAY).value())
        .hasValueSatisfying(mean -> assertThat(mean).isEqualByComparingTo("125"));
    assertThat(DataValidity.eightHours("O3", numbers("100 110 - 120 130 - 140 -"), DAY).value())
        .isEqualTo(Optional.empty());
  }

  @Test
  void listThatIsNotEightLong_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> DataValidity.eightHours("O3", numbers("1 2 3"), DAY))
        .withMessage("hours (3 values) must be 8, null for a missing one");
  }

  @Test
  void moreHoursThanThereAre_areRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> DataValidity.enough("validHours", "O3", Averaging.EIGHT_HOURS, 9, DAY))
        .withMessage("validHours (9) must be from 0 to 8 for O3 8h");
  }

  @Test
  void ozoneDay_takesTheLargestOf17Windows() {
    // 01 to 08 are too early for a window of the day except the one that ends at 08.
    OzoneDay day =
        OzoneDay.of(
                numbers("300 0 0 0 0 0 0 0 0 0 0 0 80 80 80 80 80 80 80 80 0 0 0 0"),
                Zone.SECOND,
                DAY)
            .value();

    assertThat(day.maximum()).hasValueSatisfying(m -> assertThat(m).isEqualByComparingTo("80"));
    assertThat(day.endHour()).isEqualTo(20);
    assertThat(day.validWindows()).isEqualTo(17);
    assertThat(day.valid()).isTrue();
  }

  @Test
  void ozoneDay_firstWindowEndsAt8_lastAt24() {
    assertThat(
            OzoneDay.of(
                    numbers("8 8 8 8 8 8 8 8 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0"), Zone.SECOND, DAY)
                .value()
                .endHour())
        .isEqualTo(8);
    assertThat(
            OzoneDay.of(
                    numbers("0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 8 8 8 8 8 8 8 8"), Zone.SECOND, DAY)
                .value()
                .endHour())
        .isEqualTo(24);
  }

  @ParameterizedTest
  @CsvSource({
    // windows end at 08..21: hours 22, 23, 24 and so many before are missing
    "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 - - - - -, 14, true",
    "1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 - - - - - -, 13, false",
    "200 200 200 200 200 200 200 200 200 200 - - - - - - - - - - - - - -, 5, true",
    "160 160 160 160 160 160 160 160 160 160 - - - - - - - - - - - - - -, 5, false",
    "- - - - - - - - - - - - - - - - - - - - - - - -, 0, false"
  })
  void ozoneDay_needs14Windows_orAMaximumAboveTheLimit(String hours, int windows, boolean valid) {
    OzoneDay day = OzoneDay.of(numbers(hours), Zone.SECOND, DAY).value();

    assertThat(day.validWindows()).isEqualTo(windows);
    assertThat(day.valid()).isEqualTo(valid);
    assertThat(day.maximum().isPresent()).isEqualTo(windows > 0);
  }

  @Test
  void cityMean_leavesInvalidStationsOut_andJudgesOnlyWhenEnabled() {
    assertThat(CityMean.of(numbers("30 40 - 50"), DAY, Air.VERIFIED).value())
        .satisfies(city -> assertThat(city.mean()).isEqualByComparingTo("40"))
        .satisfies(city -> assertThat(city.validPercent()).isEqualByComparingTo("75"))
        .satisfies(city -> assertThat(city.valid()).isEmpty());
    assertThat(CityMean.of(numbers("30 40 - 50"), DAY, Air.ALL).value().valid()).hasValue(true);
    assertThat(CityMean.of(numbers("30 - - 50"), DAY, Air.ALL).value().valid()).hasValue(false);
  }
}
