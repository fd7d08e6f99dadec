// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.RuleTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AlertSchemeTest {
  private static List<Integer> days(String text) {
    return Stream.of(text.split(" ", -1)).map(Integer::valueOf).toList();
  }

  private static AlertLevel level(String scheme, String forecast) {
    return AlertScheme.named(scheme).judge(days(forecast), 0).value().level();
  }

  @ParameterizedTest
  @CsvSource({
    "160 210 175 120, ORANGE",
    "160 170 140, YELLOW",
    "140 205 130, YELLOW",
    "150 150 150 150, NONE",
    "151 120 151, NONE",
    "200, NONE",
    "201, YELLOW",
    "151 151 151, ORANGE",
    "201 201, ORANGE",
    "201 201 201, ORANGE",
    "201 201 301, RED",
    "301 301, ORANGE",
    "210 220 230 300, ORANGE",
    "50 210 220 310 90, RED"
  })
  void schemeOf2024_hasThreeLevels(String forecast, AlertLevel level) {
    assertThat(level("2024", forecast)).isEqualTo(level);
  }

  @ParameterizedTest
  @CsvSource({
    "200, NONE",
    "199 199 199, NONE",
    "201, BLUE",
    "201 201, YELLOW",
    "201 201 201, ORANGE",
    "201 201 201 201, ORANGE",
    "201 201 301 301, RED",
    "201 201 201 301, ORANGE",
    "500, RED",
    "499, BLUE"
  })
  void schemeOf2017_hasFourLevels(String forecast, AlertLevel level) {
    assertThat(level("2017", forecast)).isEqualTo(level);
  }

  @Test
  void schemeOf2017AroundBeijing_asksMoreOfOrange() {
    assertThat(level("2017bth", "201 201 201")).isEqualTo(AlertLevel.YELLOW);
    assertThat(level("2017bth", "201 201 301")).isEqualTo(AlertLevel.ORANGE);
  }

  @Test
  void date_choosesTheScheme() {
    assertThat(AlertScheme.at(LocalDate.of(2026, 5, 4)).name()).isEqualTo("2024");
    assertThat(AlertScheme.at(LocalDate.of(2023, 12, 31)).name()).isEqualTo("2017");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> AlertScheme.at(LocalDate.of(2012, 1, 1)))
        .withMessage("no rule for warnings of heavy pollution is in force on 2012-01-01");
  }

  @Test
  void trigger_isNamed() {
    assertThat(AlertScheme.named("2024").judge(days("210 220 310"), 0).value().trigger())
        .hasValueSatisfying(
            trigger ->
                assertThat(trigger.toString()).isEqualTo("AQI > 200 ≥ 72 h & AQI > 300 ≥ 24 h"));
  }

  @Test
  void episodesTooCloseToBeCleared_countAsOne() {
    AlertScheme scheme = AlertScheme.named("2024");

    assertThat(scheme.judge(days("160 140 170"), 0).value().level()).isEqualTo(AlertLevel.NONE);
    assertThat(scheme.judge(days("160 140 170"), 1).value().level()).isEqualTo(AlertLevel.ORANGE);
    assertThat(scheme.judge(days("160 140 140 170"), 1).value().level()).isEqualTo(AlertLevel.NONE);
  }

  @Test
  void ownTable_rowThatIsNotEnabled_startsNothing() {
    RuleTable own =
        RuleTable.parse(
            "own.tsv",
            """
            scheme\tlevel\ttrigger\tabove\thours\tvalid_from\tvalid_to\tdocument\tclause\tconfidence\tsource
            city\tyellow\t1\t150\t24\t\t\tPlan of the city\t3.1\thigh\tthe plan
            city\tred\t1\t160\t24\t\t\tPlan of the city\t3.1\tlow\ta rumour
            """);

    assertThat(AlertScheme.read(own, "city", Air.VERIFIED).judge(days("170"), 0).value().level())
        .isEqualTo(AlertLevel.YELLOW);
    assertThat(AlertScheme.read(own, "city", Air.ALL).judge(days("170"), 0).value().level())
        .isEqualTo(AlertLevel.RED);
  }

  @Test
  void emptyForecast_isRefused() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> AlertScheme.named("2024").judge(List.of(), 0))
        .withMessage("forecast must hold at least one day");
  }
}
