// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.tax.Filing;
import org.greenheart.regulation.tax.NoiseTax;
import org.greenheart.regulation.tax.SolidWasteTax;
import org.greenheart.regulation.tax.SpecialEquivalents;

/** Solid waste, noise, and equivalents that are not by mass. */
final class TaxOtherFunctions {
  private static final Field EQUIVALENTS =
      Field.number("equivalents", "", "污染当量数", "pollution equivalents");
  private static final Field VOLUME = Field.number("volumeT", "t", "污水排放量", "sewage");
  private static final Field TAX = Field.number("tax", "yuan", "应纳税额", "tax");

  private TaxOtherFunctions() {}

  static List<LawFunction> all() {
    return List.of(solid(), noise(), ph(), colour(), small(), due());
  }

  private static LawFunction solid() {
    return new LawFunction(
        "tax/solid",
        "固体废物环境保护税",
        "environmental tax of solid waste",
        List.of(
            Field.choice("kind", "类别", "kind of waste", SolidWasteTax.kinds()),
            Field.number("generatedT", "t", "产生量", "generated"),
            Field.number("storedT", "t", "合规贮存量，默认 0", "lawfully stored; 0").optional(),
            Field.number("disposedT", "t", "合规处置量，默认 0", "lawfully disposed of; 0").optional(),
            Field.number("usedT", "t", "综合利用量，默认 0", "lawfully used; 0").optional(),
            Field.flag("dumped", "非法倾倒或虚假申报", "dumped or falsely declared").optional()),
        List.of(Field.number("taxedT", "t", "应税固体废物量", "what is taxed"), TAX),
        Map.of("kind", "slag", "generatedT", 500, "usedT", 420),
        inputs -> {
          SolidWasteTax.Waste waste =
              new SolidWasteTax.Waste(
                  inputs.amount("generatedT"),
                  orZero(inputs, "storedT"),
                  orZero(inputs, "disposedT"),
                  orZero(inputs, "usedT"));
          boolean dumped = inputs.flag("dumped", false);
          Reasoned<BigDecimal> tax =
              SolidWasteTax.of(inputs.text("kind"), waste, dumped, inputs.date());
          return Answer.of(tax)
              .put("taxedT", dumped ? waste.generatedT() : waste.dischargedT())
              .put("tax", tax.value());
        });
  }

  private static LawFunction noise() {
    return new LawFunction(
        "tax/noise",
        "工业噪声环境保护税",
        "environmental tax of industrial noise",
        List.of(
            Field.number("overDb", "dB", "昼间超标分贝", "dB over the standard by day").optional(),
            Field.integer("days", "d", "昼间超标天数，默认整月", "days of it; default: the month").optional(),
            Field.number("nightOverDb", "dB", "夜间超标分贝", "dB over the standard by night").optional(),
            Field.integer("nights", "d", "夜间超标天数，默认整月", "nights of it; default: the month")
                .optional(),
            Field.number("boundaryM", "m", "边界长度", "length of the boundary").optional(),
            Field.integer("places", "", "超标处数，默认 1", "places over the standard; 1").optional()),
        List.of(TAX),
        Map.of("overDb", 5, "days", 20, "nightOverDb", 7, "nights", 10),
        inputs -> {
          if (!inputs.has("overDb") && !inputs.has("nightOverDb")) {
            throw new LawException(
                LawException.Code.MISSING,
                "overDb",
                "the input overDb is missing; or give nightOverDb");
          }
          Reasoned<BigDecimal> tax =
              NoiseTax.of(
                  excess(inputs, "overDb", "days"),
                  excess(inputs, "nightOverDb", "nights"),
                  orZero(inputs, "boundaryM"),
                  inputs.has("places") ? inputs.integer("places", 0, 1000) : 1,
                  inputs.date());
          return Answer.of(tax).put("tax", tax.value());
        });
  }

  private static NoiseTax.Excess excess(Inputs inputs, String db, String days) {
    return new NoiseTax.Excess(
        inputs.findDecimal(db).orElse(BigDecimal.ZERO),
        inputs.has(days) ? inputs.integer(days, 0, 31) : inputs.date().lengthOfMonth());
  }

  private static LawFunction ph() {
    return new LawFunction(
        "tax/ph",
        "pH 污染当量数",
        "equivalents of sewage by its pH",
        List.of(Field.number("ph", "", "pH", "pH"), VOLUME),
        List.of(EQUIVALENTS),
        Map.of("ph", 4.5, "volumeT", 1000),
        inputs ->
            equivalents(
                SpecialEquivalents.ph(
                    inputs.decimal("ph"), inputs.amount("volumeT"), inputs.date())));
  }

  private static LawFunction colour() {
    return new LawFunction(
        "tax/colour",
        "色度污染当量数",
        "equivalents of coloured sewage",
        List.of(VOLUME, Field.number("times", "", "色度超标倍数", "times that the colour exceeds")),
        List.of(EQUIVALENTS),
        Map.of("volumeT", 2000, "times", 3),
        inputs ->
            equivalents(
                SpecialEquivalents.colour(
                    inputs.amount("volumeT"), inputs.amount("times"), inputs.date())));
  }

  private static LawFunction small() {
    return new LawFunction(
        "tax/small",
        "禽畜养殖、小型企业和第三产业污染当量数",
        "equivalents of small farms, enterprises and services",
        List.of(
            Field.choice("source", "类别", "source", SpecialEquivalents.smallSources()),
            Field.number(
                "amount",
                "head, bird, bed, t",
                "数量（头、羽、床或吨污水）",
                "heads, birds, beds or t of sewage"),
            Field.number(
                    "size",
                    "",
                    "规模（按污水计的医院：床位），默认同数量",
                    "size held against the least one (hospital by sewage: beds); default: amount")
                .optional()),
        List.of(EQUIVALENTS),
        Map.of("source", "pig", "amount", 1200),
        inputs -> {
          BigDecimal amount = inputs.amount("amount");
          if (inputs.text("source").startsWith("hospital sewage") && !inputs.has("size")) {
            throw new LawException(
                LawException.Code.MISSING,
                "size",
                "the input size is missing: a hospital is taxed above 20 beds");
          }
          return equivalents(
              SpecialEquivalents.small(
                  inputs.text("source"),
                  amount,
                  inputs.findDecimal("size").orElse(amount),
                  inputs.date()));
        });
  }

  private static LawFunction due() {
    return new LawFunction(
        "tax/due",
        "申报期限",
        "last day for filing a month",
        List.of(Field.text("month", "所属月份，如 2026-02", "month, like 2026-02")),
        List.of(Field.date("due", "申报期限（未计节假日顺延）", "last day; holidays are not known")),
        Map.of("month", "2026-02"),
        inputs -> {
          Reasoned<LocalDate> due = Filing.due(month(inputs, "month"));
          return Answer.of(due).put("due", due.value().toString());
        });
  }

  static YearMonth month(Inputs inputs, String name) {
    try {
      return YearMonth.parse(inputs.text(name));
    } catch (DateTimeException e) {
      throw new LawException(
          LawException.Code.NOT_READABLE,
          name,
          "%s (%s) must be a month like 2026-02".formatted(name, inputs.text(name)));
    }
  }

  static BigDecimal orZero(Inputs inputs, String name) {
    return inputs.has(name) ? inputs.amount(name) : BigDecimal.ZERO;
  }

  private static Answer equivalents(Reasoned<BigDecimal> result) {
    return Figures.put(Answer.of(result), EQUIVALENTS.name(), result.value());
  }
}
