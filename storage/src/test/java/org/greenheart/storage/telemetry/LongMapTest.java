// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class LongMapTest {
  @Test
  void get_nothingPut_isNull() {
    assertThat(new LongMap<String>().get(0)).isNull();
  }

  @Test
  void put_sameKey_replaces() {
    LongMap<String> map = new LongMap<>();
    map.put(0, "a");
    map.put(0, "b");

    assertThat(map.get(0)).isEqualTo("b");
    assertThat(map.size()).isEqualTo(1);
  }

  @Test
  void put_manyKeys_areAllThere() {
    LongMap<Long> map = new LongMap<>();
    Map<Long, Long> expected = new TreeMap<>();
    for (long i = -2000; i < 2000; i++) {
      long key = i * i * i * 0x1_0000_0001L;
      map.put(key, i);
      expected.put(key, i);
    }
    Map<Long, Long> seen = new HashMap<>();
    map.forEach(seen::put);

    assertThat(seen).isEqualTo(expected);
    assertThat(map.size()).isEqualTo(expected.size());
    assertThat(expected).allSatisfy((key, value) -> assertThat(map.get(key)).isEqualTo(value));
    assertThat(map.sortedKeys()).containsExactly(expected.keySet().toArray(Long[]::new));
    assertThat(map.get(7)).isNull();
  }
}
