// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

final class RuleTableTest {
  private static final String HEAD =
      "item\tvalue\tvalid_from\tvalid_to\tdocument\tclause\tconfidence\tsource\n";

  private static RuleTable table(String rows) {
    return RuleTable.parse("limits.tsv", HEAD + rows);
  }

  @Test
  void rowsOfTwoEditions_dayOfTheData_decidesWhichCounts() {
    RuleTable table =
        table(
            """
            # up to the last day of February
            PM2.5\t75\t2016-01-01\t2026-02-28\tGB 3095-2012\tTable 1\tmedium\ta table
            PM2.5\t60\t2026-03-01\t\tGB 3095-2026\tTable 1\thigh\tthe text
            """);

    assertThat(table.at(LocalDate.of(2026, 2, 28)))
        .singleElement()
        .satisfies(row -> assertThat(row.decimal("value")).isEqualByComparingTo("75"))
        .satisfies(row -> assertThat(row.basis().citation()).isEqualTo("GB 3095-2012, Table 1"));
    assertThat(table.at(LocalDate.of(2026, 3, 1)))
        .singleElement()
        .satisfies(row -> assertThat(row.decimal("value")).isEqualByComparingTo("60"));
  }

  @Test
  void rowWithACellTooFew_isRefused_namingTheLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("PM2.5\t75\n"))
        .withMessage("limits.tsv line 2 (2 cells) must have 8");
  }

  @Test
  void rowWithAnUnknownConfidence_isRefused_namingTheLineAndTheWord() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("PM2.5\t75\t\t\tGB 3095-2012\t\tsure\ta table\n"))
        .withMessage("limits.tsv line 2: confidence (sure) must be high, medium or low");
  }

  @Test
  void rowThatEndsBeforeItBegins_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table("PM2.5\t75\t2026-03-01\t2026-02-28\tGB\t\thigh\tx\n"))
        .withMessageContaining("valid from 2026-03-01 must not end before, on 2026-02-28");
  }

  @Test
  void validities_thatShareOneDay_overlap() {
    LocalDate day = LocalDate.of(2026, 3, 1);

    assertThat(new Validity(null, day).overlaps(new Validity(day, null))).isTrue();
    assertThat(new Validity(null, day).overlaps(new Validity(day.plusDays(1), null))).isFalse();
    assertThat(new Validity(day.plusDays(1), null).overlaps(new Validity(null, day))).isFalse();
    assertThat(Validity.ALWAYS.overlaps(Validity.ALWAYS)).isTrue();
  }
}
