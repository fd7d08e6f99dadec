// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.junit.jupiter.api.Test;

final class MetersTest extends RegistryTest {
  private static MeterEntry entry(String code, String place) {
    return new MeterEntry(
        code,
        "电量",
        place,
        "holding",
        "u32",
        "ABCD",
        Decimal.parse("0.01").orElseThrow(),
        Decimal.of(0),
        "kWh",
        true,
        Decimal.of(1_000_000),
        null);
  }

  private static MeterSource source(String code, MeterEntry... entries) {
    return new MeterSource(
        0,
        code,
        "Hall 1",
        MeterSource.Kind.MODBUS,
        "192.0.2.7",
        502,
        true,
        List.of("1", "2"),
        Duration.ofSeconds(30),
        Duration.ofSeconds(2),
        null,
        null,
        "{}",
        List.of(entries),
        NOW,
        "operator");
  }

  @Test
  void source_isKeptWhole_andChangedWhole() {
    MeterSource kept = registry.meterSources().put(source("hall-1", entry("a", "0")));
    assertThat(kept.id()).isPositive();
    reopen();
    assertThat(registry.meterSources().list()).containsExactly(kept);

    MeterSource changed =
        registry
            .meterSources()
            .put(
                new MeterSource(
                    kept.id(),
                    "other",
                    "Hall one",
                    kept.kind(),
                    kept.host(),
                    503,
                    false,
                    List.of("3"),
                    kept.period(),
                    kept.timeout(),
                    null,
                    null,
                    "{}",
                    List.of(entry("b", "4"), entry("c", "6")),
                    NOW,
                    "operator"));

    assertThat(changed.code()).isEqualTo("hall-1");
    assertThat(changed.entries()).extracting(MeterEntry::code).containsExactly("b", "c");
    assertThat(registry.meterSources().remove(kept.id())).isTrue();
    assertThat(registry.meterSources().list()).isEmpty();
  }

  @Test
  void codeThatIsTaken_isRefused() {
    registry.meterSources().put(source("hall-1"));
    assertThatThrownBy(() -> registry.meterSources().put(source("hall-1")))
        .isInstanceOf(RegistryException.class)
        .hasMessageContaining("hall-1");
  }

  @Test
  void step_thatWasDecided_staysWhenReadingsAreLookedAtAgain() {
    long stream =
        registry.catalogue().ensure(nmhc(accepted(MN).thing(), Interval.REALTIME)).number();
    Counters counters = registry.counters();
    counters.put(new Counter(stream, null, null, NOW, "operator"));
    CounterStep open =
        new CounterStep(
            0, stream, NOW, CounterStep.Kind.BACKWARDS, Decimal.of(5), Decimal.of(1), NOW, null);
    counters.replaceSteps(stream, NOW, NOW.plusSeconds(1), List.of(open));
    long id = counters.newestSteps(Set.of(stream), 1).getFirst().id();
    CounterStep.Decision decision =
        new CounterStep.Decision(
            CounterStep.Verdict.REPLACED, Decimal.of(6), null, "new meter", NOW, "operator");

    assertThat(counters.open()).containsExactly(Map.entry(stream, 1L));
    assertThat(counters.decided(stream, NOW)).isEmpty();
    assertThat(counters.decide(id, decision).isOpen()).isFalse();
    assertThat(counters.open()).isEmpty();
    assertThat(counters.decided(stream, NOW)).containsExactly(counters.step(id).orElseThrow());
    assertThat(counters.decided(stream, NOW.plusSeconds(1))).isEmpty();
    assertThat(counters.step(99)).isEmpty();
    counters.replaceSteps(stream, NOW, NOW.plusSeconds(1), List.of());
    assertThat(counters.steps(stream, NOW, NOW.plusSeconds(1)))
        .extracting(CounterStep::decision)
        .containsExactly(decision);
    assertThatThrownBy(() -> counters.decide(99, decision)).isInstanceOf(RegistryException.class);
  }

  @Test
  void stepThatWaits_comesFirst_andOnlyThoseOfTheDatastreamsAskedFor() {
    long stream =
        registry.catalogue().ensure(nmhc(accepted(MN).thing(), Interval.REALTIME)).number();
    Counters counters = registry.counters();
    List<CounterStep> steps = new ArrayList<>();
    for (CounterStep.Kind kind :
        List.of(CounterStep.Kind.JUMP, CounterStep.Kind.SPIKE, CounterStep.Kind.WRAPPED)) {
      steps.add(
          new CounterStep(
              0,
              stream,
              NOW.plusSeconds(steps.size()),
              kind,
              Decimal.of(5),
              Decimal.of(1),
              NOW,
              null));
    }
    counters.replaceSteps(stream, NOW, NOW.plusSeconds(9), steps);

    assertThat(counters.withSteps()).containsExactly(stream);
    assertThat(counters.newestSteps(Set.of(stream), 2))
        .extracting(CounterStep::kind)
        .containsExactly(CounterStep.Kind.JUMP, CounterStep.Kind.WRAPPED);
    assertThat(counters.newestSteps(Set.of(stream + 1), 2)).isEmpty();
  }

  @Test
  void removedCounter_leavesDecisions_butAsksNobodyAnyMore() {
    long stream =
        registry.catalogue().ensure(nmhc(accepted(MN).thing(), Interval.REALTIME)).number();
    Counters counters = registry.counters();
    counters.put(new Counter(stream, null, null, NOW, "operator"));
    counters.replaceSteps(
        stream,
        NOW,
        NOW.plusSeconds(2),
        List.of(
            new CounterStep(
                0,
                stream,
                NOW,
                CounterStep.Kind.BACKWARDS,
                Decimal.of(5),
                Decimal.of(1),
                NOW,
                null),
            new CounterStep(
                0,
                stream,
                NOW.plusSeconds(1),
                CounterStep.Kind.BACKWARDS,
                Decimal.of(4),
                Decimal.of(2),
                NOW,
                null)));
    CounterStep first = counters.steps(stream, NOW, NOW.plusSeconds(1)).getFirst();
    CounterStep _ =
        counters.decide(
            first.id(),
            new CounterStep.Decision(
                CounterStep.Verdict.REPLACED, null, null, "new meter", NOW, "operator"));

    assertThat(counters.remove(stream)).isTrue();

    assertThat(counters.open()).isEmpty();
    assertThat(counters.newestSteps(Set.of(stream), 10))
        .extracting(CounterStep::id)
        .containsExactly(first.id());
    assertThat(counters.remove(stream)).isFalse();
  }

  @Test
  void removedDatastream_isNoCounterAnyMore() {
    long stream =
        registry.catalogue().ensure(nmhc(accepted(MN).thing(), Interval.REALTIME)).number();
    registry.counters().put(new Counter(stream, Decimal.of(100), null, NOW, "operator"));
    registry.catalogue().removeDatastream(stream);
    assertThat(registry.counters().list()).isEmpty();
  }
}
