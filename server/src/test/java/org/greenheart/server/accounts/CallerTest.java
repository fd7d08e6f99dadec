// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.greenheart.storage.registry.Reach;
import org.junit.jupiter.api.Test;

final class CallerTest {
  @Test
  void openCaller_signsWithTheNameGiven() {
    assertThat(Caller.open().signature(" duty ")).isEqualTo("duty");
    assertThat(Caller.open().signature(null)).isEqualTo("operator");
    assertThat(Caller.open().signature(" ")).isEqualTo("operator");
  }

  @Test
  void account_signsWithItsOwnName_whateverIsGiven() {
    Caller owner = new Caller(1, "owner", Set.of(Role.OWNER), Reach.all());

    assertThat(owner.signature("somebody else")).isEqualTo("owner");
  }

  @Test
  void nobody_seesNothing() {
    assertThat(Caller.nobody().scope()).isEqualTo(Reach.nothing());
    assertThat(Caller.nobody().isOpen()).isFalse();
  }
}
