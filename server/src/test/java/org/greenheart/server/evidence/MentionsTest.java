// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MentionsTest {
  @Test
  void names_areFoundOnce() {
    assertThat(Mentions.in("@duty.officer please look; @巡查一组 请复核。@duty.officer"))
        .containsExactly("duty.officer", "巡查一组");
    assertThat(Mentions.in("请@巡查一组，复核。")).isEmpty();
    assertThat(Mentions.in("写给（@巡查一组）。")).containsExactly("巡查一组");
    assertThat(Mentions.in("See @duty.")).containsExactly("duty");
  }

  @Test
  void addressOfMail_callsNobody() {
    assertThat(Mentions.in("write to bureau@example.org")).isEmpty();
    assertThat(Mentions.in("@ nobody")).isEmpty();
  }
}
