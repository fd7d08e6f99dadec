// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.greenheart.server.watch.LateRanges.Range;
import org.junit.jupiter.api.Test;

/** Which moments are judged again together. */
final class LateRangesTest {
  private static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");

  private final LateRanges ranges = new LateRanges(Duration.ofMinutes(30));

  private static Instant at(int hour) {
    return T0.plus(Duration.ofHours(hour));
  }

  @Test
  void momentsFarApart_areRangesOfTheirOwn() {
    ranges.add(at(10), false);
    ranges.add(at(2), false);

    assertThat(ranges.list()).containsExactly(new Range(at(2), at(2)), new Range(at(10), at(10)));
    assertThat(ranges.liveFrom()).isNull();
  }

  @Test
  void momentBetweenTwoRanges_joinsThem() {
    ranges.add(at(1), false);
    ranges.add(at(3), false);
    ranges.add(at(2), false);
    ranges.add(at(1), false);

    assertThat(ranges.list()).containsExactly(new Range(at(1), at(3)));
  }

  @Test
  void liveFrom_isTheFirstLiveMoment() {
    ranges.add(at(1), false);
    ranges.add(at(5), true);
    ranges.add(at(4), true);

    assertThat(ranges.liveFrom()).isEqualTo(at(4));
  }
}
