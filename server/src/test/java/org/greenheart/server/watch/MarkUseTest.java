// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.greenheart.storage.registry.PointMark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the marks of HJ 212-2017 table 8 and those of persons set aside. */
final class MarkUseTest {
  @ParameterizedTest
  @CsvSource({
    "N, true, true", "F, false, false", "M, false, false", "S, false, false", "D, false, false",
    "C, false, false", "T, false, true", "B, false, false", "3, true, true", "0, false, false",
    "Q, false, false",
  })
  void counts_flag_asTheTableSays(String flag, boolean value, boolean plausibility) {
    assertThat(MarkUse.VALUE.counts(flag)).isEqualTo(value);
    assertThat(MarkUse.PLAUSIBILITY.counts(flag)).isEqualTo(plausibility);
    assertThat(MarkUse.SILENCE.counts(flag)).isTrue();
    assertThat(MarkUse.MARKS.counts(flag)).isTrue();
  }

  @Test
  void counts_noFlag_isNormal() {
    assertThat(MarkUse.VALUE.counts(null)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(PointMark.Kind.class)
  void suppressedBy_personsMark_valueIsSetAsideButByANote(PointMark.Kind kind) {
    assertThat(MarkUse.VALUE.suppressedBy(kind)).isEqualTo(kind != PointMark.Kind.OTHER);
  }

  @Test
  void suppressedBy_calibration_silenceStillSounds() {
    assertThat(MarkUse.SILENCE.suppressedBy(PointMark.Kind.CALIBRATION)).isFalse();
    assertThat(MarkUse.SILENCE.suppressedBy(PointMark.Kind.MAINTENANCE)).isTrue();
  }
}
