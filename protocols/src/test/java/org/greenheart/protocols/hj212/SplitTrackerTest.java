// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SplitTrackerTest {
  private final SplitTracker tracker = new SplitTracker(2);

  @Test
  void note_packetsInAnyOrderWithAnyQn_completeTheMessage() {
    assertThat(tracker.note(packet("A", 3, 3, "1"))).contains(new SplitTracker.Progress(1, 3));
    assertThat(tracker.note(packet("A", 3, 1, "2"))).contains(new SplitTracker.Progress(2, 3));
    assertThat(tracker.note(packet("A", 3, 1, "2"))).contains(new SplitTracker.Progress(2, 3));

    assertThat(tracker.note(packet("A", 3, 2, "2")).orElseThrow().complete()).isTrue();
    assertThat(tracker.unfinished()).isZero();
  }

  @Test
  void note_otherDevice_isAnotherMessage() {
    tracker.note(packet("A", 2, 1, "1"));

    assertThat(tracker.note(packet("B", 2, 2, "1")).orElseThrow().complete()).isFalse();
    assertThat(tracker.unfinished()).isEqualTo(2);
  }

  @Test
  void note_beyondCapacity_forgetsTheOneUntouchedForLongest() {
    tracker.note(packet("A", 2, 1, "1"));
    tracker.note(packet("B", 2, 1, "1"));
    tracker.note(packet("A", 2, 1, "1"));
    tracker.note(packet("C", 2, 1, "1"));

    assertThat(tracker.unfinished()).isEqualTo(2);
    assertThat(tracker.note(packet("A", 2, 2, "1")).orElseThrow().complete()).isTrue();
    assertThat(tracker.note(packet("B", 2, 2, "1")).orElseThrow().complete()).isFalse();
  }

  @Test
  void note_messageThatIsNotSplit_isEmpty() {
    assertThat(
            tracker.note(Hj212Message.builder(Hj212Version.V2017, "31", "2051", "1", "A").build()))
        .isEmpty();
  }

  private static Hj212Message packet(String mn, int pnum, int pno, String qn) {
    return Hj212Message.builder(Hj212Version.V2017, "31", "2051", "123456", mn)
        .qn(qn)
        .packet(pnum, pno)
        .item("DataTime", "20260101120000")
        .build();
  }
}
