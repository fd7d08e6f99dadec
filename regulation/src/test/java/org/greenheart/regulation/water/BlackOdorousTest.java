// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.regulation.water.BlackGrade.HEAVY;
import static org.greenheart.regulation.water.BlackGrade.LIGHT;
import static org.greenheart.regulation.water.BlackGrade.NONE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.water.BlackOdorous.Item;
import org.junit.jupiter.api.Test;

final class BlackOdorousTest {
  @Test
  void point_isHeavy_fromSixtyPercentOfOneItem() {
    assertThat(BlackOdorous.point(samples(Item.DO, 6, 4))).isEqualTo(HEAVY);
    assertThat(BlackOdorous.point(samples(Item.DO, 5, 5))).isEqualTo(LIGHT);
  }

  @Test
  void point_isHeavy_fromThirtyPercentOfTwoItems() {
    List<Map<Item, BlackGrade>> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      BlackGrade grade = i < 3 ? HEAVY : NONE;
      samples.add(Map.of(Item.DO, grade, Item.NH3_N, grade));
    }

    assertThat(BlackOdorous.point(samples)).isEqualTo(HEAVY);
    samples.set(0, Map.of(Item.DO, HEAVY, Item.NH3_N, NONE));
    assertThat(BlackOdorous.point(samples)).isEqualTo(LIGHT);
  }

  @Test
  void point_withoutAnyBand_isNone() {
    assertThat(BlackOdorous.point(samples(Item.ORP, 0, 4))).isEqualTo(NONE);
    assertThatThrownBy(() -> BlackOdorous.point(List.of()))
        .hasMessageStartingWith("samples has no data");
  }

  @Test
  void reach_needsThreeHeavyPointsInARow() {
    assertThat(BlackOdorous.heavyReaches(List.of(HEAVY, HEAVY, LIGHT, HEAVY, HEAVY, HEAVY)))
        .containsExactly(new BlackOdorous.Reach(3, 5));
    assertThat(BlackOdorous.heavyReaches(List.of(HEAVY, HEAVY))).isEmpty();
  }

  @Test
  void body_isHeavy_fromSixtyPercentOfItsPoints() {
    assertThat(BlackOdorous.body(List.of(HEAVY, HEAVY, HEAVY, LIGHT, NONE))).isEqualTo(HEAVY);
    assertThat(BlackOdorous.body(List.of(HEAVY, HEAVY, LIGHT, LIGHT, NONE))).isEqualTo(LIGHT);
    assertThat(BlackOdorous.body(List.of(NONE, NONE))).isEqualTo(NONE);
  }

  private static List<Map<Item, BlackGrade>> samples(Item item, int heavy, int none) {
    List<Map<Item, BlackGrade>> samples = new ArrayList<>();
    for (int i = 0; i < heavy; i++) {
      samples.add(Map.of(item, HEAVY));
    }
    for (int i = 0; i < none; i++) {
      samples.add(Map.of(item, NONE));
    }
    return samples;
  }
}
