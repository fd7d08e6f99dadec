// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.greenheart.server.api.HealthReason;
import org.junit.jupiter.api.Test;

final class AlarmReasonsTest {
  @Test
  void reasons_keeperGetsOn_areNone() {
    assertThat(new AlarmReasons(Optional::empty).reasons()).isEmpty();
  }

  @Test
  void reasons_keeperFails_sayWhy() {
    HealthReason reason =
        new AlarmReasons(() -> Optional.of("the disk is full")).reasons().getFirst();

    assertThat(reason.code()).isEqualTo("alarm-keeper-stopped");
    assertThat(reason.message()).contains("the disk is full");
  }
}
