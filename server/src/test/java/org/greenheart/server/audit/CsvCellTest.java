// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CsvCellTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1+1", "-1+1", "@SUM(A1)", " =1", "\t=1", "\r=1", "＝1+1", "-x"})
  void formula_isMadeText(String text) {
    assertThat(CsvCell.of(text)).startsWith("\"'").endsWith("\"");
  }

  @Test
  void numberAndPlainText_stayAsTheyAre() {
    assertThat(CsvCell.of("-12.5")).isEqualTo("-12.5");
    assertThat(CsvCell.of("POST /api/alarms/{id}/ack")).isEqualTo("POST /api/alarms/{id}/ack");
    assertThat(CsvCell.of("")).isEmpty();
  }

  @Test
  void quotesAndLines_areQuoted() {
    assertThat(CsvCell.of("a \"b\", c\nd")).isEqualTo("\"a \"\"b\"\", c\nd\"");
  }
}
