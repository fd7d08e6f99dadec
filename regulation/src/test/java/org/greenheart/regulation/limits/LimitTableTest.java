// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.regulation.air.AmbientLimits;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.RuleRow;
import org.greenheart.regulation.rules.RuleTable;
import org.junit.jupiter.api.Test;

final class LimitTableTest {
  @Test
  void shipped_holdsEveryStandard_withTheFactsRowsAndThoseBeyond() {
    assertThat(LimitTable.shipped()).hasSize(433);
    assertThat(LimitTable.shipped())
        .extracting(limit -> limit.scope().standard())
        .contains(
            "GB 3095-2026",
            "GB 3095-2012",
            "GB 25464-2010",
            "GB 16297-1996",
            "GB 37822-2019",
            "DB43/1356-2017",
            "GB 18918-2002",
            "GB 3838-2002",
            "GB 13271-2014");
  }

  @Test
  void everyRow_isWellFormed() {
    for (Limit limit : LimitTable.shipped()) {
      assertThat(Items.shipped().find(limit.item())).as(limit.identify()).contains(limit.item());
      assertThat(limit.basis().document()).isNotBlank();
      assertThat(limit.basis().source()).isNotBlank();
      assertThat(limit.scope().level())
          .isEqualTo(limit.scope().standard().startsWith("DB") ? Level.LOCAL : Level.NATIONAL);
      if (!limit.code().isEmpty()) {
        assertThat(Items.shipped().find(limit.code())).as(limit.identify()).contains(limit.item());
        boolean water =
            limit.scope().medium() == Medium.WASTE_WATER
                || limit.scope().medium() == Medium.SURFACE_WATER;
        assertThat(limit.code()).startsWith(water ? "w" : "a");
      }
      assertThat(limit.enabled())
          .as(limit.identify())
          .isEqualTo(limit.basis().confidence() != Confidence.LOW);
    }
  }

  /** What is enabled holds once: the book refuses anything else, also among what is disabled. */
  @Test
  void everyRow_isUniqueByKeyAndDate() {
    assertThat(LimitBook.of(LimitTable.shipped()).all()).hasSize(433);
  }

  @Test
  void lowConfidence_isNeverShownAsLaw() {
    assertThat(LimitTable.shipped())
        .filteredOn(limit -> !limit.enabled())
        .isNotEmpty()
        .allSatisfy(limit -> assertThat(limit.describe()).startsWith("未核实 unverified: "))
        .allSatisfy(limit -> assertThat(limit.shownBasis().clause()).isEmpty());
  }

  @Test
  void operatorsTable_isRead_andNamesItsErrors() {
    String head =
        "level\tstandard\tmedium\tpoint\tgrade\tfacility\tfuel\tregion\tcondition\titem\tcode\top"
            + "\tvalue\tunit\taveraging\to2_ref\tvalid_from\tvalid_to\tdocument\tclause\tconfidence"
            + "\tsource\n";
    Entry entry = Entry.added("li", java.time.Instant.parse("2026-05-01T00:00:00Z"));

    List<Limit> read =
        LimitTable.parse(
            "mine.tsv",
            head
                + "local\tDB00/1-2026\tgas\tstack\t\tkiln\t\t\t\t二氧化硫\ta21026\t<=\t35\tmg/m3\t1h"
                + "\t18\t2026-06-01\t\tDB00/1-2026\t4.1\thigh\ttext read\n",
            entry);

    assertThat(read).hasSize(1);
    assertThat(read.getFirst().item()).isEqualTo("SO2");
    assertThat(read.getFirst().validity().covers(LocalDate.of(2026, 5, 31))).isFalse();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                LimitTable.parse(
                    "mine.tsv",
                    head
                        + "local\tDB00/1-2026\tgas\t\t\t\t\t\t\tSO2\t\t<=\tabc\tmg/m3\t1h\t\t\t\tDB"
                        + "\t\thigh\tx\n",
                    entry))
        .withMessage("mine.tsv line 2: value (abc) must be a number");
  }

  /** Ambient air stands in two tables, for two questions: they must not drift apart. */
  @Test
  void ambientLimits_areThoseOfTheAirsOwnTable() {
    Map<String, String> air = new TreeMap<>();
    for (RuleRow row : RuleTable.resource(AmbientLimits.class, "ambient-limits.tsv").rows()) {
      if (row.text("kind").equals("limit")) {
        for (String level : List.of("1", "2")) {
          air.put(
              "%s %s L%s %s %s"
                  .formatted(
                      row.text("item"),
                      Averaging.ofWord(row.text("period")).word(),
                      level,
                      row.validity(),
                      row.basis().confidence()),
              row.decimal("level" + level).stripTrailingZeros() + row.text("unit"));
        }
      }
    }
    Map<String, String> here = new TreeMap<>();
    for (Limit limit : LimitTable.shipped()) {
      if (limit.scope().medium() == Medium.AMBIENT_AIR) {
        here.put(
            "%s %s %s %s %s"
                .formatted(
                    limit.item(),
                    limit.averaging().word(),
                    limit.scope().grade(),
                    limit.validity(),
                    limit.basis().confidence()),
            new BigDecimal(limit.bound().text()).stripTrailingZeros() + limit.unit());
      }
    }
    assertThat(here).isEqualTo(air);
  }

  @Test
  void digits_areThoseOfTheStandard() {
    assertThat(LimitTable.shipped())
        .filteredOn(limit -> limit.scope().grade().equals("III") && limit.item().equals("Cu"))
        .extracting(limit -> limit.bound().text())
        .containsExactly("1.0");
  }

  @Test
  void boundOfAHugeExponent_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Bound.parse("<=", "1E+2000000000"))
        .withMessageContaining("at most 100 digits");
  }
}
