// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Rejudgement;
import org.greenheart.storage.registry.Rejudgement.Counts;
import org.greenheart.storage.registry.Rejudgement.State;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Killed before or after any of its writes, the watch concludes what it would have concluded. */
final class KilledWatchTest {
  @TempDir Path folder;
  private List<String> undisturbed = List.of();

  private HourRig rig(String name) {
    HourRig rig = new HourRig(folder.resolve(name), new MemoryTelemetry());
    rig.registry().rules().record(HourRules.above("50", "{\"kind\":\"below-limit\",\"count\":3}"));
    return rig;
  }

  /** Hours in their order, late ones, corrected ones. */
  private static final List<Consumer<HourRig>> HOURS =
      List.of(
          rig -> rig.hours(0, "40", "70", "80"),
          rig -> rig.hours(3, "40", "60", "40"),
          rig -> rig.late(3, "55"),
          rig -> rig.hours(6, "40", "40", "90"),
          rig -> rig.late(0, "65"),
          rig -> rig.late(5, "70"),
          rig -> rig.late(5, "30"),
          rig -> rig.delete(4),
          rig -> rig.hours(9, "95", "20"));

  /** All that the outside can see. */
  private static List<String> told(HourRig rig) {
    List<String> told = new ArrayList<>();
    for (Alarm alarm : rig.alarms()) {
      told.add(
          "%s %s %s %s %s late %s"
              .formatted(
                  alarm.id(),
                  alarm.state(),
                  alarm.start(),
                  alarm.end(),
                  alarm.peak(),
                  alarm.late()));
      rig.registry()
          .alarms()
          .events(alarm.id())
          .forEach(event -> told.add("%s %s %s".formatted(event.what(), event.was(), event.is())));
    }
    rig.registry()
        .cases()
        .list(null, null, Long.MAX_VALUE, 10)
        .forEach(
            file -> {
              told.add("case " + file.open() + " " + file.progress());
              rig.registry().cases().timeline(file.id()).forEach(event -> told.add(event.what()));
            });
    return told;
  }

  private static void work(HourRig rig) {
    rig.judgeOneByOne();
    while (rig.watch().rejudgeNext()) {
      assertThat(rig.watch().failure()).isNull();
    }
  }

  private List<String> undisturbed(List<Consumer<HourRig>> steps) {
    try (HourRig rig = rig("undisturbed")) {
      for (Consumer<HourRig> step : steps) {
        step.accept(rig);
        work(rig);
      }
      return told(rig);
    }
  }

  /**
   * Returns whether it was killed at all.
   *
   * @param write at which of the watch's writes, from 1
   */
  private boolean killed(List<Consumer<HourRig>> steps, int write, boolean committed) {
    try (HourRig rig = rig("killed-%s-%s".formatted(write, committed))) {
      FailingRegistry failing = new FailingRegistry(rig.registry(), write, committed);
      rig.restartOver(failing.asRegistry());
      for (Consumer<HourRig> step : steps) {
        step.accept(rig);
        try {
          work(rig);
        } catch (FailingRegistry.Killed e) {
          rig.restart();
          work(rig);
        }
      }
      assertThat(told(rig))
          .as("killed at write %s, committed %s", write, committed)
          .isEqualTo(undisturbed);
      return failing.isLost();
    }
  }

  private void killAtEveryWrite(List<Consumer<HourRig>> steps) {
    undisturbed = undisturbed(steps);
    int write = 1;
    while (killed(steps, write, false) && killed(steps, write, true)) {
      write++;
    }
    assertThat(write).isGreaterThan(5);
  }

  @Test
  void killedAtAnyWrite_leavesNothingUnjudged_andJudgesNothingTwice() {
    killAtEveryWrite(HOURS);
  }

  @Test
  void killedWhileJudgingWhatWasOrdered_doesItOnce() {
    List<Consumer<HourRig>> steps = new ArrayList<>(HOURS);
    steps.add(KilledWatchTest::order);
    killAtEveryWrite(steps);
  }

  private static void order(HourRig rig) {
    rig.registry().rules().record(HourRules.above("38", null));
    rig.registry()
        .rejudgements()
        .order(
            new Rejudgement(
                0,
                null,
                List.of(),
                HourRig.at(0),
                HourRig.at(20),
                "operator",
                "new limit",
                HourRig.at(100),
                State.RUNNING,
                null,
                0,
                0,
                Counts.NONE));
    rig.watch().rejudge();
  }
}
