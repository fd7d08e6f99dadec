// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.greenheart.server.StartException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DemoFolderTest {
  @TempDir private Path folder;

  @Test
  void ofAnEarlierDemo_isEmptied() throws IOException {
    Path demo = folder.resolve("demo");
    DemoFolder.renew(demo);
    Files.createDirectories(demo.resolve("telemetry/deep"));
    Path row = Files.writeString(demo.resolve("telemetry/deep/row"), "1");

    DemoFolder.renew(demo);

    assertThat(row).doesNotExist();
    assertThat(demo).isNotEmptyDirectory();
  }

  @Test
  void withOtherData_isRefused_andLeftAlone() throws IOException {
    Path row = Files.writeString(folder.resolve("row"), "1");

    assertThatThrownBy(() -> DemoFolder.renew(folder))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("--data");
    assertThat(row).hasContent("1");
  }

  @Test
  void empty_isUsed() {
    DemoFolder.renew(folder);

    assertThat(folder).isNotEmptyDirectory();
  }
}
