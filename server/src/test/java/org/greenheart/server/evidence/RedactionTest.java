// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RedactionTest {
  private final Redaction redaction = new Redaction(List.of("青禾涂装厂", "青禾", "林工", "x"));

  @Test
  void whatLeadsToSomebody_isTakenOut() {
    assertThat(redaction.of("青禾涂装厂夜间排放，联系人：张三丰，13800138000")).isEqualTo("***夜间排放，联系人：某，***");
    assertThat(redaction.of("王先生住3号楼2单元501室，车牌湘A12345")).isEqualTo("某先生住*号楼*单元*室，车牌***");
    assertThat(redaction.of("ID 110101199001011234, mail a.b@example.org"))
        .isEqualTo("ID ***, mail ***");
    assertThat(redaction.of("tel. +86 731 8888 8888; Mr. Reed; 27.51234"))
        .isEqualTo("tel. ***; Mr. ***; ***");
    assertThat(redaction.of("林工已到现场")).isEqualTo("***已到现场");
  }

  @Test
  void measuredValuesAndDays_stay() {
    String text = "2026-03-01 12:30 氨氮 12.50 mg/L，超过限值 8 mg/L，已整改 3 项";

    assertThat(redaction.of(text)).isEqualTo(text);
  }
}
