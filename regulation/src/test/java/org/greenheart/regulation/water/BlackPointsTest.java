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

final class BlackPointsTest {
  @Test
  void point_isHeavy_fromSixtyPercentOfOneItem() {
    assertThat(BlackPoints.point(samples(Item.DO, 6, 4)).value()).isEqualTo(HEAVY);
    assertThat(BlackPoints.point(samples(Item.DO, 5, 5)).value()).isEqualTo(LIGHT);
  }

  @Test
  void point_isHeavy_fromThirtyPercentOfTwoItems() {
    List<Map<Item, BlackGrade>> samples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      BlackGrade grade = i < 3 ? HEAVY : NONE;
      samples.add(Map.of(Item.DO, grade, Item.NH3_N, grade));
    }

    assertThat(BlackPoints.point(samples).value()).isEqualTo(HEAVY);
    samples.set(0, Map.of(Item.DO, HEAVY, Item.NH3_N, NONE));
    assertThat(BlackPoints.point(samples).value()).isEqualTo(LIGHT);
  }

  @Test
  void point_withoutAnyBand_isNone() {
    assertThat(BlackPoints.point(samples(Item.ORP, 0, 4)).value()).isEqualTo(NONE);
    assertThatThrownBy(() -> BlackPoints.point(List.of()))
        .hasMessageStartingWith("samples has no data");
  }

  @Test
  void reach_needsThreeHeavyPointsInARow() {
    assertThat(BlackPoints.heavyReaches(List.of(HEAVY, HEAVY, LIGHT, HEAVY, HEAVY, HEAVY)))
        .containsExactly(new BlackPoints.Reach(3, 5));
    assertThat(BlackPoints.heavyReaches(List.of(HEAVY, HEAVY))).isEmpty();
  }

  @Test
  void body_isHeavy_fromSixtyPercentOfItsPoints() {
    assertThat(BlackPoints.body(List.of(HEAVY, HEAVY, HEAVY, LIGHT, NONE)).value())
        .isEqualTo(HEAVY);
    assertThat(BlackPoints.body(List.of(HEAVY, HEAVY, LIGHT, LIGHT, NONE)).value())
        .isEqualTo(LIGHT);
    assertThat(BlackPoints.body(List.of(NONE, NONE)).value()).isEqualTo(NONE);
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
