// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class UpkeepTest extends RegistryTest {
  private static final Instant FROM = Instant.parse("2026-02-28T10:00:00Z");
  private static final Duration GAP = Duration.ofMinutes(20);

  private long thing;

  @BeforeEach
  void point() {
    thing = accepted(MN).thing();
  }

  private List<UpkeepEntry> all() {
    return registry
        .upkeep()
        .list(thing, null, null, Instant.EPOCH, NOW.plusSeconds(1), _ -> true, 100);
  }

  private void mark(long fromMinute, long toMinute) {
    registry
        .upkeep()
        .mark(
            thing,
            UpkeepEntry.Kind.CALIBRATION,
            FROM.plus(Duration.ofMinutes(fromMinute)),
            FROM.plus(Duration.ofMinutes(toMinute)),
            GAP,
            "a24088");
  }

  @Test
  void add_isKeptAndStruckOnceByAPerson() {
    UpkeepEntry entry =
        registry
            .upkeep()
            .add(thing, UpkeepEntry.Kind.VISIT, FROM, null, "Maintainer", "pump tube changed");
    registry.upkeep().strike(entry.id(), "wrong house", "operator");
    registry.upkeep().strike(entry.id(), "again", "another");
    reopen();

    assertThat(all()).extracting(UpkeepEntry::struckWhy).containsExactly("wrong house");
    assertThat(all()).extracting(UpkeepEntry::source).containsExactly(UpkeepEntry.Source.PERSON);
    assertThatThrownBy(() -> registry.upkeep().strike(99, "none", "operator"))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void add_thatMakesNoSense_isRefused() {
    assertThatThrownBy(
            () ->
                registry
                    .upkeep()
                    .add(thing, UpkeepEntry.Kind.VISIT, FROM, FROM.minusSeconds(1), "M", ""))
        .isInstanceOf(RuleException.class);
    assertThatThrownBy(() -> registry.upkeep().add(99, UpkeepEntry.Kind.VISIT, FROM, null, "M", ""))
        .isInstanceOf(RegistryException.class);
  }

  @Test
  void mark_readAgain_changesNothing() {
    mark(0, 30);
    List<UpkeepEntry> before = all();

    mark(0, 30);
    mark(10, 20);

    assertThat(all()).isEqualTo(before).hasSize(1);
  }

  @Test
  void mark_touching_growsAndClosesGaps() {
    mark(0, 30);
    mark(100, 130);
    assertThat(all()).hasSize(2);

    mark(40, 90);

    assertThat(all()).hasSize(1);
    assertThat(all().getFirst().from()).isEqualTo(FROM);
    assertThat(all().getFirst().to()).isEqualTo(FROM.plus(Duration.ofMinutes(130)));
  }

  @Test
  void list_filtersByKindAndTime() {
    mark(0, 30);
    registry.upkeep().add(thing, UpkeepEntry.Kind.DOOR, FROM, null, "Maintainer", "door open");

    assertThat(
            registry
                .upkeep()
                .list(
                    null,
                    null,
                    UpkeepEntry.Kind.DOOR,
                    Instant.EPOCH,
                    NOW.plusSeconds(1),
                    _ -> true,
                    9))
        .hasSize(1);
    assertThat(registry.upkeep().list(null, null, null, FROM.plusSeconds(60), NOW, _ -> true, 9))
        .hasSize(1);
    mark(60, 90);
    assertThat(registry.upkeep().list(null, null, null, Instant.EPOCH, NOW, of -> of != thing, 1))
        .isEmpty();
    assertThat(registry.upkeep().list(null, 5L, null, Instant.EPOCH, NOW, _ -> true, 9)).isEmpty();
  }
}
