// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ByteWriterTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 127, 128, 16383, 16384, 70000})
  void closeBlock_anyLength_isAsABlockWrittenAtOnce(int length) {
    byte[] content = "x".repeat(length).getBytes(UTF_8);
    ByteWriter out = new ByteWriter(1).u8(7);
    int opened = out.openBlock();
    out.raw(content);
    int at = out.closeBlock(opened);
    out.u8(9);

    assertThat(out.toBytes()).isEqualTo(new ByteWriter(1).u8(7).block(content).u8(9).toBytes());
    assertThat(out.toBytes(at, length)).isEqualTo(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "N", "hj212:192.0.2.7:40112", "烟尘", "abcé", "\uD83D\uDE00"})
  void text_shortOrLong_isReadBack(String text) {
    for (String written : new String[] {text, text.repeat(60)}) {
      ByteReader in = new ByteReader(new ByteWriter(1).text(written).u8(9).toBytes());

      assertThat(in.text()).isEqualTo(written);
      assertThat(in.u8()).isEqualTo(9);
    }
  }
}
