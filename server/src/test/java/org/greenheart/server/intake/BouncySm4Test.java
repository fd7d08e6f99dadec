// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.greenheart.protocols.hj212.Sm4;
import org.junit.jupiter.api.Test;

final class BouncySm4Test {
  private final Sm4 sm4 = new BouncySm4();

  @Test
  void encryptBlocks_exampleOfTheCipherStandard() {
    // GB/T 32907-2016, appendix A.1
    byte[] key = HexFormat.of().parseHex("0123456789abcdeffedcba9876543210");

    byte[] cipher = sm4.encryptBlocks(key, key);

    assertThat(HexFormat.of().formatHex(cipher)).isEqualTo("681edf34d206965e86b3e94f536e4246");
    assertThat(sm4.decryptBlocks(key, cipher)).isEqualTo(key);
  }

  @Test
  void encryptBlocks_exampleOfHj2122025() {
    // HJ 212-2025, appendix A.2: the first block of the data area
    byte[] key = "0000000000000000".getBytes(StandardCharsets.US_ASCII);
    byte[] plain = "DataTime=2024052".getBytes(StandardCharsets.US_ASCII);

    assertThat(HexFormat.of().formatHex(sm4.encryptBlocks(key, plain)))
        .isEqualTo("e43e159acfab242cb53155fb8b9281a1");
  }

  @Test
  void decryptBlocks_halfABlock_isRefused() {
    assertThatThrownBy(() -> sm4.decryptBlocks(new byte[16], new byte[17]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("blocks (17 bytes) must be a multiple of 16");
  }
}
