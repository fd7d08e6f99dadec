// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/CONFIGURATION.md says what {@link Key} says. */
final class ConfigurationDocumentTest {
  @Test
  void table_hasOneRowForEachKey_inItsOrder() throws IOException {
    List<String> documented =
        Files.readAllLines(Path.of("..", "docs", "CONFIGURATION.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .toList();

    assertThat(documented)
        .isEqualTo(Stream.of(Key.values()).map(ConfigurationDocumentTest::row).toList());
  }

  private static String byDefault(Key key) {
    return key.byDefault().isEmpty() ? "none" : "`" + key.byDefault() + "`";
  }

  private static String row(Key key) {
    return "| `%s` | `%s` | %s | %s |"
        .formatted(key.text(), key.variable(), byDefault(key), key.meaning());
  }
}
