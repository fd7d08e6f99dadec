// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RecentFramesTest {
  @Test
  void add_moreThanTheWindow_keepsTheNewest() {
    RecentFrames frames = new RecentFrames();
    for (int i = 1; i <= 100; i++) {
      frames.add(i, -i);

      assertThat(frames.size()).isEqualTo(Math.min(i, Telemetry.REPEAT_WINDOW));
      for (int ago = 0; ago < frames.size(); ago++) {
        assertThat(frames.number(ago)).isEqualTo(i - ago);
        assertThat(frames.hash(ago)).isEqualTo(ago - i);
      }
    }
  }

  @Test
  void copy_changed_leavesTheFirstAsItWas() {
    RecentFrames frames = new RecentFrames();
    frames.add(1, 10);
    RecentFrames copy = frames.copy();
    copy.add(2, 20);

    assertThat(frames.size()).isEqualTo(1);
    assertThat(frames.number(0)).isEqualTo(1);
    assertThat(copy.size()).isEqualTo(2);
  }
}
