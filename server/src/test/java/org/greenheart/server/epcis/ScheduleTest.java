// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.epcis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.greenheart.server.api.ApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScheduleTest {
  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {'hour': '1', 'minute': '5'}           | 2026-11-02T01:05:00+08:00 | 2026-11-03T01:05:00+08:00
          {'hour': '1', 'minute': '5'}           | 2026-11-02T01:04:59.9+08:00 | 2026-11-02T01:05:00+08:00
          {'minute': 30}                         | 2026-11-02T01:30:01+08:00 | 2026-11-02T02:30:00+08:00
          {'second': '0,[20-21]'}                | 2026-11-02T01:30:20+08:00 | 2026-11-02T01:30:21+08:00
          {'second': '0,[20-21]'}                | 2026-11-02T01:30:21+08:00 | 2026-11-02T01:31:00+08:00
          {'second': '0', 'hour': '3'}           | 2026-11-02T03:00:00+08:00 | 2026-11-02T03:01:00+08:00
          {'dayOfWeek': '1'}                     | 2026-11-02T00:00:00+08:00 | 2026-11-09T00:00:00+08:00
          {'dayOfMonth': '31', 'hour': '[8-9]'}  | 2026-11-02T00:00:00+08:00 | 2026-12-31T08:00:00+08:00
          {'month': '3'}                         | 2026-11-02T00:00:00+08:00 | 2027-03-01T00:00:00+08:00
          {'month': '2', 'dayOfMonth': '29'}     | 2026-11-02T00:00:00+08:00 | 2028-02-29T00:00:00+08:00
          """)
  void next_isTheFirstTimeThatFits(String schedule, OffsetDateTime after, OffsetDateTime next)
      throws Exception {
    assertThat(Schedule.of(json(schedule)).next(after.toInstant())).hasValue(next.toInstant());
  }

  @Test
  void next_ofADayThatNeverComes_isNone() throws Exception {
    assertThat(Schedule.of(json("{'month': '2', 'dayOfMonth': '30'}")).next(Instant.EPOCH))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                    | schedule-empty
          'daily'               | schedule-empty
          {'minute': '60'}      | schedule-field
          {'second': '0/30'}    | schedule-field
          {'hour': '[5-3]'}     | schedule-field
          {'hour': '1,'}        | schedule-field
          {'dayOfWeek': '0'}    | schedule-field
          {'year': '2026'}      | schedule-field
          {'hour': ['1']}       | schedule-field
          """)
  void brokenField_isRefused(String schedule, String code) throws Exception {
    JsonNode json = json(schedule);

    assertThatThrownBy(() -> Schedule.of(json))
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
