// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.manual;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.greenheart.server.production.Fields;
import org.greenheart.server.production.Periods;
import org.greenheart.storage.registry.ManualSample;
import org.greenheart.storage.registry.RuleException;

/** Reads who took a sample where and when, from a form or a row. */
final class SampleForm {
  private static final Duration LONGEST = Duration.ofDays(31);

  private SampleForm() {}

  /**
   * @throws RuleException {@code report-future}, {@code report-long}, {@code report-analysed}, and
   *     as {@link ManualSample} says
   */
  static ManualSample read(Fields fields, long thing, Instant now) {
    Instant from = Periods.from("from", fields.text("from"));
    Instant to = fields.find("to").map(text -> Periods.to("to", text)).orElse(from);
    if (from.isAfter(now)) {
      throw future("from", fields);
    }
    if (to.isAfter(now) && fields.find("to").isPresent()) {
      throw future("to", fields);
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new RuleException(
          "to", "must be within 31 days of from: one sampling", fields.text("to"), "report-long");
    }
    return new ManualSample(
        thing,
        fields.find("kind").map(SampleForm::kind).orElse(ManualSample.Kind.LABORATORY),
        fields.find("number").orElse(""),
        fields.find("sample").orElse(""),
        fields.find("laboratory").orElse(null),
        fields.find("accreditation").orElse(null),
        from,
        to,
        analysed(fields, from, now).orElse(null),
        fields.find("sampler").orElse(null),
        fields.find("remark").orElse(null));
  }

  private static ManualSample.Kind kind(String text) {
    return switch (text) {
      case "实验室", "实验室报告", "检测报告" -> ManualSample.Kind.LABORATORY;
      case "读数", "人工读数", "手工读数" -> ManualSample.Kind.READING;
      default -> ManualSample.Kind.ofText(text);
    };
  }

  private static RuleException future(String field, Fields fields) {
    return new RuleException(
        field, "must not be ahead of now", fields.text(field), "report-future");
  }

  private static Optional<LocalDate> analysed(Fields fields, Instant from, Instant now) {
    Optional<LocalDate> day =
        fields
            .find("analysed")
            .map(text -> Periods.from("analysed", text).atZone(Periods.BEIJING).toLocalDate());
    day.ifPresent(
        given -> {
          if (given.isBefore(from.atZone(Periods.BEIJING).toLocalDate())) {
            throw new RuleException(
                "analysed", "must not be before the sampling", given, "report-analysed");
          }
          if (given.isAfter(now.atZone(Periods.BEIJING).toLocalDate())) {
            throw future("analysed", fields);
          }
        });
    return day;
  }
}
