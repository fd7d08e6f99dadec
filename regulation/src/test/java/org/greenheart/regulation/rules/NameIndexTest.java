// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

final class NameIndexTest {
  private static final String HEAD =
      "item\tzh\taliases\tvalid_from\tvalid_to\tdocument\tclause\tconfidence\tsource\n";

  private static NameIndex index(String... rows) {
    StringBuilder table = new StringBuilder(HEAD);
    for (String row : rows) {
      table.append(row).append("\t\t\tA rule\t\thigh\tthe text\n");
    }
    return new NameIndex(
        RuleTable.parse("names.tsv", table.toString()).rows(), "item", "zh", "aliases");
  }

  @Test
  void find_anyOfItsNames_givesTheNameOfTheTable() {
    NameIndex index = index("tile E<=0.2%\t砖（薄）\tthin|slim", "NH3-N\t氨氮\t");

    assertThat(index.find(" Tile E≤0.2% ")).contains("tile E<=0.2%");
    assertThat(index.find("砖(薄)")).contains("tile E<=0.2%");
    assertThat(index.find("slim")).contains("tile E<=0.2%");
    assertThat(index.find("nh₃n")).contains("NH3-N");
    assertThat(index.find("")).isEmpty();
    assertThat(index.names()).containsExactly("tile E<=0.2%", "NH3-N");
  }

  @Test
  void require_unknownName_isRefused_withTheKnownOnes() {
    assertThatExceptionOfType(LawException.class)
        .isThrownBy(() -> index("a\tb\t").require("item", "c"))
        .withMessage("item (c) must be one of a");
  }

  @Test
  void wordForTwoThings_isRefused_namingTheLine() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> index("a\tx\t", "b\tx\t"))
        .withMessage("names.tsv line 3: x stands for a and for b");
  }
}
