// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.LocalDate;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.LawException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Standards, items, grades and laws as people write them. */
final class NamesTest {
  @ParameterizedTest
  @CsvSource({
    "GB 3095-2026, GB 3095-2026, true",
    "gb3095—2026, GB 3095-2026, true",
    "GB 3095, GB 3095-2012, true",
    "GB/T 3095, GB 3095-2012, true",
    "GB 3095-2012, GB 3095-2026, false",
    "GB 309, GB 3095-2026, false",
    "GB 25464-2010 + 2014 amendment, GB 25464-2010, true",
    "DB43/1356, DB43/1356-2017, true",
    "DB43/T 1356-2017, DB43/1356-2017, true",
    "DB43 1356-2017 (Hunan), DB43/1356-2017, true",
    "DB43, DB43/1356-2017, false"
  })
  void standard_isFoundTolerantly(String call, String standard, boolean means) {
    assertThat(StandardName.parse(call).means(standard)).isEqualTo(means);
  }

  @ParameterizedTest
  @CsvSource({
    "a21026, SO2",
    "二氧化硫, SO2",
    "so2, SO2",
    "颗粒物, PM",
    "a34013, PM",
    "pm2.5, PM2.5",
    "a24088, NMHC",
    "w01018, COD",
    "CODCr, COD",
    "w21003, NH3-N",
    "氨氮, NH3-N",
    "NH3N, NH3-N",
    "w21011, TP",
    "w01001, pH",
    "HCl, chloride",
    "CO, CO",
    "六价铬, Cr6"
  })
  void item_isKnownByNameAndCode(String call, String item) {
    assertThat(Items.shipped().find(call)).contains(item);
  }

  @ParameterizedTest
  @CsvSource({
    "L2, 2",
    "二级, L2",
    "class II, II",
    "Ⅲ类, III",
    "zone 2, 2",
    "2nd class, 2",
    "一级A, 1A",
    "grade 3, 3"
  })
  void grade_isReadTolerantly(String one, String other) {
    assertThat(Words.sameGrade(one, other)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "AIR, 2026-08-14, 大气污染防治法",
    "AIR, 2026-08-15, 生态环境法典",
    "WATER, 2026-08-14, 水污染防治法",
    "WATER, 2026-08-15, 生态环境法典",
    "GENERAL, 2026-08-14, 环境保护法",
    "GENERAL, 2026-08-15, 生态环境法典"
  })
  void law_isChosenByTheDayOfTheData(LegalFrame.Matter matter, LocalDate day, String law) {
    assertThat(LegalFrame.at(matter, day).basis().document()).isEqualTo("中华人民共和国" + law);
    assertThat(LegalFrame.at(matter, day).basis().confidence()).isEqualTo(Confidence.MEDIUM);
    assertThat(LegalFrame.at(matter, day).basis().clause()).isEmpty();
  }

  @Test
  void lawThatWasNotVerified_isNotPrintedAsLaw() {
    assertThat(LegalFrame.at(LegalFrame.Matter.NOISE, LocalDate.of(2026, 8, 15)).citation())
        .startsWith("未核实 unverified: ");
  }

  @Test
  void search_namesWhatIsThere_whenItFindsNothing() {
    LocalDate day = LocalDate.of(2026, 3, 1);

    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> new StandardSearch(LimitBook.shipped(), "GB 3095-2012", day).limits())
        .withMessage("GB 3095-2012 is not in force on 2026-03-01; in force: GB 3095-2026");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> new StandardSearch(LimitBook.shipped(), "GB 1", day).limits())
        .withMessageStartingWith("there is no standard (GB 1); there are GB 3095-2026, ");
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> new StandardSearch(LimitBook.shipped(), "GB 3095", day).limits("COD"))
        .withMessageStartingWith("GB 3095 sets no limit for COD on 2026-03-01; it does for SO2");
  }
}
