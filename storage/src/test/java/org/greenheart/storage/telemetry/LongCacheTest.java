// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LongCacheTest {
  private final LongCache<String> cache = new LongCache<>(4);

  @Test
  void get_amongTheLastHalf_isThere() {
    for (long key = 0; key < 100; key++) {
      cache.put(key, "v" + key);
      assertThat(cache.get(key)).isEqualTo("v" + key);
      if (key > 0) {
        assertThat(cache.get(key - 1)).isEqualTo("v" + (key - 1));
      }
    }
  }

  @Test
  void get_usedAgainAndAgain_stays() {
    cache.put(1, "kept");
    for (long key = 2; key < 50; key++) {
      cache.put(key, "other");
      assertThat(cache.get(1)).isEqualTo("kept");
    }
  }

  @Test
  void get_longNotUsed_isForgotten() {
    for (long key = 1; key <= 5; key++) {
      cache.put(key, "v");
    }

    assertThat(cache.get(1)).isNull();
  }

  @Test
  void put_replacedAfterItGrewOld_isTheNewOne() {
    cache.put(1, "old");
    cache.put(2, "v");
    cache.put(3, "v");
    cache.put(1, "new");

    assertThat(cache.get(1)).isEqualTo("new");
  }
}
