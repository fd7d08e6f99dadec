// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ContactTest {
  private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(30));

  @ParameterizedTest
  @CsvSource({
    "PT1M, PT0S, FRESH",
    "PT1M, PT2M30S, FRESH",
    "PT1M, PT2M31S, LATE",
    "PT1M, PT5M, LATE",
    "PT1M, PT5M1S, SILENT",
    "PT10M, PT20M30S, FRESH",
    "PT10M, PT29M, LATE",
    "PT10M, PT31M, SILENT",
    "PT1H, PT1H50M, FRESH",
    "PT1H, PT2H1M, LATE",
    "PT1H, PT3H1M, SILENT",
    "PT24H, PT25H, FRESH",
  })
  void contact_followsTheQuietTime(Duration expected, Duration quiet, Contact contact) {
    assertThat(Contact.of(NOW.minus(quiet), expected, LONG_AGO, NOW)).isEqualTo(contact);
  }

  @Test
  void unknownCadence_isLateAfterTenMinutes_silentAfterAnHour() {
    assertThat(Contact.of(NOW.minus(Duration.ofMinutes(10)), null, LONG_AGO, NOW))
        .isEqualTo(Contact.FRESH);
    assertThat(Contact.of(NOW.minus(Duration.ofMinutes(11)), null, LONG_AGO, NOW))
        .isEqualTo(Contact.LATE);
    assertThat(Contact.of(NOW.minus(Duration.ofMinutes(61)), null, LONG_AGO, NOW))
        .isEqualTo(Contact.SILENT);
  }

  @Test
  void timeBeforeTheListenerWasUp_isNoSilence() {
    Instant up = NOW.minus(Duration.ofMinutes(2));

    assertThat(Contact.of(NOW.minus(Duration.ofDays(1)), Duration.ofMinutes(1), up, NOW))
        .isEqualTo(Contact.FRESH);
  }

  @Test
  void pointWithoutAnyData_isSilentAtOnce() {
    assertThat(Contact.of(null, null, NOW, NOW)).isEqualTo(Contact.SILENT);
    assertThat(Contact.of(null, Duration.ofMinutes(1), LONG_AGO, NOW)).isEqualTo(Contact.SILENT);
  }
}
