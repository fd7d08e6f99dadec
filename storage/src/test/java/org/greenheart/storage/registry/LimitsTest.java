// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

/** Operators' limits, switches, applied standards, and what judged an alarm. */
final class LimitsTest extends RegistryTest {
  private static final LocalDate DAY = LocalDate.parse("2026-01-01");

  private static OperatorLimit limit(String value) {
    return new OperatorLimit(
        0,
        OperatorLimit.Kind.ADDED,
        new OperatorLimit.Place(
            "local", 0, "DB43/9999-2026", "gas", "stack", "", "kiln", "", "", ""),
        new OperatorLimit.Demand(
            "SO2", "a21026", "<=", value, "mg/m3", "1h", Decimal.parse("18").orElseThrow()),
        DAY,
        null,
        new OperatorLimit.Basis("DB43/9999-2026", "4.1", "medium", "the bureau's letter"),
        true,
        "operator",
        "",
        Instant.EPOCH);
  }

  @Test
  void add_limit_comesBackAsWritten() {
    OperatorLimit kept = registry.limits().add(limit("30"));
    reopen();

    OperatorLimit read = registry.limits().operatorLimits().getFirst();

    assertThat(read).isEqualTo(kept);
    assertThat(read.place()).isEqualTo(limit("30").place());
    assertThat(read.demand()).isEqualTo(limit("30").demand());
    assertThat(read.from()).isEqualTo(DAY);
    assertThat(read.to()).isNull();
  }

  @Test
  void add_atOneInstant_isOrderedByRecordedTime() {
    OperatorLimit first = registry.limits().add(limit("30"));
    OperatorLimit second = registry.limits().add(limit("20"));

    assertThat(first.recorded()).isEqualTo(NOW);
    assertThat(second.recorded()).isAfter(first.recorded());
  }

  @Test
  void add_countsAsAChange_whenItIsCommitted() {
    long before = registry.limits().changes();
    registry.limits().add(new LimitSwitch(0, "shipped-1", true, "operator", "text read", NOW));
    assertThat(registry.limits().changes()).isEqualTo(before + 1);
    assertThat(registry.limits().switches()).hasSize(1);
  }

  @Test
  void switch_withoutReason_isRefused() {
    assertThatThrownBy(() -> new LimitSwitch(0, "shipped-1", true, "operator", " ", NOW))
        .isInstanceOf(RuleException.class)
        .hasMessageContaining("reason");
  }

  @Test
  void use_ofAnOutletThatIsNotThere_isRefused() {
    StandardUse use =
        new StandardUse(
            0,
            StandardUse.Scope.OUTLET,
            "42",
            Medium.AIR,
            "GB 25464-2010",
            StandardUse.Which.ANY,
            null,
            false,
            null,
            null,
            true,
            "operator",
            "",
            NOW);
    assertThatThrownBy(() -> registry.limits().add(use)).isInstanceOf(RegistryException.class);
  }

  @Test
  void judged_bySameLimitAgain_isNotedOnce() {
    long thing = accepted(MN).thing();
    Rule rule =
        registry
            .rules()
            .record(
                new Rule(
                    "hour",
                    0,
                    "above-limit",
                    "超标",
                    "Excess",
                    Severity.WARNING,
                    null,
                    "{}",
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    null,
                    "law",
                    true,
                    "operator",
                    NOW));
    long alarm =
        registry
            .alarms()
            .raise(
                new NewAlarm(
                    rule,
                    thing,
                    "a21026",
                    NOW,
                    null,
                    Decimal.of(60),
                    Decimal.of(50),
                    "mg/m3",
                    false))
            .id();

    registry.limits().judged(alarm, "permit-1", "{}");
    registry.limits().judged(alarm, "permit-1", "{\"again\":1}");
    registry.limits().judged(alarm, "operator-7", "{}");

    List<AlarmLimit> notes = registry.limits().of(alarm);
    assertThat(notes).extracting(AlarmLimit::limit).containsExactly("permit-1", "operator-7");
    assertThat(notes.getFirst().choice()).isEqualTo("{}");
  }
}
