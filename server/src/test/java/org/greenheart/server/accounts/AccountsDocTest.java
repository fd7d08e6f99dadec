// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/ACCOUNTS.md says what {@link Rights} says. */
final class AccountsDocTest {
  @Test
  void table_isThatOfTheCode() throws IOException {
    List<String> lines =
        Files.readAllLines(Path.of("..", "docs", "ACCOUNTS.md")).stream()
            .dropWhile(line -> !line.startsWith("| right |"))
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(lines.getFirst())
        .isEqualTo(
            Stream.of(Role.values())
                .map(Role::text)
                .collect(Collectors.joining(" | ", "| right | ", " |")));
    assertThat(lines.stream().skip(2))
        .containsExactlyElementsOf(Stream.of(Right.values()).map(AccountsDocTest::row).toList());
  }

  private static String row(Right right) {
    return Stream.of(Role.values())
        .map(role -> Rights.of(role).contains(right) ? "x" : " ")
        .collect(Collectors.joining(" | ", "| `%s` | ".formatted(right.text()), " |"));
  }
}
