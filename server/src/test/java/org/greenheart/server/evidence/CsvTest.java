// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

final class CsvTest {
  @Test
  void formulaInATextOfAPack_isText_andNumbersStay() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new Csv(out, "who", "value").row("=cmd|'/c calc'!A1", new Decimal(-125, 1));
    new Csv(out, "who", "value").row("\uFF1DSUM(1)", null);

    assertThat(out.toString(UTF_8))
        .contains("\"'=cmd|'/c calc'!A1\",-12.5\r\n")
        .contains("'\uFF1DSUM(1)")
        .doesNotContain("\n=");
  }
}
