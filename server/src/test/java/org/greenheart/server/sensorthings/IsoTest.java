// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.greenheart.storage.Micros;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class IsoTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-21T00:00:00Z, 2026-11-21T00:00:00.000Z",
    "2026-11-21T23:59:59Z, 2026-11-21T23:59:59.000Z",
    "2026-11-21T09:08:07.006Z, 2026-11-21T09:08:07.006Z",
    "2026-11-21T09:08:07.456789Z, 2026-11-21T09:08:07.456Z",
    "1969-12-31T23:59:59Z, 1969-12-31T23:59:59.000Z",
    "1969-12-31T23:59:59.500Z, 1969-12-31T23:59:59.500Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59Z, 9999-12-31T23:59:59.000Z",
  })
  void text_anyTime_isAsTheStandardWritesIt(String time, String millis) {
    long micros = Micros.of(Instant.parse(time));

    assertThat(Iso.text(micros)).isEqualTo(time);
    assertThat(Iso.micros(time)).isEqualTo(micros);
    assertThat(Iso.millis(Instant.parse(time))).isEqualTo(millis);
  }
}
