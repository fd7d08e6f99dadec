// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

final class CodePrefixTest {
  private static CodePrefix prefix(String text) {
    return new CodePrefix(0, 1, text);
  }

  @Test
  void gs1Prefix_coversItsNumbers_howeverTheyArePacked() {
    CodePrefix prefix = prefix("950600013");

    assertThat(prefix.covers("01/09506000134352/10/L1")).isTrue();
    assertThat(prefix.covers("01/19506000134359/10/L1")).isTrue();
    assertThat(prefix.covers("01/09506000149301/10/L1")).isFalse();
    assertThat(prefix.covers("hdl/950600013/L1")).isFalse();
  }

  @Test
  void handlePrefix_coversItselfAlone() {
    CodePrefix prefix = prefix("hdl/88.100");

    assertThat(prefix.covers("hdl/88.100/L1")).isTrue();
    assertThat(prefix.covers("hdl/88.1001/L1")).isFalse();
    assertThat(prefix.covers("hdl/88.100.1/L1")).isFalse();
  }

  @Test
  void prefixesMeet_whereACodeCouldBeOfBoth() {
    assertThat(prefix("950600013").meets(prefix("9506000134352"))).isTrue();
    assertThat(prefix("9506000134352").meets(prefix("950600013"))).isTrue();
    assertThat(prefix("950600013").meets(prefix("950600014"))).isFalse();
    assertThat(prefix("hdl/88.1").meets(prefix("hdl/88.1"))).isTrue();
    assertThat(prefix("hdl/88.1").meets(prefix("hdl/88.10"))).isFalse();
  }

  @Test
  void otherTexts_areNoPrefix() {
    for (String text : List.of("695", "69512345678901", "hdl/", "hdl/88.x", "88.100", "6951 234")) {
      assertThatThrownBy(() -> prefix(text))
          .as(text)
          .hasFieldOrPropertyWithValue("code", "prefix-form");
    }
  }
}
