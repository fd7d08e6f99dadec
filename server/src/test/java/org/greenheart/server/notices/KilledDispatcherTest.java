// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.greenheart.storage.registry.NoticeDelivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Killed before or after any of its writes, the dispatcher loses no notice; it tells one again only
 * when it was killed between telling and recording, and then with the same key.
 */
final class KilledDispatcherTest {
  @TempDir Path folder;

  /** Two alarms told at once, two late ones in a digest. */
  private static void happens(NoticeRig rig) {
    rig.ruleForDuty();
    rig.raise("88888880000001", "hour", false);
    rig.raise("88888880000002", "hour", true);
    rig.raise("88888880000003", "hour", true);
    rig.raise("88888880000004", "hour", false);
  }

  private static void work(NoticeRig rig, Dispatcher dispatcher) {
    dispatcher.step();
    rig.clock.set(NoticeRig.START.plus(Duration.ofHours(2)));
    dispatcher.step();
    dispatcher.step();
  }

  /** Returns whether it was killed at all. */
  private boolean killedAt(int write, boolean committed) {
    try (NoticeRig rig = new NoticeRig(folder.resolve(write + "-" + committed))) {
      happens(rig);
      LostRegistry lost = new LostRegistry(rig.registry, write, committed);
      try {
        work(rig, rig.over(lost.asRegistry()));
      } catch (LostRegistry.Killed e) {
        assertThat(lost.isLost()).isTrue();
      }
      rig.clock.set(NoticeRig.START);
      work(rig, rig.over(rig.registry));

      List<String> told = rig.mails.keys();
      assertThat(new HashSet<>(told)).as("killed at %s %s", write, committed).hasSize(3);
      assertThat(told).hasSizeLessThanOrEqualTo(4);
      if (committed) {
        assertThat(told).doesNotHaveDuplicates();
      }
      assertThat(rig.log().stream().map(NoticeDelivery::key)).containsAll(told);
      return lost.isLost();
    }
  }

  @Test
  void killedAtAnyWrite_losesNothing_andTellsAgainOnlyWithTheSameKey() {
    int write = 1;
    while (killedAt(write, false) && killedAt(write, true)) {
      write++;
    }
    assertThat(write).isGreaterThan(5);
  }
}
