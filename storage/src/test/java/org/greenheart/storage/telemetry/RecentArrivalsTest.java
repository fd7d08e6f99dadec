// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.greenheart.storage.Bytes;
import org.junit.jupiter.api.Test;

final class RecentArrivalsTest {
  private final RecentArrivals recent = new RecentArrivals();

  private static RecentArrivals.Entry entry(long number, int bytes) {
    return new RecentArrivals.Entry(
        number,
        NewArrival.ofFrame(Instant.EPOCH, "test", 1, Bytes.of(new byte[bytes]), List.of()),
        List.of());
  }

  private void add(long from, long to, int bytes) {
    recent.add(LongStream.rangeClosed(from, to).mapToObj(each -> entry(each, bytes)).toList());
  }

  private List<Long> after(long number, int limit) {
    List<FedArrival> found = recent.after(number, limit);
    return found == null ? List.of() : found.stream().map(fed -> fed.arrival().number()).toList();
  }

  @Test
  void after_followsTheNumber() {
    add(1, 5, 10);

    assertThat(after(0, 3)).containsExactly(1L, 2L, 3L);
    assertThat(after(3, 10)).containsExactly(4L, 5L);
    assertThat(after(5, 10)).isEmpty();
  }

  @Test
  void after_firstOfThemIsGone_saysThatItIsNotHere() {
    add(1, 20_000, 10);

    assertThat(recent.after(1, 10)).isNull();
    assertThat(after(19_998, 10)).containsExactly(19_999L, 20_000L);
  }

  @Test
  void add_largeOnes_keepsNoMoreThanItsBytes() {
    add(1, 100, 1 << 20);

    assertThat(recent.after(80, 10)).isNull();
    assertThat(after(98, 10)).containsExactly(99L, 100L);
  }

  @Test
  void add_afterAGap_holdsWhatFollowsItOnly() {
    add(1, 3, 10);
    add(7, 8, 10);

    assertThat(recent.after(0, 10)).isNull();
    assertThat(recent.after(3, 10)).isNull();
    assertThat(after(6, 10)).containsExactly(7L, 8L);
  }

  @Test
  void room_goesByTheSizeOfWhatIsThere() {
    assertThat(recent.room()).isEqualTo(8_192);
    add(1, 20_000, 10);
    assertThat(recent.room()).isEqualTo(8_192);
    add(20_001, 20_100, 1 << 20);

    assertThat(recent.room()).isEqualTo(15);
  }

  @Test
  void clear_goesOnWithTheNext() {
    add(1, 3, 10);
    recent.clear();

    assertThat(recent.after(0, 10)).isNull();
    add(4, 4, 10);
    assertThat(after(3, 10)).containsExactly(4L);
  }
}
