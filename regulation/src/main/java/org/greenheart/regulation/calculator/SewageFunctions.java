// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.SewageWorks;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/** The function {@code limits/gb18918}. */
final class SewageFunctions {

  private SewageFunctions() {}

  static LawFunction gb18918() {
    return new LawFunction(
        "limits/gb18918",
        "城镇污水处理厂限值与去除率（GB 18918-2002）",
        "limits and removal of sewage works (GB 18918-2002)",
        List.of(
            Field.text("item", "项目", "item: COD, NH3-N, TP ...").optional(),
            Field.choice("grade", "标准级别", "grade", SewageWorks.GRADES).optional(),
            Field.number("temperatureC", "degC", "水温（氨氮）", "water temperature, for NH3-N")
                .optional(),
            Field.text("built", "建成日期或年份（总磷）", "built: day or year, for TP").optional(),
            Field.number("codIn", "mg/L", "进水 COD", "COD of the influent").optional(),
            Field.number("codOut", "mg/L", "出水 COD", "COD of the effluent").optional(),
            Field.number("bodIn", "mg/L", "进水 BOD5", "BOD5 of the influent").optional(),
            Field.number("bodOut", "mg/L", "出水 BOD5", "BOD5 of the effluent").optional()),
        List.of(
            Field.number("limit", "mg/L", "限值", "limit; a range: 6-9").optional(),
            Field.text("unit", "单位", "unit").optional(),
            Field.number("removalPercent", "%", "去除率", "removal").optional(),
            Field.flag("byRemoval", "按去除率判定", "judged by removal").optional(),
            Field.flag("pass", "是否符合", "whether it is enough").optional()),
        Map.of("item", "NH3-N", "grade", "1A", "temperatureC", 12),
        inputs -> {
          if (Stream.of("codIn", "codOut").anyMatch(inputs::has)) {
            return removal(inputs, SewageWorks.Strong.COD, "codIn", "codOut");
          }
          if (Stream.of("bodIn", "bodOut").anyMatch(inputs::has)) {
            return removal(inputs, SewageWorks.Strong.BOD5, "bodIn", "bodOut");
          }
          Reasoned<Limit> limit =
              SewageWorks.limit(
                  inputs.text("item"),
                  inputs.choice("grade", SewageWorks.GRADES),
                  inputs.findDecimal("temperatureC").orElse(null),
                  built(inputs).orElse(null),
                  inputs.date());
          return LimitJudge.putBound(Answer.of(limit), limit.value());
        });
  }

  private static Answer removal(Inputs inputs, SewageWorks.Strong item, String in, String out) {
    BigDecimal influent = inputs.amount(in);
    if (influent.signum() == 0) {
      throw new LawException(
          LawException.Code.NO_DATA, in, "%s is 0: there is no removal of nothing".formatted(in));
    }
    Reasoned<SewageWorks.Removal> result =
        SewageWorks.removal(
            item,
            inputs.findChoice("grade", SewageWorks.GRADES).orElse("3"),
            influent,
            inputs.amount(out),
            inputs.date());
    return Answer.of(result)
        .put(
            "removalPercent",
            LimitFunctions.rounded(result.value().percent(), item.removalPercent()))
        .put("byRemoval", result.value().byRemoval())
        .put("pass", result.value().pass());
  }

  /** A day, or a year: then its first day, which is on the same side of every change so far. */
  static Optional<LocalDate> built(Inputs inputs) {
    return inputs
        .findText("built")
        .map(
            text -> {
              try {
                return text.length() == 4 ? Year.parse(text).atDay(1) : LocalDate.parse(text);
              } catch (DateTimeParseException e) {
                throw new LawException(
                    LawException.Code.NOT_READABLE,
                    "built",
                    "built (%s) must be a day like 2006-01-01 or a year".formatted(text));
              }
            });
  }
}
