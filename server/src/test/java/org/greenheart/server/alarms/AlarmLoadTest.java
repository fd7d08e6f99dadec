// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.greenheart.storage.registry.SoundedAlarm;
import org.junit.jupiter.api.Test;

final class AlarmLoadTest {
  private static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");

  private static SoundedAlarm at(long minute, String rule, long thing) {
    return new SoundedAlarm(
        minute, rule, thing, 0, "a24088", FROM.plus(Duration.ofMinutes(minute)));
  }

  private static AlarmLoad load(List<SoundedAlarm> sounded, Duration length, int operators) {
    return AlarmLoad.of(sounded, FROM, FROM.plus(length), operators);
  }

  @Test
  void nothingSounded_isNoLoad() {
    AlarmLoad load = load(List.of(), Duration.ofHours(1), 1);

    assertThat(load.counts()).containsExactly(0, 0, 0, 0, 0, 0);
    assertThat(load.peakAt()).isNull();
    assertThat(load.average()).isEqualByComparingTo("0");
    assertThat(load.shareAbove()).isEqualByComparingTo("0");
  }

  @Test
  void severalInTenMinutes_areThePeakAndAboveTheAim() {
    AlarmLoad load =
        load(
            List.of(at(0, "a", 1), at(10, "a", 1), at(15, "b", 1), at(19, "a", 2)),
            Duration.ofMinutes(55),
            1);

    assertThat(load.counts()).containsExactly(1, 3, 0, 0, 0, 0);
    assertThat(load.peak()).isEqualTo(3);
    assertThat(load.peakAt()).isEqualTo(FROM.plus(Duration.ofMinutes(10)));
    assertThat(load.shareAbove()).isEqualByComparingTo("16.7");
    assertThat(load.average()).isEqualByComparingTo("0.67");
    assertThat(load.rules().getFirst()).isEqualTo(share("a", 3, "75.0"));
    assertThat(load.points().getFirst()).isEqualTo(share(1L, 3, "75.0"));
  }

  private static <K> AlarmLoad.Share<K> share(K key, int count, String percent) {
    return new AlarmLoad.Share<>(key, count, new BigDecimal(percent));
  }

  @Test
  void moreOperators_shareTheLoad() {
    List<SoundedAlarm> eleven = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      eleven.add(at(0, "rule" + i, i));
    }

    assertThat(load(eleven, Duration.ofMinutes(10), 1).shareFlood()).isEqualByComparingTo("100");
    assertThat(load(eleven, Duration.ofMinutes(10), 2).shareFlood()).isEqualByComparingTo("0");
    assertThat(load(eleven, Duration.ofMinutes(10), 2).average()).isEqualByComparingTo("5.5");
    assertThat(load(eleven, Duration.ofMinutes(10), 1).rules()).hasSize(10);
  }
}
