// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.greenheart.server.watch.Readings.rule;

import org.greenheart.storage.registry.RuleException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused names the thing, the rule and the value. */
final class RuleReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such | {} | kind | rule-kind",
        "gas | [] | parameters | rule-json",
        "gas | {\"code\":\"h2s\",\"interval\":\"minute\",\"hihg\":\"10\"}"
            + " | parameters.hihg | parameter-unknown",
        "gas | {\"code\":\"h2s\",\"interval\":\"minute\"} | parameters.high | parameter-missing",
        "gas | {\"interval\":\"minute\",\"high\":\"10\"} | parameters.code | parameter-missing",
        "gas | {\"code\":\"o2\",\"interval\":\"minute\",\"low\":\"23.5\",\"high\":\"19.5\"}"
            + " | parameters.high | thresholds-order",
        "out-of-range | {\"code\":\"a\",\"interval\":\"week\",\"maximum\":\"1\"}"
            + " | parameters.interval | parameter-value",
        "out-of-range | {\"code\":\"a\",\"interval\":\"hour\",\"maximum\":\"much\"}"
            + " | parameters.maximum | parameter-value",
        "high-level |"
            + " {\"code\":\"a\",\"interval\":\"minute\",\"threshold\":\"3\",\"clear\":\"3.1\"} |"
            + " parameters.threshold | thresholds-order",
        "level-warning | {\"code\":\"a\",\"interval\":\"minute\",\"yellow\":\"38\",\"red\":\"36\"}"
            + " | parameters.red | thresholds-order",
        "level-warning | {\"code\":\"a\",\"interval\":\"minute\"}"
            + " | parameters.blue | parameter-missing",
        "near-limit | {\"interval\":\"hour\",\"share\":\"1.1\"} | parameters.share |"
            + " parameter-value",
        "near-limit | {\"code\":\"w01001\",\"interval\":\"hour\"} | parameters.code | share-of-ph",
        "above-limit | {\"interval\":\"hour\",\"limit\":\"50\"} | parameters.code |"
            + " parameter-missing",
        "constant | {\"code\":\"a\",\"interval\":\"hour\",\"hours\":\"0\"}"
            + " | parameters.hours | parameter-value",
        "data-invalid | {\"minutes\":61} | parameters.minutes | parameter-value",
        "dry-run | {\"level\":\"a\",\"pumps\":[],\"stopLevel\":\"1\",\"interval\":\"minute\"}"
            + " | parameters.pumps | parameter-value",
        "silence | {\"per\":\"city\"} | parameters.per | parameter-value",
      })
  void body_broken_isRefusedWithFieldAndCode(
      String kind, String parameters, String field, String code) {
    assertThatThrownBy(() -> RuleReader.body(rule(kind, parameters)))
        .isInstanceOfSatisfying(
            RuleException.class,
            e -> {
              assertThat(e.field()).isEqualTo(field);
              assertThat(e.code()).isEqualTo(code);
            });
  }

  @Test
  void body_numbersAndNulls_areReadAsWritten() {
    Body body =
        RuleReader.body(
            rule(
                "above-limit",
                "{\"code\":\"a21026\",\"interval\":\"hour\",\"limit\":35.0,\"unit\":null}"));

    assertThat(body)
        .isInstanceOfSatisfying(
            Body.EachStream.class,
            each -> {
              assertThat(requireNonNull(each.limit()).upper()).contains(Readings.number("35.0"));
              assertThat(each.unit()).isNull();
              assertThat(each.converted()).isTrue();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "mg/m3, mg/m³, true",
    "mg/m3, ppm, false",
    "m, , false",
    ", ppm, true",
    "℃, °C, true"
  })
  void units_fit_onlyWhenTheyAreTheSame(String asked, String has, boolean fit) {
    assertThat(Units.fit(asked, has)).isEqualTo(fit);
  }
}
