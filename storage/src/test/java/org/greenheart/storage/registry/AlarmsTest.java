// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AlarmsTest extends RegistryTest {
  private static final Instant START = Instant.parse("2026-02-28T10:00:00Z");
  private static final Instant END = Instant.parse("2026-02-28T11:00:00Z");
  private static final Decimal LIMIT = new Decimal(320, 2);

  private long thing;
  private Rule rule = rule("pump", null, "{}");

  @BeforeEach
  void station() {
    thing = accepted(MN).thing();
    rule = registry.rules().record(rule);
  }

  private static Rule rule(String code, @Nullable Long thing, String parameters) {
    return new Rule(
        code,
        0,
        "pump-not-started",
        "雨中泵未启动",
        "Pump not started in the rain",
        Severity.DANGER,
        thing,
        parameters,
        Duration.ofMinutes(3),
        Duration.ofMinutes(1),
        true,
        "{\"kind\":\"answers-rains\",\"rains\":3}",
        "design book",
        true,
        "operator",
        Instant.EPOCH);
  }

  private NewAlarm alarm(@Nullable Instant end) {
    return new NewAlarm(rule, thing, "e41601", START, end, new Decimal(355, 2), LIMIT, "m", false);
  }

  @Test
  void record_sameAgain_keepsVersion() {
    assertThat(registry.rules().record(rule("pump", null, "{}")).version()).isEqualTo(1);
    assertThat(registry.rules().history("pump")).hasSize(1);
  }

  @Test
  void record_changed_addsVersionAndKeepsTheOld() {
    long before = registry.rules().changes();

    Rule second = registry.rules().record(rule("pump", thing, "{\"startLevel\":\"3.20\"}"));

    assertThat(second.version()).isEqualTo(2);
    assertThat(second.recorded()).isEqualTo(NOW);
    assertThat(registry.rules().current()).containsExactly(second);
    assertThat(registry.rules().version("pump", 1)).contains(rule);
    assertThat(registry.rules().changes()).isGreaterThan(before);
  }

  @Test
  void record_unknownThing_isRefused() {
    assertThatThrownBy(() -> registry.rules().record(rule("other", 99L, "{}")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("99");
  }

  @Test
  void raise_open_isFoundAndSurvivesReopen() {
    Alarm raised = registry.alarms().raise(alarm(null));
    reopen();

    assertThat(registry.alarms().open("pump", thing, "e41601")).contains(raised);
    assertThat(raised.state()).isEqualTo(AlarmState.OPEN);
    assertThat(raised.start()).isEqualTo(START);
    assertThat(raised.limit()).isEqualTo(LIMIT);
    assertThat(raised.raised()).isEqualTo(NOW);
    assertThat(raised.ruleVersion()).isEqualTo(1);
  }

  @Test
  void raise_secondWhileOpen_isRefused() {
    registry.alarms().raise(alarm(null));

    assertThatThrownBy(() -> registry.alarms().raise(alarm(null)))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.DUPLICATE));
    assertThat(registry.alarms().open()).hasSize(1);
  }

  private Area city(String code) {
    return registry
        .places()
        .areas()
        .put(new Area(0, code, "青禾市", "Qinghe City", Area.Level.CITY, 0))
        .row();
  }

  private NewAlarm ofArea(Area area) {
    return new NewAlarm(
        rule, 0, area.id(), "AQI", START, null, Decimal.of(190), Decimal.of(150), "", false);
  }

  @Test
  void raiseOfArea_isAboutTheAreaAndNoPoint() {
    Area city = city("9901");

    Alarm raised = registry.alarms().raise(ofArea(city));
    reopen();

    assertThat(registry.alarms().open()).containsExactly(raised);
    assertThat(raised.thing()).isZero();
    assertThat(raised.area()).isEqualTo(city.id());
    assertThat(registry.alarms().ofArea("pump", city.id(), START, END)).containsExactly(raised);
    assertThat(registry.alarms().areasChangedAfter(0)).containsExactly(city.id());
    assertThat(registry.alarms().changedAfter(0)).isEmpty();
  }

  @Test
  void raiseOfArea_secondWhileOpen_isRefused_andAnotherAreaIsNot() {
    registry.alarms().raise(ofArea(city("9901")));

    assertThatThrownBy(() -> registry.alarms().raise(ofArea(city("9901"))))
        .isInstanceOfSatisfying(
            RegistryException.class,
            e -> assertThat(e.code()).isEqualTo(RegistryException.Code.DUPLICATE));
    registry.alarms().raise(ofArea(city("9902")));
    assertThat(registry.alarms().open()).hasSize(2);
  }

  @Test
  void restOn_keepsTheStationsAndNotesTheLevel() {
    Alarm raised = registry.alarms().raise(ofArea(city("9901")));
    AlarmStation station = new AlarmStation(thing, Decimal.of(190), "PM2.5");

    registry.alarms().restOn(raised.id(), "yellow", List.of(), "watch");
    registry.alarms().restOn(raised.id(), "orange", List.of(station), "watch");

    assertThat(registry.alarms().stations(raised.id())).containsExactly(station);
    assertThat(registry.alarms().find(raised.id()).orElseThrow().level()).isEqualTo("orange");
    assertThat(registry.alarms().events(raised.id()))
        .filteredOn(event -> event.what() == AlarmEvent.What.LEVEL)
        .extracting(AlarmEvent::was, AlarmEvent::is)
        .containsExactly(tuple(null, "yellow"), tuple("yellow", "orange"));
    assertThat(registry.catalogue().holdOnThing(thing).alarms()).isEqualTo(1);
  }

  @Test
  void newAlarm_ofPointAndArea_isRefused() {
    assertThatThrownBy(
            () -> new NewAlarm(rule, thing, 1, "AQI", START, null, null, null, "", false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void raise_afterClear_isASeparateAlarm() {
    Alarm first = registry.alarms().raise(alarm(null));
    registry.alarms().clear(first.id(), END);

    Alarm second = registry.alarms().raise(alarm(null));

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(registry.alarms().list(null, thing, Long.MAX_VALUE, 10))
        .extracting(Alarm::id)
        .containsExactly(second.id(), first.id());
    assertThat(registry.alarms().list(AlarmState.CLEARED, null, Long.MAX_VALUE, 10))
        .extracting(Alarm::end)
        .containsExactly(END);
  }

  @Test
  void clear_again_keepsTheFirstEnd() {
    Alarm raised = registry.alarms().raise(alarm(null));
    registry.alarms().clear(raised.id(), END);

    assertThat(registry.alarms().clear(raised.id(), END.plusSeconds(60)).end()).isEqualTo(END);
  }

  @Test
  void acknowledge_twice_keepsTheFirst() {
    Alarm raised = registry.alarms().raise(alarm(null));
    registry.alarmDesk().acknowledge(raised.id(), "duty officer");

    Alarm again = registry.alarmDesk().acknowledge(raised.id(), "another");

    assertThat(again.acknowledgedBy()).isEqualTo("duty officer");
    assertThat(again.acknowledged()).isEqualTo(NOW);
  }

  @Test
  void within_findsWhatTouchesTheStretch() {
    Alarm past = registry.alarms().raise(alarm(END));

    assertThat(registry.alarms().within("pump", thing, "e41601", END, END.plusSeconds(9)))
        .containsExactly(past);
    assertThat(
            registry
                .alarms()
                .within("pump", thing, "e41601", END.plusSeconds(1), END.plusSeconds(9)))
        .isEmpty();
  }

  @Test
  void openCase_tiesAlarmAndNumbersByYear() {
    Alarm raised = registry.alarms().raise(alarm(null));

    CaseFile file = registry.cases().open(raised, "泵站雨中未启动", "watch");

    assertThat(file.number()).isEqualTo("2026-0001");
    assertThat(file.open()).isTrue();
    assertThat(file.tie()).isEqualTo(new CaseTie(thing, "pump", 1, "e41601", START));
    assertThat(registry.alarms().find(raised.id()).orElseThrow().caseFile()).isEqualTo(file.id());
    assertThat(registry.alarms().ofCase(file.id())).hasSize(1);
    assertThat(registry.cases().open("pump", thing, "e41601")).contains(file);
    assertThat(registry.cases().timeline(file.id()))
        .containsExactly(new CaseEvent(NOW, "watch", "opened", "泵站雨中未启动"));
  }

  @Test
  void openCase_forAlarmThatHasOne_isRefusedAndLeavesNothing() {
    Alarm raised = registry.alarms().raise(alarm(null));
    registry.cases().open(raised, "first", "watch");

    assertThatThrownBy(() -> registry.cases().open(raised, "second", "watch"))
        .isInstanceOf(RegistryException.class);
    assertThat(registry.cases().list(null, null, Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void closeCase_keepsTimelineAndIsDoneOnce() {
    CaseFile file = registry.cases().open(registry.alarms().raise(alarm(null)), "title", "watch");
    registry.cases().progress(file.id(), "{\"done\":1}", null);
    CaseEvent closed = new CaseEvent(NOW.plusSeconds(5), "watch", "closed", "proved");
    registry.cases().close(file.id(), closed);

    CaseFile again = registry.cases().close(file.id(), closed);

    assertThat(again.open()).isFalse();
    assertThat(again.closed()).isEqualTo(NOW.plusSeconds(5));
    assertThat(again.progress()).isEqualTo("{\"done\":1}");
    assertThat(registry.cases().open()).isEmpty();
    assertThat(registry.cases().timeline(file.id()))
        .extracting(CaseEvent::what)
        .containsExactlyElementsOf(List.of("opened", "closed"));
  }

  @Test
  void enliven_lateAlarm_isNoLongerLate() {
    Alarm raised =
        registry
            .alarms()
            .raise(new NewAlarm(rule, thing, "e41601", START, null, null, null, "m", true));

    assertThat(raised.late()).isTrue();
    assertThat(registry.alarms().enliven(raised.id()).late()).isFalse();
  }
}
