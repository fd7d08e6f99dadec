// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FewStringsTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 8, 9, 16, 17, 1000})
  void add_isASet_howeverMany(int count) {
    FewStrings strings = new FewStrings();
    for (int i = 0; i < count; i++) {
      assertThat(strings.contains("w" + i)).isFalse();
      assertThat(strings.add("w" + i)).isTrue();
    }
    for (int i = 0; i < count; i++) {
      assertThat(strings.add("w" + i)).isFalse();
      assertThat(strings.contains("w" + i)).isTrue();
    }

    strings.clear();

    assertThat(strings.contains("w0")).isFalse();
    assertThat(strings.add("w0")).isTrue();
  }
}
