// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OpenFilesTest {
  @ParameterizedTest
  @CsvSource({
    "1048576, 20000",
    "unlimited, 20000",
    "20000, 15000",
    "4096, 3072",
    "1024, 768",
    "300, 44",
    "100, 1",
  })
  void connections_leaveFilesForTheStores(String files, int connections) {
    List<String> limits =
        List.of(
            "Limit                     Soft Limit           Hard Limit           Units",
            "Max processes             127                  127                  processes",
            "Max open files            %-20s 1048576              files".formatted(files));

    assertThat(OpenFiles.connections(20_000, limits)).isEqualTo(connections);
  }

  @ParameterizedTest
  @CsvSource({"1", "20000"})
  void connections_unknownLimit_asWanted(int wanted) {
    assertThat(OpenFiles.connections(wanted, List.of())).isEqualTo(wanted);
    assertThat(OpenFiles.connections(1)).isEqualTo(1);
  }
}
