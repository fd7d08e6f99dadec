// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.energy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.greenheart.storage.registry.Area;
import org.junit.jupiter.api.Test;

/** A city (1) of two counties (2, 3); a street (4) lies in the second. */
final class ParkCellsTest {
  private final ParkCells cells =
      new ParkCells(
          List.of(
              new Area(1, "1", "市", null, Area.Level.CITY, 0),
              new Area(2, "2", "甲县", null, Area.Level.COUNTY, 1),
              new Area(3, "3", "乙县", null, Area.Level.COUNTY, 1),
              new Area(4, "4", "街道", null, Area.Level.STREET, 3)));

  @Test
  void threeInOneArea_areTheCellOfThatArea() {
    assertThat(cells.of(Map.of(11L, 4L, 12L, 4L, 13L, 4L)))
        .containsExactlyInAnyOrderEntriesOf(Map.of(11L, 4L, 12L, 4L, 13L, 4L));
  }

  @Test
  void theOneBesideACell_isInNone_soThatTheCityWithoutTheCellDoesNotTellIt() {
    Map<Long, Long> found = cells.of(Map.of(11L, 4L, 12L, 4L, 13L, 4L, 14L, 2L));

    assertThat(found).doesNotContainKey(14L).hasSize(3);
  }

  @Test
  void few_areTogetherInTheSmallestAreaWithEnough() {
    assertThat(cells.of(Map.of(11L, 2L, 12L, 4L, 13L, 3L)).values()).containsOnly(1L);
    assertThat(cells.of(Map.of(11L, 2L, 12L, 4L))).isEmpty();
  }

  @Test
  void worksWithoutAnArea_areSomewhere() {
    assertThat(cells.of(Map.of(11L, 0L, 12L, 2L, 13L, 9L)).values()).containsOnly(0L);
  }

  @Test
  void within_isTheAreaAndAllBelow() {
    assertThat(cells.within(3)).containsExactlyInAnyOrder(3L, 4L);
    assertThat(cells.within(1)).hasSize(4);
  }
}
