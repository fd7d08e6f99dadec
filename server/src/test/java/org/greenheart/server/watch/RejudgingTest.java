// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.greenheart.server.watch.Rejudging.Changed;
import org.greenheart.server.watch.Rejudging.Difference;
import org.greenheart.server.watch.Rejudging.Kind;
import org.greenheart.server.watch.Rejudging.Span;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmEvent;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Rejudgement;
import org.greenheart.storage.registry.Rejudgement.Counts;
import org.greenheart.storage.registry.Rejudgement.State;
import org.greenheart.storage.telemetry.MemoryTelemetry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit is corrected, and a person orders the past to be judged by it. */
final class RejudgingTest {
  @TempDir Path folder;
  private HourRig rig;

  @BeforeEach
  void open() {
    rig = new HourRig(folder, new MemoryTelemetry());
    rig.registry().rules().record(HourRules.above("50", null));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private void limit(String limit) {
    rig.registry().rules().record(HourRules.above(limit, null));
  }

  private Rejudging.Range range(int from, int to) {
    return new Rejudging.Range(HourRules.CODE, List.of(), HourRig.at(from), HourRig.at(to));
  }

  private Difference difference(int from, int to) {
    rig.judge();
    return rig.watch().difference(range(from, to));
  }

  private Rejudgement order(int from, int to) {
    rig.judge();
    Rejudgement order =
        rig.registry()
            .rejudgements()
            .order(
                new Rejudgement(
                    0,
                    HourRules.CODE,
                    List.of(),
                    HourRig.at(from),
                    HourRig.at(to),
                    "operator",
                    "the permit says 30",
                    HourRig.at(100),
                    State.RUNNING,
                    null,
                    0,
                    0,
                    Counts.NONE));
    rig.watch().rejudge();
    return order;
  }

  private Rejudgement carryOut(Rejudgement order) {
    while (rig.watch().rejudgeNext()) {
      assertThat(rig.watch().failure()).isNull();
    }
    return rig.registry().rejudgements().find(order.id()).orElseThrow();
  }

  @Test
  void correctedLimit_judgesNothingAgainByItself() {
    rig.hours(0, "40", "40", "20");
    rig.judge();
    limit("30");
    rig.hours(3, "20");

    assertThat(rig.alarms()).isEmpty();
  }

  @Test
  void difference_isToldAndChangesNothing() {
    rig.hours(0, "40", "70", "40", "20");
    rig.judge();
    limit("30");

    Difference difference = difference(0, 3);

    assertThat(difference.points()).isEqualTo(1);
    assertThat(difference.counts()).isEqualTo(new Counts(0, 1, 0, 0));
    Changed changed = difference.changes().getFirst();
    assertThat(changed.kind()).isEqualTo(Kind.CHANGED);
    Span was = requireNonNull(changed.was());
    Span is = requireNonNull(changed.is());
    assertThat(was.start()).isEqualTo(HourRig.at(1));
    assertThat(is.start()).isEqualTo(HourRig.at(0));
    assertThat(is.end()).isEqualTo(HourRig.at(3));
    assertThat(is.limit()).isEqualTo(Decimal.of(30));
    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(1));
  }

  @Test
  void order_appliesTheDifference_withAuthorAndReason_andNeverSounds() {
    rig.hours(0, "40", "20", "20", "70", "20");
    rig.judge();
    limit("30");
    Counts told = difference(0, 5).counts();

    Rejudgement done = carryOut(order(0, 5));

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.ended()).isNotNull();
    assertThat(done.done()).isEqualTo(1);
    assertThat(done.counts()).isEqualTo(told).isEqualTo(new Counts(1, 1, 0, 0));
    Alarm known = rig.alarms().getFirst();
    assertThat(known.limit()).isEqualTo(Decimal.of(30));
    assertThat(rig.events(known)).contains("limit");
    Alarm found = rig.alarms().getLast();
    assertThat(found.start()).isEqualTo(HourRig.at(0));
    assertThat(found.late()).isTrue();
    assertThat(found.sounded()).isNull();
    assertThat(found.ruleVersion()).isEqualTo(2);
    assertThat(difference(0, 5).counts()).isEqualTo(Counts.NONE);
  }

  @Test
  void limitRaised_withdrawsWhatWasNone() {
    rig.hours(0, "40", "70", "40");
    rig.judge();
    limit("90");

    carryOut(order(0, 3));

    assertThat(rig.alarm().state()).isEqualTo(AlarmState.WITHDRAWN);
    AlarmEvent event = rig.registry().alarms().events(rig.alarm().id()).getLast();
    assertThat(event.who()).isEqualTo("operator");
    assertThat(event.why()).endsWith("the permit says 30");
  }

  @Test
  void outsideTheRange_everythingStays() {
    rig.hours(0, "70", "40", "40", "40", "70", "40");
    rig.judge();
    limit("90");

    carryOut(order(3, 6));

    assertThat(rig.alarms())
        .extracting(Alarm::state)
        .containsExactly(AlarmState.CLEARED, AlarmState.WITHDRAWN);
  }

  @Test
  void openAlarmJudgedAway_liveHoursGoOnByTheNewLimit() {
    rig.hours(0, "70", "70");
    rig.judge();
    limit("90");
    carryOut(order(0, 2));
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.WITHDRAWN);

    rig.hours(2, "95");

    assertThat(rig.alarms().getLast().state()).isEqualTo(AlarmState.OPEN);
    assertThat(rig.alarms().getLast().late()).isFalse();
  }

  @Test
  void stillHolding_isOpenLate_andSoundsWhenLiveDataHold() {
    rig.hours(0, "40", "40");
    rig.judge();
    limit("30");
    carryOut(order(0, 2));
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.OPEN);
    assertThat(rig.alarm().late()).isTrue();

    rig.hours(2, "40");

    assertThat(rig.alarm().late()).isFalse();
    assertThat(rig.alarm().start()).isEqualTo(HourRig.at(0));
  }

  @Test
  void restartInBetween_goesOn() {
    rig.hours(0, "70", "40");
    rig.judge();
    limit("90");
    Rejudgement order = order(0, 2);
    rig.watch().rejudgeNext();
    rig.reopen();

    Rejudgement done = carryOut(order);

    assertThat(done.state()).isEqualTo(State.DONE);
    assertThat(done.counts()).isEqualTo(new Counts(0, 0, 1, 0));
  }

  @Test
  void cancelled_judgesNoMore() {
    rig.hours(0, "70", "40");
    rig.judge();
    limit("90");
    Rejudgement order = order(0, 2);
    rig.registry().rejudgements().cancel(order.id());

    assertThat(carryOut(order).state()).isEqualTo(State.CANCELLED);
    assertThat(rig.alarm().state()).isEqualTo(AlarmState.CLEARED);
  }
}
