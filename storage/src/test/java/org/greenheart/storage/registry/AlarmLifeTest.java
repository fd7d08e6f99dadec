// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.groups.Tuple;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The life of an alarm after it was raised. */
final class AlarmLifeTest extends RegistryTest {
  private static final Instant START = Instant.parse("2026-02-28T10:00:00Z");
  private static final Instant END = Instant.parse("2026-02-28T11:00:00Z");
  private static final Decimal LIMIT = new Decimal(100, 0);

  private long thing;
  private Rule rule = rule("above");

  @BeforeEach
  void point() {
    thing = accepted(MN).thing();
    rule = registry.rules().record(rule);
  }

  private static Rule rule(String code) {
    return new Rule(
        code,
        0,
        "above-limit",
        "小时超标",
        "Hour above limit",
        Severity.DANGER,
        null,
        "{}",
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "permit",
        true,
        "operator",
        Instant.EPOCH);
  }

  private Alarm raise(Instant start, @Nullable Instant end, boolean late) {
    return registry
        .alarms()
        .raise(
            new NewAlarm(
                rule, thing, "a24088", start, end, new Decimal(120, 0), LIMIT, "mg/m3", late));
  }

  private Alarm openOne() {
    return raise(START, null, false);
  }

  private Alarm found(Alarm alarm) {
    return registry.alarms().find(alarm.id()).orElseThrow();
  }

  private List<AlarmEvent.What> history(Alarm alarm) {
    return registry.alarms().events(alarm.id()).stream().map(AlarmEvent::what).toList();
  }

  private AlarmEvent last(Alarm alarm) {
    return registry.alarms().events(alarm.id()).getLast();
  }

  private static void refused(RegistryException.Code code, ThrowingCallable action) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(RegistryException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void everyChange_isKeptWithWhoWhenWasIsWhy() {
    Alarm alarm = openOne();
    registry.alarms().peak(alarm.id(), new Decimal(150, 0), LIMIT);
    registry.alarmDesk().acknowledge(alarm.id(), "operator");
    registry.alarmDesk().acknowledge(alarm.id(), "another");
    registry.alarmDesk().assign(alarm.id(), "Maintainer", "operator");
    registry.alarmDesk().comment(alarm.id(), "filter is changed", "operator");
    registry.alarms().clear(alarm.id(), END);
    registry.alarms().clear(alarm.id(), END.plusSeconds(1));
    reopen();

    assertThat(registry.alarms().events(alarm.id()))
        .extracting(
            AlarmEvent::what, AlarmEvent::who, AlarmEvent::was, AlarmEvent::is, AlarmEvent::why)
        .containsExactly(
            row(AlarmEvent.What.RAISED, "watch", null, "open", null),
            row(AlarmEvent.What.PEAK, "watch", "120", "150", null),
            row(AlarmEvent.What.ACKNOWLEDGED, "operator", null, null, null),
            row(AlarmEvent.What.ASSIGNED, "operator", null, "Maintainer", null),
            row(AlarmEvent.What.COMMENTED, "operator", null, null, "filter is changed"),
            row(AlarmEvent.What.CLEARED, "watch", "open", END.toString(), null));
    assertThat(last(alarm).at()).isEqualTo(NOW);
    assertThat(found(alarm).assigned()).isEqualTo("Maintainer");
  }

  private static Tuple row(@Nullable Object... values) {
    return new Tuple(values);
  }

  @Test
  void withdraw_open_staysWithItsReasonAndMakesRoom() {
    Alarm alarm = openOne();

    Alarm withdrawn = registry.alarms().withdraw(alarm.id(), "value corrected", "watch");
    registry.alarms().withdraw(alarm.id(), "again", "watch");

    assertThat(withdrawn.state()).isEqualTo(AlarmState.WITHDRAWN);
    assertThat(last(alarm).was()).isEqualTo("open");
    assertThat(last(alarm).why()).isEqualTo("value corrected");
    assertThat(openOne().id()).isNotEqualTo(alarm.id());
  }

  @Test
  void withdrawn_takesCommentsOnly() {
    Alarm alarm = openOne();
    registry.alarms().withdraw(alarm.id(), "value corrected", "watch");
    AlarmDesk desk = registry.alarmDesk();
    RegistryException.Code code = RegistryException.Code.ALARM_WITHDRAWN;

    refused(code, () -> desk.acknowledge(alarm.id(), "operator"));
    refused(code, () -> desk.assign(alarm.id(), "Maintainer", "operator"));
    refused(code, () -> desk.shelve(alarm.id(), NOW.plusSeconds(60), "noisy", "operator"));
    refused(code, () -> registry.alarms().extend(alarm.id(), START, END, "late", "watch"));
    registry.alarms().peak(alarm.id(), new Decimal(999, 0), LIMIT);
    assertThat(found(alarm).peak()).isEqualTo(new Decimal(120, 0));
    assertThat(desk.escalate(alarm.id(), 1, "manager")).isFalse();
    desk.comment(alarm.id(), "it was the analyser", "operator");
    assertThat(last(alarm).what()).isEqualTo(AlarmEvent.What.COMMENTED);
    refused(RegistryException.Code.NOT_FOUND, () -> desk.comment(99, "nobody", "operator"));
  }

  @Test
  void extend_movesBothEndsAndMayReopen() {
    Alarm alarm = raise(START, END, false);

    Alarm longer =
        registry
            .alarms()
            .extend(alarm.id(), START.minusSeconds(60), END.plusSeconds(60), "late rows", "watch");
    registry.alarms().extend(alarm.id(), longer.start(), longer.end(), "same", "watch");

    assertThat(last(alarm).was()).isEqualTo(START + "/" + END);
    assertThat(last(alarm).is()).isEqualTo("2026-02-28T09:59:00Z/2026-02-28T11:01:00Z");
    assertThat(history(alarm)).hasSize(2);
    assertThat(registry.alarms().extend(alarm.id(), START, null, "goes on", "watch").state())
        .isEqualTo(AlarmState.OPEN);
  }

  @Test
  void extend_reopenWhileAnotherIsOpen_isRefused() {
    Alarm past = raise(START, END, false);
    raise(END.plusSeconds(1), null, false);

    refused(
        RegistryException.Code.DUPLICATE,
        () -> registry.alarms().extend(past.id(), START, null, "goes on", "watch"));
    assertThat(found(past).state()).isEqualTo(AlarmState.CLEARED);
  }

  @Test
  void merge_olderStaysAndYoungerPointsToIt() {
    Alarm older = raise(START, END, false);
    Alarm younger = raise(END.plusSeconds(60), null, false);
    registry.alarms().peak(younger.id(), new Decimal(300, 0), LIMIT);

    Alarm merged = registry.alarms().merge(older.id(), younger.id(), "gap filled", "watch");

    assertThat(merged.id()).isEqualTo(older.id());
    assertThat(merged.state()).isEqualTo(AlarmState.OPEN);
    assertThat(merged.start()).isEqualTo(START);
    assertThat(merged.end()).isNull();
    assertThat(merged.peak()).isEqualTo(new Decimal(300, 0));
    assertThat(found(younger).state()).isEqualTo(AlarmState.WITHDRAWN);
    assertThat(found(younger).mergedInto()).isEqualTo(older.id());
    assertThat(last(older).other()).isEqualTo(younger.id());
    assertThat(registry.alarms().open()).containsExactly(merged);
    refused(
        RegistryException.Code.ALARM_WITHDRAWN,
        () -> registry.alarms().merge(older.id(), younger.id(), "again", "watch"));
  }

  @Test
  void recurrence_isSeparateAndLinkedWithinTheTime() {
    Alarm first = raise(START, END, false);
    Alarm second = raise(END.plusSeconds(60), END.plusSeconds(120), false);
    Alarm later = raise(END.plus(Duration.ofDays(3)), null, false);

    assertThat(second.previous()).isEqualTo(first.id());
    assertThat(later.previous()).isNull();
    assertThat(registry.alarms().recurrences(first.id())).containsExactly(second);
    registry.alarmDesk().decide(new AlarmPolicy(Duration.ofDays(9), 2, List.of()), "operator");
    registry.alarms().clear(later.id(), later.start().plusSeconds(5));
    assertThat(raise(later.start().plus(Duration.ofDays(8)), null, false).previous())
        .isEqualTo(later.id());
  }

  @Test
  void shelved_asksForNobodyUntilTheTimeIsOver() {
    Alarm alarm = openOne();
    assertThat(alarm.waits()).isTrue();
    registry.alarmDesk().shelve(alarm.id(), NOW.plusSeconds(60), "being repaired", "operator");

    assertThat(registry.alarmDesk().waiting()).isEmpty();
    assertThat(registry.alarmDesk().shelvesOver()).isEmpty();
    assertThat(registry.alarmDesk().escalate(alarm.id(), 1, "manager")).isFalse();
    registry.alarmDesk().shelve(alarm.id(), NOW, "shorter", "operator");
    assertThat(registry.alarmDesk().shelvesOver()).hasSize(1);
    registry.alarmDesk().unshelve(alarm.id(), "time is over", AlarmEvent.CLOCK);
    registry.alarmDesk().unshelve(alarm.id(), "again", AlarmEvent.CLOCK);

    assertThat(registry.alarmDesk().waiting()).extracting(Alarm::id).containsExactly(alarm.id());
    assertThat(history(alarm))
        .containsExactly(
            AlarmEvent.What.RAISED,
            AlarmEvent.What.SHELVED,
            AlarmEvent.What.SHELVED,
            AlarmEvent.What.UNSHELVED);
  }

  @Test
  void recurrenceOfShelved_isShelvedToo() {
    Alarm first = openOne();
    registry.alarmDesk().shelve(first.id(), NOW.plusSeconds(60), "being repaired", "operator");
    registry.alarms().clear(first.id(), END);

    Alarm second = raise(END.plusSeconds(60), null, false);

    assertThat(second.shelvedUntil()).isEqualTo(NOW.plusSeconds(60));
    assertThat(second.sounded()).isNull();
    assertThat(registry.alarmDesk().waiting()).isEmpty();
    registry.alarmDesk().unshelve(second.id(), "time is over", AlarmEvent.CLOCK);
    assertThat(found(second).sounded()).isEqualTo(NOW);
    refused(
        RegistryException.Code.ALARM_OVER,
        () -> registry.alarmDesk().shelve(first.id(), NOW.plusSeconds(9), "over", "operator"));
  }

  @Test
  void escalate_eachLevelOnceAndNeverLateOrAcknowledged() {
    Alarm alarm = openOne();
    AlarmDesk desk = registry.alarmDesk();

    assertThat(desk.escalate(alarm.id(), 1, "shift-leader")).isTrue();
    assertThat(desk.escalate(alarm.id(), 1, "shift-leader")).isFalse();
    assertThat(desk.escalate(alarm.id(), 2, "manager")).isTrue();
    assertThat(last(alarm).why()).isEqualTo("manager");
    desk.acknowledge(alarm.id(), "operator");
    assertThat(desk.escalate(alarm.id(), 3, "mayor")).isFalse();
    registry.alarms().clear(alarm.id(), END);
    Alarm late = raise(END.plusSeconds(5), null, true);
    assertThat(desk.escalate(late.id(), 1, "shift-leader")).isFalse();
    assertThat(desk.sounded(NOW, NOW.plusSeconds(1)))
        .extracting(SoundedAlarm::alarm)
        .containsExactly(alarm.id());
    registry.alarms().enliven(late.id());
    assertThat(desk.sounded(NOW, NOW.plusSeconds(1))).hasSize(2);
    assertThat(desk.escalate(late.id(), 1, "shift-leader")).isTrue();
  }

  @Test
  void policy_thatContradictsItself_isRefused() {
    AlarmPolicy.Step one =
        new AlarmPolicy.Step(Severity.DANGER, 1, Duration.ofMinutes(30), "shift-leader");
    AlarmPolicy.Step sooner =
        new AlarmPolicy.Step(Severity.DANGER, 2, Duration.ofMinutes(20), "manager");

    assertThatThrownBy(() -> new AlarmPolicy(Duration.ZERO, 1, List.of(one, sooner)))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("policy-order"));
    assertThatThrownBy(() -> new AlarmPolicy(Duration.ZERO, 1, List.of(one, one)))
        .isInstanceOf(RuleException.class);
    assertThat(registry.alarmDesk().policy().steps(Severity.DANGER)).hasSize(2);
    AlarmPolicy decided = new AlarmPolicy(Duration.ofHours(2), 3, List.of(one));
    registry.alarmDesk().decide(decided, "operator");
    reopen();
    assertThat(registry.alarmDesk().policy()).isEqualTo(decided);
  }

  @Test
  void filters_findByEachProperty() {
    Alarm past = raise(START, END, false);
    Alarm alarm = raise(END.plusSeconds(60), null, false);
    registry.alarmDesk().acknowledge(alarm.id(), "operator");
    registry.alarmDesk().assign(past.id(), "Maintainer_1", "operator");

    assertThat(list("state", AlarmState.OPEN)).containsExactly(alarm.id());
    assertThat(list("severity", Severity.INFO)).isEmpty();
    assertThat(list("rule", "above")).hasSize(2);
    assertThat(list("acknowledged", false)).containsExactly(past.id());
    assertThat(list("late", true)).isEmpty();
    assertThat(list("shelved", true)).isEmpty();
    assertThat(list("from", END.plusSeconds(1))).containsExactly(alarm.id());
    assertThat(list("to", END)).containsExactly(past.id());
    assertThat(list("text", "OUTLET")).hasSize(2);
    assertThat(list("text", "小时")).hasSize(2);
    assertThat(list("text", "r_1")).containsExactly(past.id());
    assertThat(list("text", "rx1")).isEmpty();
    assertThat(list("area", 77L)).isEmpty();
    assertThat(registry.alarms().list(AlarmFilter.ALL, alarm.id(), 1))
        .extracting(Alarm::id)
        .containsExactly(past.id());
  }

  private List<Long> list(String property, Object value) {
    AlarmFilter filter =
        new AlarmFilter(
            property.equals("state") ? (AlarmState) value : null,
            property.equals("severity") ? (Severity) value : null,
            property.equals("rule") ? (String) value : null,
            null,
            property.equals("area") ? (Long) value : null,
            property.equals("late") ? (Boolean) value : null,
            property.equals("from") ? (Instant) value : null,
            property.equals("to") ? (Instant) value : null,
            property.equals("shelved") ? (Boolean) value : null,
            property.equals("acknowledged") ? (Boolean) value : null,
            property.equals("text") ? (String) value : null);
    return registry.alarms().list(filter, Long.MAX_VALUE, 10).stream().map(Alarm::id).toList();
  }

  @Test
  void changedAfter_namesThePointsOfWhatChanged() {
    Alarm alarm = openOne();
    long before = registry.alarms().lastEvent();
    assertThat(registry.alarms().changedAfter(before)).isEmpty();

    registry.alarmDesk().comment(alarm.id(), "seen", "operator");

    assertThat(registry.alarms().changedAfter(before)).containsExactly(thing);
  }

  @Test
  void raisedByManyThreads_oneIsOpenAndNoneIsLostAtRestart() throws Exception {
    int threads = 8;
    int rounds = 20;
    CyclicBarrier together = new CyclicBarrier(threads);
    List<Long> raised = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<List<Long>>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(() -> raiseInRounds(together, rounds));
      }
      for (Future<List<Long>> done : pool.invokeAll(work)) {
        raised.addAll(done.get());
      }
    }
    assertThat(raised).hasSize(rounds).doesNotHaveDuplicates();

    reopen();

    assertThat(registry.alarms().open()).isEmpty();
    assertThat(registry.alarms().list(AlarmFilter.ALL, Long.MAX_VALUE, 1_000))
        .extracting(Alarm::id)
        .containsExactlyInAnyOrderElementsOf(raised);
    assertThat(raised)
        .allSatisfy(
            id ->
                assertThat(registry.alarms().events(id))
                    .extracting(AlarmEvent::what)
                    .contains(AlarmEvent.What.RAISED, AlarmEvent.What.CLEARED));
  }

  /** In every round all threads raise the same; who did it clears it again. */
  private List<Long> raiseInRounds(CyclicBarrier together, int rounds) throws Exception {
    List<Long> mine = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      together.await();
      Alarm alarm = null;
      try {
        alarm = raise(START.plusSeconds(round * 60L), null, false);
      } catch (RegistryException e) {
        assertThat(e.code()).isEqualTo(RegistryException.Code.DUPLICATE);
      }
      together.await();
      assertThat(registry.alarms().open()).hasSize(1);
      together.await();
      if (alarm != null) {
        mine.add(alarm.id());
        registry.alarms().clear(alarm.id(), START.plusSeconds(round * 60L + 30));
      }
    }
    return mine;
  }
}
