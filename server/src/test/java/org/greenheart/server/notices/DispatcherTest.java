// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.notices;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.greenheart.server.accounts.AccountCallers;
import org.greenheart.server.accounts.Caller;
import org.greenheart.server.accounts.Role;
import org.greenheart.server.outside.SendException;
import org.greenheart.storage.registry.Account;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.CaseClock;
import org.greenheart.storage.registry.CaseEvent;
import org.greenheart.storage.registry.CaseFacts;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.NoticeChannel;
import org.greenheart.storage.registry.NoticeDelivery;
import org.greenheart.storage.registry.NoticeDelivery.State;
import org.greenheart.storage.registry.NoticeEvent;
import org.greenheart.storage.registry.NoticeKind;
import org.greenheart.storage.registry.NoticeRecipient;
import org.greenheart.storage.registry.NoticeRecipient.Quiet;
import org.greenheart.storage.registry.NoticeRule;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PointGroup;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Scope;
import org.greenheart.storage.registry.Severity;
import org.greenheart.storage.registry.Stage;
import org.greenheart.storage.registry.SupplyPartner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DispatcherTest {
  private static final String ONE = "88888880000001";
  private static final String TWO = "88888880000002";

  @TempDir private Path folder;
  private NoticeRig rig;

  @BeforeEach
  void open() {
    rig = new NoticeRig(folder);
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private NoticeDelivery mail() {
    return rig.log().stream()
        .filter(each -> each.recipient() == rig.duty.id())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void alarm_isToldOnce_andItsEndToo() {
    rig.ruleForDuty();
    Alarm alarm = rig.raise(ONE, "hour", false);
    rig.step();
    rig.step();
    rig.registry.alarms().clear(alarm.id(), NoticeRig.START);
    rig.step();

    assertThat(rig.mails.subjects())
        .containsExactly(
            "[Danger] Outlet 88888880000001: Hour above limit",
            "[Over] Outlet 88888880000001: Hour above limit");
    assertThat(mail().state()).isEqualTo(State.SENT);
  }

  @Test
  void refused_isTriedAgainLaterAndLater_withTheSameKey() {
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    rig.mails.refuse(new SendException("smtp-failed", "no answer", false));
    rig.step();
    assertThat(mail().due()).isEqualTo(NoticeRig.START.plus(Duration.ofMinutes(1)));
    assertThat(mail().error()).isEqualTo("smtp-failed: no answer");
    rig.step(Duration.ofMinutes(1));
    assertThat(mail().due()).isEqualTo(NoticeRig.START.plus(Duration.ofMinutes(3)));

    rig.mails.refuse(null);
    String key = mail().key();
    rig.step(Duration.ofMinutes(2));

    assertThat(rig.mails.keys()).containsExactly(key);
    assertThat(mail().attempts()).isEqualTo(3);
  }

  @Test
  void refusedForGood_isGivenUp_andRetriedByHand() {
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    rig.mails.refuse(new SendException("smtp-failed", "no such user", true));
    rig.step();
    assertThat(mail().state()).isEqualTo(State.FAILED);

    rig.mails.refuse(null);
    rig.registry.notices().retry(mail().id());
    rig.step();

    assertThat(mail().state()).isEqualTo(State.SENT);
  }

  @Test
  void refusedForADay_isGivenUp() {
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    rig.mails.refuse(new SendException("smtp-failed", "no answer", false));
    for (int i = 0; i < 40; i++) {
      rig.step(Duration.ofHours(1));
    }

    assertThat(mail().state()).isEqualTo(State.FAILED);
  }

  @Test
  void lateAlarm_waitsForTheDigest_whateverTheRuleSays() {
    rig.rule(rig.duty, false, true, Scope.ALL);
    rig.raise(ONE, "hour", true);
    rig.raise(TWO, "hour", true);
    rig.step(Duration.ofMinutes(59));
    assertThat(rig.mails.messages).isEmpty();

    rig.step(Duration.ofMinutes(1));
    rig.step();

    assertThat(rig.mails.subjects()).containsExactly("2 notices");
    assertThat(rig.mails.messages.getFirst().text())
        .contains("Outlet 88888880000001")
        .contains("Outlet 88888880000002")
        .contains("found in data that came late");
  }

  @Test
  void quietHours_holdBackWhatIsNotUrgent() {
    NoticeRecipient sleeper =
        rig.recipient("sleeper", new Quiet(LocalTime.of(7, 0), LocalTime.of(8, 30)));
    NoticeRecipient woken =
        rig.recipient("woken", new Quiet(LocalTime.of(7, 0), LocalTime.of(8, 30)));
    rig.rule(sleeper, false, false, Scope.ALL);
    rig.rule(woken, false, true, Scope.ALL);
    rig.raise(ONE, "hour", false);
    rig.step();
    assertThat(rig.mails.messages).hasSize(1);

    rig.step(Duration.ofMinutes(30));

    assertThat(rig.mails.messages).hasSize(2);
  }

  @Test
  void scope_ofAGroup_tellsOfItsPointsOnly() {
    long in = rig.point(ONE);
    long group =
        rig.registry.places().groups().put(new PointGroup(0, "g", "组", "Group")).row().id();
    rig.registry.places().points().join(group, in);
    rig.rule(rig.duty, false, false, new Scope(Scope.Kind.GROUP, Long.toString(group)));
    rig.raise(ONE, "hour", false);
    rig.raise(TWO, "hour", false);
    rig.step();

    assertThat(rig.mails.subjects()).singleElement().asString().contains(ONE);
  }

  @Test
  void recipient_isNotToldOfWhatTheirAccountDoesNotSee() {
    rig.ruleForDuty();
    rig.reach(
        account ->
            Optional.of(NoticeRig.caller(account, Reach.of(Set.of(), Set.of(), Set.of(99L)))));
    rig.raise(ONE, "hour", false);
    rig.step();

    assertThat(rig.mails.messages).isEmpty();
  }

  @Test
  void recipient_whoseAccountMayComeInNoMore_isToldNothing() {
    rig.ruleForDuty();
    rig.reach(account -> Optional.empty());
    rig.raise(ONE, "hour", false);
    rig.step();

    assertThat(rig.mails.messages).isEmpty();
  }

  @Test
  void escalation_tellsWhomItNames_evenWithoutARule() {
    Alarm alarm = rig.raise(ONE, "hour", false);
    rig.registry.alarmDesk().escalate(alarm.id(), 1, "duty");
    rig.step();

    assertThat(rig.mails.subjects())
        .containsExactly("[Nobody acknowledged] Outlet 88888880000001: Hour above limit");
  }

  @Test
  void escalation_toNobody_isShownAsFailed() {
    Alarm alarm = rig.raise(ONE, "hour", false);
    rig.registry.alarmDesk().escalate(alarm.id(), 1, "the night shift");
    rig.step();

    assertThat(rig.log())
        .anySatisfy(
            each -> {
              assertThat(each.recipientName()).isEqualTo("the night shift");
              assertThat(each.state()).isEqualTo(State.FAILED);
              assertThat(each.error()).startsWith("no-recipient");
            });
  }

  @Test
  void many_leaveAsOne() {
    rig.ruleForDuty();
    for (int i = 0; i < 30; i++) {
      rig.raise(ONE, "hour" + i, false);
    }
    rig.step();
    rig.step();

    assertThat(rig.mails.subjects()).containsExactly("30 notices");
    assertThat(rig.log().stream().filter(each -> each.state() == State.BUNDLED)).hasSize(30);
  }

  @Test
  void recipientWithMoreThanOneLook_crowdsNobodyOut() {
    NoticeRecipient _ = rig.recipient("other", null);
    rig.registry.<Boolean>write(
        tables -> {
          for (int i = 0; i <= 500; i++) {
            long _ = tables.notices().post(report("duty"));
          }
          return tables.notices().post(report("other")) > 0;
        });
    List<Runnable> lanes = new ArrayList<>();

    rig.over(rig.registry, lanes::add).step();
    assertThat(lanes).hasSize(2);
    lanes.getLast().run();

    assertThat(rig.mails.messages).hasSize(1);
  }

  /** What is never told as one with others. */
  private static NoticeEvent report(String to) {
    return NoticeEvent.plain(NoticeKind.REPORT, 1, NoticeRig.START, "Month", "", to);
  }

  @Test
  void severalRules_tellOnce() {
    rig.rule(rig.duty, true, false, Scope.ALL);
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    rig.step();

    assertThat(rig.mails.messages).hasSize(1);
    assertThat(rig.log().stream().filter(each -> each.recipient() == rig.duty.id())).hasSize(1);
  }

  @Test
  void toldAfterItWasListed_isNotToldAgain() {
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    List<Runnable> lanes = new ArrayList<>();
    rig.over(rig.registry, lanes::add).step();
    assertThat(lanes).hasSize(1);
    rig.step();

    lanes.forEach(Runnable::run);

    assertThat(rig.mails.messages).hasSize(1);
  }

  @Test
  void recipientGone_dropsWhatWaits() {
    rig.ruleForDuty();
    rig.raise(ONE, "hour", false);
    rig.mails.refuse(new SendException("smtp-failed", "no answer", false));
    rig.step();
    rig.registry.noticeBook().remove(rig.duty.id());
    rig.step(Duration.ofMinutes(1));

    assertThat(mail().state()).isEqualTo(State.DROPPED);
  }

  @Test
  void bell_ringsForTheOperatorWithoutAnySetting() {
    rig.raise(ONE, "hour", false);
    rig.step();

    assertThat(rig.registry.notices().bell(0, true, Long.MAX_VALUE, 10))
        .singleElement()
        .satisfies(each -> assertThat(each.event().kind()).isEqualTo(NoticeKind.ALARM_RAISED));
  }

  /** A case without a point, of an area, as it is opened. */
  private long matter(long area) {
    return rig.registry
        .cases()
        .create(
            CaseFile.draft(
                "petition",
                "Smell",
                Stage.RECEIVED,
                CaseFacts.of("phone").placed(area, 0),
                CaseClock.begin(NoticeRig.START, null, NoticeRig.START)),
            new CaseEvent(NoticeRig.START, "Duty", "opened", ""))
        .id();
  }

  private long area(String code) {
    return rig.registry
        .places()
        .areas()
        .put(new Area(0, code, code, null, Area.Level.COUNTY, 0))
        .row()
        .id();
  }

  @Test
  void caseOfAnArea_isToldToThoseOfTheArea_alone() {
    long ours = area("990101");
    var _ =
        rig.registry
            .noticeBook()
            .put(
                new NoticeRule(
                    0,
                    rig.duty.id(),
                    Set.of(NoticeKind.CASE_STEP),
                    Set.of(Severity.DANGER),
                    null,
                    Scope.ALL,
                    Set.of(NoticeChannel.EMAIL),
                    false,
                    false));
    rig.reach(
        account ->
            Optional.of(NoticeRig.caller(account, Reach.of(Set.of(), Set.of(ours), Set.of()))));
    matter(area("990102"));
    rig.step();
    assertThat(rig.mails.subjects()).isEmpty();

    matter(ours);
    rig.step();

    assertThat(rig.mails.subjects()).hasSize(1);
  }

  private long works(String first17) {
    return rig.registry
        .places()
        .enterprises()
        .put(new Enterprise(0, CreditCode.complete(first17), "Works", null, "C3360", 0, null))
        .row()
        .id();
  }

  private Account employee(String login, long works) {
    return rig.registry
        .accounts()
        .add(
            Account.named(
                login,
                login,
                Set.of("enterprise"),
                Reach.of(Set.of(works), Set.of(), Set.of()),
                NoticeRig.START));
  }

  private Account officer(String login, String role, Reach reach) {
    return rig.registry
        .accounts()
        .add(Account.named(login, login, Set.of(role), reach, NoticeRig.START));
  }

  @Test
  void exceedingReport_ringsForWhoAnswersForThePlace_andForNobodyElse() {
    long thing = rig.point("88888880000009");
    long kilns = works("91330100MA2B00001");
    long outlet =
        rig.registry
            .places()
            .outlets()
            .put(new Outlet(0, kilns, "DA001", "辊道窑", "Kiln", Medium.AIR))
            .row()
            .id();
    rig.registry.places().points().put(new PointPlace(thing, 0, 0, outlet, 0));
    Reach here = Reach.of(Set.of(kilns), Set.of(), Set.of());
    Reach elsewhere = Reach.of(Set.of(works("91330100MA2B00003")), Set.of(), Set.of());
    Account inspector = officer("inspector", "inspector", here);
    Account duty = officer("watcher", "duty", Reach.all());
    Account stranger = officer("stranger", "inspector", elsewhere);
    Account worker = officer("worker", "enterprise", here);
    rig.reach(
        account ->
            rig.registry
                .accounts()
                .find(account)
                .map(
                    of ->
                        new Caller(
                            of.id(),
                            of.name(),
                            Set.of(Role.ofText(of.roles().iterator().next()).orElseThrow()),
                            of.reach())));
    NoticeEvent exceeded =
        new NoticeEvent(
            0,
            NoticeKind.MANUAL_EXCEEDED,
            5,
            thing,
            null,
            null,
            false,
            NoticeRig.START,
            "R-7",
            "a21026\t62.50\tmg/m3\t50",
            "");
    long _ = rig.registry.notices().post(exceeded);
    rig.step();

    assertThat(rig.registry.notices().unseen(inspector.id())).isEqualTo(1);
    assertThat(rig.registry.notices().unseen(duty.id())).isEqualTo(1);
    assertThat(rig.registry.notices().unseen(stranger.id())).isZero();
    assertThat(rig.registry.notices().unseen(worker.id())).isZero();
    assertThat(NoticeText.subject(exceeded, Words.EN, rig.registry))
        .isEqualTo(
            "[Measured by hand] Outlet 88888880000009, R-7: Sulfur dioxide (SO2) above the limit");
  }

  @Test
  void alarmGivenToAPersonOrAUnit_ringsForThem_whomNobodyMadeRecipients() {
    rig.reach(new AccountCallers(rig.registry));
    Account li = officer("li", "maintainer", Reach.all());
    Account night =
        rig.registry
            .accounts()
            .add(
                Account.named("night", "night", Set.of("street"), Reach.all(), NoticeRig.START)
                    .of("East Street"));
    Account blind = officer("blind", "maintainer", Reach.of(Set.of(), Set.of(), Set.of()));
    Alarm alarm = rig.raise(ONE, "hour", true);

    Alarm _ = rig.registry.alarmDesk().assign(alarm.id(), "li", li.id(), "duty");
    rig.step();
    Alarm _ = rig.registry.alarmDesk().assign(alarm.id(), "East Street", "duty");
    Alarm _ = rig.registry.alarmDesk().assign(alarm.id(), "blind", blind.id(), "duty");
    Alarm _ = rig.registry.alarmDesk().assign(alarm.id(), "whoever is there", "duty");
    rig.step();

    assertThat(rig.registry.notices().bell(li.id(), true, Long.MAX_VALUE, 10))
        .extracting(each -> each.event().kind())
        .containsExactly(NoticeKind.ALARM_ASSIGNED);
    assertThat(rig.registry.notices().unseen(night.id())).isEqualTo(1);
    assertThat(rig.registry.notices().unseen(blind.id())).isZero();
    assertThat(rig.log()).noneMatch(each -> each.state() == State.FAILED);
  }

  @Test
  void lateDelivery_ringsAtBothEnterprises_whomNobodyMadeRecipients() {
    long kilns = works("91330100MA2B00001");
    long canteen = works("91330100MA2B00002");
    Account seller = employee("seller", kilns);
    Account cook = employee("cook", canteen);
    Account stranger = employee("stranger", works("91330100MA2B00003"));
    rig.reach(
        account ->
            rig.registry
                .accounts()
                .find(account)
                .map(of -> new Caller(of.id(), of.name(), Set.of(Role.ENTERPRISE), of.reach())));
    SupplyPartner partner =
        rig.registry
            .supply()
            .put(
                new SupplyPartner(
                    0, canteen, kilns, SupplyPartner.State.ACTIVE, canteen, false, 0));
    for (int i = 0; i < 2; i++) {
      long _ =
          rig.registry
              .notices()
              .post(
                  NoticeEvent.plain(
                      NoticeKind.SUPPLY_WARNING,
                      partner.id(),
                      NoticeRig.START,
                      "Bowls",
                      "late\n\n/supply",
                      ""));
      rig.step();
    }

    assertThat(rig.registry.notices().unseen(seller.id())).isEqualTo(2);
    assertThat(rig.registry.notices().unseen(cook.id())).isEqualTo(2);
    assertThat(rig.registry.notices().unseen(stranger.id())).isZero();
    assertThat(rig.registry.noticeBook().recipients())
        .filteredOn(each -> each.account() == seller.id())
        .hasSize(1);
  }
}
