// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.greenheart.storage.RowKey;
import org.junit.jupiter.api.Test;

final class RetentionTablesTest extends RegistryTest {
  private static DiskSample sample(Instant at, long used) {
    return new DiskSample(at, used, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void diskSamples_areReadBackOldestFirst_alsoAfterARestart() {
    DiskSample first = sample(NOW, 10);
    DiskSample second = sample(NOW.plusSeconds(3600), 20);
    registry.diskSamples().keep(first, NOW.minus(Duration.ofDays(30)));
    registry.diskSamples().keep(second, NOW.minus(Duration.ofDays(30)));

    reopen();

    assertThat(registry.diskSamples().all()).containsExactly(first, second);
  }

  @Test
  void diskSamples_oldOnes_andThoseOfAClockAhead_go() {
    registry.diskSamples().keep(sample(NOW, 10), NOW);
    registry.diskSamples().keep(sample(NOW.plusSeconds(7200), 20), NOW);
    DiskSample back = sample(NOW.plusSeconds(3600), 30);

    registry.diskSamples().keep(back, NOW.plusSeconds(1));

    assertThat(registry.diskSamples().all()).containsExactly(back);
  }

  @Test
  void correctedRows_areKeptOnce_byKey() {
    RowKey late = RowKey.ofDevice(2, NOW);
    RowKey early = RowKey.ofDevice(1, NOW);
    registry.correctedRows().record(List.of(late));
    registry.correctedRows().record(List.of(late, early));
    registry.correctedRows().record(List.of());

    assertThat(registry.correctedRows().all()).containsExactly(early, late);
  }
}
