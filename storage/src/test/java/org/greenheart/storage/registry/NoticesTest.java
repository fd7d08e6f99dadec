// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NoticesTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir private Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private Registry registry;

  @BeforeEach
  void open() {
    registry = SqliteRegistry.open(folder, (InstantSource) now::get);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  private static Alarm raise(Tables tables, boolean late) {
    long thing =
        tables
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Outlet"), START)
            .thing();
    Rule rule =
        tables
            .rules()
            .record(
                new Rule(
                    "hour",
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
                    Instant.EPOCH));
    return tables
        .alarms()
        .raise(new NewAlarm(rule, thing, "a24088", START, null, null, null, "mg/m3", late));
  }

  private List<NoticeKind> posted() {
    return registry.notices().unspread(100).stream().map(NoticeEvent::kind).toList();
  }

  private NoticeRecipient operator() {
    return registry.noticeBook().recipients().getFirst();
  }

  private NoticeDelivery delivery(NoticeChannel channel, State state, Instant due) {
    long id =
        registry
            .notices()
            .post(NoticeEvent.plain(NoticeKind.TEST, 1, now.get(), "test", "", "operator"));
    NoticeEvent event =
        registry.notices().unspread(100).stream()
            .filter(one -> one.id() == id)
            .findFirst()
            .orElseThrow();
    registry
        .notices()
        .spread(
            event, List.of(new NoticeDelivery.Draft(operator(), "operator", channel, state, due)));
    return registry.notices().list(null, null, null, Long.MAX_VALUE, 1).getFirst();
  }

  @Test
  void raise_alarm_writesTheNoticeWithIt() {
    Alarm alarm = raise(registry, false);

    assertThat(registry.notices().unspread(10))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.kind()).isEqualTo(NoticeKind.ALARM_RAISED);
              assertThat(event.subject()).isEqualTo(alarm.id());
              assertThat(event.severity()).isEqualTo(Severity.DANGER);
              assertThat(event.rule()).isEqualTo("hour");
              assertThat(event.late()).isFalse();
            });
  }

  @Test
  void raise_undone_leavesNoNotice() {
    assertThatThrownBy(
            () ->
                registry.write(
                    tables -> {
                      raise(tables, false);
                      throw new IllegalStateException("undone");
                    }))
        .isInstanceOf(IllegalStateException.class);

    assertThat(posted()).isEmpty();
  }

  @Test
  void life_ofAnAlarm_tellsRaisedEscalatedCleared_andNothingOfPeaks() {
    Alarm alarm = raise(registry, false);
    registry.alarmDesk().escalate(alarm.id(), 1, "shift-leader");
    registry.alarmDesk().comment(alarm.id(), "on my way", "operator");
    registry.alarms().clear(alarm.id(), START.plusSeconds(3600));

    assertThat(posted())
        .containsExactly(
            NoticeKind.ALARM_RAISED, NoticeKind.ALARM_ESCALATED, NoticeKind.ALARM_CLEARED);
    assertThat(registry.notices().unspread(10).get(1).addressees()).isEqualTo("shift-leader");
  }

  @Test
  void recurrence_shelved_tellsNothingUntilTheShelfEnds() {
    Alarm first = raise(registry, false);
    registry
        .alarmDesk()
        .shelve(first.id(), START.plus(Duration.ofHours(8)), "maintenance", "operator");
    registry.alarms().clear(first.id(), START);
    Alarm again = raise(registry, false);
    assertThat(posted()).containsExactly(NoticeKind.ALARM_RAISED);

    now.set(START.plus(Duration.ofHours(9)));
    registry.alarmDesk().unshelve(again.id(), "", AlarmEvent.CLOCK);

    assertThat(registry.notices().unspread(10))
        .extracting(NoticeEvent::subject)
        .containsExactly(first.id(), again.id());
  }

  @Test
  void case_openedAndClosed_tellsBoth_notTheNotes() {
    Alarm alarm = raise(registry, false);
    CaseFile file = registry.cases().open(alarm, "Outlet above limit", "operator");
    registry.cases().note(file.id(), new CaseEvent(START, "operator", "note", "called"));
    registry.cases().close(file.id(), new CaseEvent(START, "watch", "closed", "proven"));

    assertThat(posted())
        .containsExactly(NoticeKind.ALARM_RAISED, NoticeKind.CASE_STEP, NoticeKind.CASE_STEP);
    assertThat(registry.notices().unspread(10).getLast().title())
        .isEqualTo(file.number() + " Outlet above limit");
  }

  @Test
  void spread_twice_makesOneDelivery() {
    registry.notices().post(NoticeEvent.plain(NoticeKind.TEST, 1, START, "test", "", "operator"));
    NoticeEvent event = registry.notices().unspread(1).getFirst();
    List<NoticeDelivery.Draft> drafts =
        List.of(
            new NoticeDelivery.Draft(
                operator(), "operator", NoticeChannel.EMAIL, State.WAITING, START));
    registry.notices().spread(event, drafts);
    registry.notices().spread(event, drafts);

    assertThat(registry.notices().due(START, 10)).hasSize(1);
    assertThat(registry.notices().unspread(1)).isEmpty();
  }

  @Test
  void failed_isDueAgainWithTheSameKey_andGivenUpIsNot() {
    NoticeDelivery made = delivery(NoticeChannel.EMAIL, State.WAITING, START);
    registry.notices().failed(made.id(), "smtp: refused", START.plusSeconds(60));
    assertThat(registry.notices().due(START, 10)).isEmpty();
    NoticeDelivery again = registry.notices().due(START.plusSeconds(60), 10).getFirst();
    assertThat(again.key()).isEqualTo(made.key());
    assertThat(again.attempts()).isEqualTo(1);

    registry.notices().failed(made.id(), "smtp: refused", null);
    assertThat(registry.notices().due(START.plusSeconds(600), 10)).isEmpty();
    assertThat(registry.notices().retry(made.id()).state()).isEqualTo(State.WAITING);
  }

  @Test
  void bundle_standsForItsParts_andNotTwice() {
    NoticeDelivery one = delivery(NoticeChannel.EMAIL, State.DIGEST, START);
    NoticeDelivery two = delivery(NoticeChannel.EMAIL, State.DIGEST, START);
    List<NoticeDelivery> parts = registry.notices().digestsDue(START, 10);

    NoticeDelivery bundle =
        registry.notices().bundle(operator(), NoticeChannel.EMAIL, parts).orElseThrow();

    assertThat(bundle.event().kind()).isEqualTo(NoticeKind.DIGEST);
    assertThat(bundle.state()).isEqualTo(State.WAITING);
    assertThat(registry.notices().parts(bundle.id()))
        .extracting(NoticeDelivery::id)
        .containsExactly(one.id(), two.id());
    assertThat(registry.notices().bundle(operator(), NoticeChannel.EMAIL, parts)).isEmpty();
    assertThat(registry.notices().unspread(10)).isEmpty();
  }

  @Test
  void bell_showsItsAccountsOwn_untilSeen() {
    NoticeDelivery made = delivery(NoticeChannel.BROWSER, State.SENT, START);

    assertThat(registry.notices().unseen(0)).isEqualTo(1);
    assertThat(registry.notices().unseen(7)).isZero();
    assertThat(registry.notices().see(7, made.id())).isZero();
    assertThat(registry.notices().see(0, made.id())).isEqualTo(1);
    assertThat(registry.notices().bell(0, true, Long.MAX_VALUE, 10)).isEmpty();
    assertThat(registry.notices().bell(0, false, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void forget_takesWhatIsDone_andKeepsWhatWaits() {
    NoticeDelivery done = delivery(NoticeChannel.EMAIL, State.WAITING, START);
    registry.notices().sent(done.id());
    NoticeDelivery waits = delivery(NoticeChannel.EMAIL, State.WAITING, START);
    delivery(NoticeChannel.EMAIL, State.DIGEST, START);
    List<NoticeDelivery> digest = registry.notices().digestsDue(START, 10);
    NoticeDelivery bundle =
        registry.notices().bundle(operator(), NoticeChannel.EMAIL, digest).orElseThrow();
    registry.notices().sent(bundle.id());

    registry.notices().forget(START.plusSeconds(1));

    assertThat(registry.notices().list(null, null, null, Long.MAX_VALUE, 10))
        .extracting(NoticeDelivery::id)
        .containsExactly(waits.id());
  }

  @Test
  void recipient_keepsWhatWasSaid_andRefusesASecondCode() {
    NoticeRecipient.Quiet night =
        new NoticeRecipient.Quiet(LocalTime.of(22, 0), LocalTime.of(6, 30));
    NoticeRecipient duty =
        registry
            .noticeBook()
            .put(
                new NoticeRecipient(
                    0,
                    "duty",
                    "Duty room",
                    3,
                    "en",
                    "duty@example.org",
                    new NoticeRecipient.Webhook(
                        NoticeRecipient.Form.FEISHU, "https://hook.example.org/x?key=1", "s3cret"),
                    night,
                    LocalTime.of(8, 0),
                    true));

    assertThat(registry.noticeBook().find(duty.id())).contains(duty);
    assertThat(duty.toString()).doesNotContain("s3cret").doesNotContain("key=1");
    assertThat(night.holds(LocalTime.of(23, 0))).isTrue();
    assertThat(night.holds(LocalTime.of(6, 30))).isFalse();
    assertThatThrownBy(
            () ->
                registry
                    .noticeBook()
                    .put(
                        new NoticeRecipient(
                            0, "duty", "x", 0, "zh", null, null, null, LocalTime.NOON, true)))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.DUPLICATE));
  }

  @Test
  void recipient_addressWithALineBreak_isRefused() {
    assertThatThrownBy(
            () ->
                new NoticeRecipient(
                    0,
                    "duty",
                    "x",
                    0,
                    "zh",
                    "a@example.org\r\nBcc: b@example.org",
                    null,
                    null,
                    LocalTime.NOON,
                    true))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("recipient-email"));
  }

  @Test
  void removedRecipient_takesItsRulesAlong() {
    NoticeRule rule =
        registry
            .noticeBook()
            .put(
                new NoticeRule(
                    0,
                    operator().id(),
                    Set.of(NoticeKind.CASE_STEP),
                    Set.of(),
                    null,
                    Scope.ALL,
                    Set.of(NoticeChannel.EMAIL),
                    true,
                    false));
    assertThat(registry.noticeBook().rules()).contains(rule);

    assertThat(registry.noticeBook().remove(operator().id())).isTrue();

    assertThat(registry.noticeBook().rules()).isEmpty();
  }

  @Test
  void schedule_isDueAtItsTime_andKeepsReach() {
    ReportSchedule made =
        registry
            .reportSchedules()
            .put(
                new ReportSchedule(
                    0,
                    "Every day",
                    "{}",
                    "xlsx",
                    ReportSchedule.Every.DAY,
                    LocalTime.of(7, 30),
                    "zh",
                    Set.of("duty"),
                    "operator",
                    0,
                    Reach.of(Set.of(1L), Set.of(), Set.of(2L, 3L)),
                    START,
                    null));

    assertThat(registry.reportSchedules().due(START)).containsExactly(made);
    registry.reportSchedules().made(made.id(), START.plusSeconds(86_400), "no rows");
    assertThat(registry.reportSchedules().due(START)).isEmpty();
    assertThat(registry.reportSchedules().find(made.id()).orElseThrow().error())
        .isEqualTo("no rows");
  }
}
