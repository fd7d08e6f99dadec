// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where and when rules apply, and what persons say of points. */
final class RulesTest extends RegistryTest {
  private static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant APRIL = Instant.parse("2026-04-01T00:00:00Z");

  private static Rule rule(Applies applies) {
    return new Rule(
        "night",
        0,
        "above-limit",
        "夜间超标",
        "Excess by night",
        Severity.WARNING,
        "{}",
        Duration.ZERO,
        Duration.ZERO,
        false,
        null,
        "design book",
        true,
        "operator",
        Instant.EPOCH,
        applies);
  }

  private static Applies from(Instant time) {
    return new Applies(Scope.ALL, null, time);
  }

  @Test
  void record_scopeScheduleAndDate_comeBackAsWritten() {
    long thing = accepted(MN).thing();
    Applies applies = new Applies(Scope.point(thing), Schedule.ofText("51 22:00-06:00"), MARCH);

    registry.rules().record(rule(applies));

    Rule kept = registry.rules().current().getFirst();
    assertThat(kept.applies()).isEqualTo(applies);
    assertThat(kept.thing()).isEqualTo(thing);
  }

  @Test
  void validAt_twoVersions_isTheOneOfTheTime() {
    registry.rules().record(rule(from(MARCH)));
    registry.rules().record(rule(from(APRIL)));

    assertThat(registry.rules().validAt(MARCH.minusSeconds(1))).isEmpty();
    assertThat(registry.rules().validAt(MARCH)).extracting(Rule::version).containsExactly(1);
    assertThat(registry.rules().validAt(APRIL)).extracting(Rule::version).containsExactly(2);
    assertThat(registry.rules().nextTurn(MARCH)).contains(APRIL);
    assertThat(registry.rules().nextTurn(APRIL)).isEmpty();
  }

  @Test
  void record_beginsBeforeTheNewestVersion_isRefused() {
    registry.rules().record(rule(from(APRIL)));

    assertThatThrownBy(() -> registry.rules().record(rule(from(MARCH))))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("version-overlap"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POINT", "GROUP", "AREA", "OUTLET", "ENTERPRISE"})
  void record_scopeOverNothing_isRefused(Scope.Kind kind) {
    assertThatThrownBy(() -> registry.rules().record(rule(Applies.to(new Scope(kind, "77")))))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("77");
  }

  @ParameterizedTest
  @CsvSource({
    "12345 22:00-06:00, 2026-02-27T23:30:00Z, false", // Saturday 07:30 in Beijing
    "12345 22:00-06:00, 2026-02-27T21:30:00Z, true", // Saturday 05:30: Friday's night
    "12345 22:00-06:00, 2026-02-28T14:30:00Z, false", // Saturday 22:30
    "12345 22:00-06:00, 2026-03-01T14:00:00Z, false", // Sunday 22:00
    "12345 22:00-06:00, 2026-03-02T14:00:00Z, true", // Monday 22:00
    "12345 22:00-06:00, 2026-03-02T21:59:59Z, true",
    "12345 22:00-06:00, 2026-03-02T22:00:00Z, false",
    "7 08:00-18:00, 2026-03-01T00:00:00Z, true", // Sunday 08:00
    "7 08:00-18:00, 2026-03-01T10:00:00Z, false",
    "7 00:00-00:00, 2026-02-28T16:00:00Z, true",
    "7 00:00-00:00, 2026-03-01T16:00:00Z, false",
  })
  void covers_momentInBeijing_isInOrOut(String text, Instant moment, boolean covered) {
    assertThat(Schedule.ofText(text).covers(moment)).isEqualTo(covered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8 00:00-01:00", "1 24:00-01:00", "1 0:00-01:00", "1"})
  void schedule_broken_isRefused(String text) {
    assertThatThrownBy(() -> Schedule.ofText(text)).isInstanceOf(RuleException.class);
  }

  private PointMark mark(long thing, @Nullable Instant to) {
    return new PointMark(
        0, thing, MARCH, to, PointMark.Kind.CALIBRATION, "span gas", "operator", MARCH, null);
  }

  @Test
  void mark_addedAndWithdrawn_staysInTheList() {
    long thing = accepted(MN).thing();
    long before = registry.rules().changes();

    PointMark kept = registry.pointMarks().add(mark(thing, APRIL));
    assertThat(kept.covers(MARCH)).isTrue();
    assertThat(kept.covers(APRIL)).isFalse();
    assertThat(kept.recorded()).isEqualTo(NOW);
    PointMark back = registry.pointMarks().withdraw(kept.id());

    assertThat(back.covers(MARCH)).isFalse();
    assertThat(registry.pointMarks().of(thing)).containsExactly(back);
    assertThat(registry.rules().changes()).isEqualTo(before + 2);
  }

  @Test
  void mark_endsBeforeItBegins_isRefused() {
    assertThatThrownBy(() -> mark(1, MARCH))
        .isInstanceOfSatisfying(
            RuleException.class, e -> assertThat(e.code()).isEqualTo("mark-times"));
  }
}
