// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static org.assertj.core.api.Assertions.assertThat;

import org.greenheart.storage.TimeRange;
import org.junit.jupiter.api.Test;

final class RangesTest {
  @Test
  void add_rangesThatTouch_becomeOne() {
    Ranges ranges = new Ranges();
    ranges.add(new TimeRange(10, 20));
    ranges.add(new TimeRange(40, 50));
    ranges.add(new TimeRange(5, 5));
    ranges.add(new TimeRange(20, 30));
    ranges.add(new TimeRange(12, 13));

    assertThat(ranges.list()).containsExactly(new TimeRange(10, 30), new TimeRange(40, 50));

    ranges.add(new TimeRange(0, 45));

    assertThat(ranges.list()).containsExactly(new TimeRange(0, 50));
  }

  @Test
  void contains_theStart_butNotTheEnd() {
    Ranges ranges = new Ranges();
    ranges.add(new TimeRange(10, 20));

    assertThat(ranges.contains(9)).isFalse();
    assertThat(ranges.contains(10)).isTrue();
    assertThat(ranges.contains(20)).isFalse();
    assertThat(ranges.beginsBy(9)).isFalse();
    assertThat(ranges.beginsBy(99)).isTrue();
  }
}
