// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/IMPORT.md names every column as the program does. */
final class ImportManualTest {
  @ParameterizedTest
  @EnumSource
  void everyColumn_isInTheManual(ImportKind kind) throws IOException {
    String row =
        Files.readAllLines(Path.of("..", "docs", "IMPORT.md")).stream()
            .filter(line -> line.startsWith("| `" + kind.text() + "` |"))
            .findFirst()
            .orElseThrow();

    for (ImportColumn column : kind.columns()) {
      String named = column.chinese().getFirst() + (column.required() ? "\\*" : "");
      assertThat(row.replace("**", "")).contains(column.key() + " " + named);
    }
  }
}
