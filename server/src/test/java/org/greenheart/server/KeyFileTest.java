// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeyFileTest {
  private static final String HEX = "0123456789abcdeffedcba9876543210";

  @TempDir private Path folder;

  @Test
  void keysOfADevice_areInTheirOrder() throws IOException {
    KeyFile keys = read("# keys\n\nMN1 abcdefgh12345678 " + HEX + "\nMN2 " + HEX);

    assertThat(keys.of("MN1"))
        .containsExactly(
            "abcdefgh12345678".getBytes(StandardCharsets.US_ASCII), HexFormat.of().parseHex(HEX));
    assertThat(keys.of("MN2")).hasSize(1);
    assertThat(keys.of("MN3")).isEmpty();
  }

  @Test
  void badKey_isRefused_withItsLine_withoutTheKey() {
    assertThatThrownBy(() -> read("MN1 short"))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("line 1: a key must have 16 characters, or 32 hexadecimal digits")
        .hasMessageNotContaining("short");
  }

  @Test
  void deviceTwice_orWithoutKey_isRefused() {
    assertThatThrownBy(() -> read("MN1 " + HEX + "\nMN1 " + HEX))
        .hasMessageContaining("line 2: MN (MN1) must have a key and one line only");
    assertThatThrownBy(() -> read("MN1")).hasMessageContaining("MN (MN1) must have a key");
  }

  private KeyFile read(String text) throws IOException {
    return KeyFile.read(Files.writeString(folder.resolve("keys.txt"), text));
  }
}
