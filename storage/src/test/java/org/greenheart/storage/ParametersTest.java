// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ParametersTest {
  private static Map<String, Value> entries(int count) {
    Map<String, Value> entries = new LinkedHashMap<>();
    for (int i = count; i > 0; i--) {
      entries.put("field" + i, Decimal.of(i));
    }
    return entries;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 16, 17, 40})
  void copyOf_isTheSameMapInTheSameOrder(int count) {
    Map<String, Value> entries = entries(count);

    Map<String, Value> copy = Parameters.copyOf(entries);

    assertThat(copy).isEqualTo(entries).hasSameHashCodeAs(entries);
    assertThat(entries).isEqualTo(copy);
    assertThat(copy.keySet()).containsExactlyElementsOf(entries.keySet());
    assertThat(copy.values()).containsExactlyElementsOf(entries.values());
    assertThat(copy).hasToString(entries.toString());
    assertThat(Parameters.copyOf(copy)).isEqualTo(copy);
    assertThat(copy.get("field1")).isEqualTo(entries.get("field1"));
    assertThat(copy.get("other")).isNull();
    assertThat(copy.containsKey("other")).isFalse();
    Map<String, Value> seen = new LinkedHashMap<>();
    copy.forEach(seen::put);
    assertThat(seen).isEqualTo(entries);
    assertThatThrownBy(() -> copy.put("more", Decimal.of(1)))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 16, 17})
  void of_takesTheFirstEntriesAndCopiesThem(int count) {
    String[] keys = new TreeMap<>(entries(20)).keySet().toArray(String[]::new);
    Value[] values = new TreeMap<>(entries(20)).values().toArray(Value[]::new);

    Map<String, Value> map = Parameters.of(keys, values, count);
    keys[0] = "changed";

    assertThat(map).hasSize(count).doesNotContainKey("changed");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 2, 16, 17})
  void owning_isTheSameMapInTheSameOrder(int count) {
    Map<String, Value> entries = entries(count);

    Map<String, Value> map =
        Parameters.owning(
            entries.keySet().toArray(String[]::new), entries.values().toArray(Value[]::new));

    assertThat(map).isEqualTo(entries);
    assertThat(map.keySet()).containsExactlyElementsOf(entries.keySet());
  }

  @Test
  void owning_moreNamesThanValues_isRefused() {
    String[] keys = {"min", "max"};
    Value[] values = {Decimal.of(1)};

    assertThatThrownBy(() -> Parameters.owning(keys, values))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("keys (2)");
  }
}
