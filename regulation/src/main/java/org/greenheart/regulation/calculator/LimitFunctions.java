// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Year;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.EquivalentStack;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitBook;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.limits.RemovalEfficiency;
import org.greenheart.regulation.limits.SewageWorks;
import org.greenheart.regulation.limits.StackHeightLimits;
import org.greenheart.regulation.limits.StandardSearch;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** The functions {@code limits/*}. */
final class LimitFunctions {
  private static final int DIGITS = 6;
  private static final int PERCENT_DIGITS = 2;

  private LimitFunctions() {}

  /** Without a register of outlets. */
  static List<LawFunction> all() {
    return all(Outlets.none());
  }

  static List<LawFunction> all(Outlets outlets) {
    return List.of(
        efficiency(), gb16297(), gb18918(), LimitJudge.function(outlets), list(), legalFrame());
  }

  private static LawFunction efficiency() {
    return new LawFunction(
        "limits/efficiency",
        "VOCs 处理效率（GB 37822-2019）",
        "removal efficiency of VOC treatment (GB 37822-2019)",
        List.of(
            Field.number("inletMgM3", "mg/m3", "进口 NMHC 浓度", "NMHC at the inlet"),
            Field.number("inletFlow", "m3/h", "进口标干流量", "dry standard flow at the inlet"),
            Field.number("outletMgM3", "mg/m3", "出口 NMHC 浓度", "NMHC at the outlet"),
            Field.number("outletFlow", "m3/h", "出口标干流量", "dry standard flow at the outlet"),
            Field.flag("keyRegion", "重点地区", "in a key region").optional(),
            Field.flag("lowVoc", "原辅材料符合低 VOCs 规定", "low-VOC materials: exempt").optional()),
        List.of(
            Field.number("inletKgH", "kg/h", "进口排放速率", "inlet rate"),
            Field.number("outletKgH", "kg/h", "出口排放速率", "outlet rate"),
            Field.number("efficiencyPercent", "%", "处理效率", "efficiency; null: nothing comes in"),
            Field.flag("required", "是否须处理", "whether treatment is required"),
            Field.number("requiredPercent", "%", "要求的效率", "the efficiency then required"),
            Field.flag("pass", "是否符合", "whether it is enough")),
        Map.of("inletMgM3", 310, "inletFlow", 12000, "outletMgM3", 48, "outletFlow", 12600),
        inputs -> {
          Reasoned<RemovalEfficiency> result =
              RemovalEfficiency.of(
                  new RemovalEfficiency.Stream(
                      inputs.amount("inletMgM3"), inputs.amount("inletFlow")),
                  new RemovalEfficiency.Stream(
                      inputs.amount("outletMgM3"), inputs.amount("outletFlow")),
                  inputs.flag("keyRegion", false),
                  inputs.flag("lowVoc", false),
                  inputs.date());
          RemovalEfficiency value = result.value();
          BigDecimal percent = value.percent();
          return Answer.of(result)
              .put("inletKgH", value.inletKgH())
              .put("outletKgH", value.outletKgH())
              .put(
                  "efficiencyPercent",
                  percent == null ? null : rounded(percent, value.requiredPercent()))
              .put("required", value.required())
              .put("requiredPercent", value.requiredPercent())
              .put("pass", value.pass());
        });
  }

  /** Rounded for reading, but never across the number that decides. */
  private static BigDecimal rounded(BigDecimal percent, BigDecimal threshold) {
    for (int digits = PERCENT_DIGITS; ; digits++) {
      BigDecimal rounded = Exact.round(percent, digits);
      if (rounded.compareTo(threshold) == percent.compareTo(threshold)
          || digits >= percent.scale()) {
        return rounded;
      }
    }
  }

  private static LawFunction gb16297() {
    return new LawFunction(
        "limits/gb16297",
        "排气筒高度对应的排放速率限值、等效排气筒（GB 16297-1996）",
        "rate limit by stack height, or two stacks merged (GB 16297-1996)",
        List.of(
            Field.text("pollutant", "污染物", "pollutant: NMHC").optional(),
            Field.number("heightM", "m", "排气筒高度", "stack height").optional(),
            Field.text("zone", "功能区类别", "class of the zone: 2 or 3").optional(),
            Field.flag("new", "新污染源，默认是", "source built since 1997; default: yes").optional(),
            Field.flag(
                    "clearsBuildings",
                    "高出周围 200 m 建筑 5 m 以上，默认是",
                    "5 m above what is within 200 m; default: yes")
                .optional(),
            Field.number("h1", "m", "1 号排气筒高度", "height of stack 1").optional(),
            Field.number("h2", "m", "2 号排气筒高度", "height of stack 2").optional(),
            Field.number("distanceM", "m", "两排气筒距离", "distance").optional(),
            Field.number("q1", "kg/h", "1 号排放速率", "rate of stack 1").optional(),
            Field.number("q2", "kg/h", "2 号排放速率", "rate of stack 2").optional()),
        List.of(
            Field.number("limitKgH", "kg/h", "排放速率限值", "rate limit").optional(),
            Field.flag("merge", "是否合并", "whether they count as one").optional(),
            Field.number("q", "kg/h", "等效排放速率", "rate of the equivalent stack").optional(),
            Field.number("h", "m", "等效高度", "its height").optional(),
            Field.number("xFrom1M", "m", "距 1 号排气筒", "its distance from stack 1").optional()),
        Map.of("pollutant", "NMHC", "heightM", 25, "zone", 2, "new", true),
        inputs ->
            Stream.of("h1", "h2", "distanceM", "q1", "q2").anyMatch(inputs::has)
                ? merged(inputs)
                : byHeight(inputs));
  }

  private static Answer byHeight(Inputs inputs) {
    inputs.decimal("heightM");
    Reasoned<BigDecimal> rate = rate(inputs, inputs.decimal("heightM"));
    return Answer.of(rate).put("limitKgH", readable(rate.value()));
  }

  private static Reasoned<BigDecimal> rate(Inputs inputs, BigDecimal heightM) {
    return StackHeightLimits.limit(
        inputs.text("pollutant"),
        inputs.text("zone"),
        new StackHeightLimits.Stack(
            heightM, inputs.flag("new", true), inputs.flag("clearsBuildings", true)),
        inputs.date());
  }

  private static Answer merged(Inputs inputs) {
    Reasoned<Optional<EquivalentStack>> result =
        EquivalentStack.of(
            new EquivalentStack.Source(inputs.decimal("h1"), inputs.amount("q1")),
            new EquivalentStack.Source(inputs.decimal("h2"), inputs.amount("q2")),
            inputs.amount("distanceM"));
    @Nullable EquivalentStack stack = result.value().orElse(null);
    Answer answer = Answer.of(result).put("merge", stack != null);
    if (stack == null) {
      return answer.put("q", null).put("h", null).put("xFrom1M", null);
    }
    answer
        .put("q", stack.kgPerHour())
        .put("h", readable(stack.heightM()))
        .put("xFrom1M", readable(stack.metresFromFirst()));
    if (inputs.has("pollutant") && inputs.has("zone")) {
      Reasoned<BigDecimal> rate = rate(inputs, stack.heightM());
      answer.put("limitKgH", readable(rate.value())).also(rate.basis()).why(rate.steps());
    }
    return answer;
  }

  private static LawFunction gb18918() {
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
    BigDecimal threshold = BigDecimal.valueOf(item == SewageWorks.Strong.COD ? 60 : 50);
    return Answer.of(result)
        .put("removalPercent", rounded(result.value().percent(), threshold))
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

  private static LawFunction list() {
    return new LawFunction(
        "limits/list",
        "某日有效的标准限值",
        "the limits of a standard in force on a day",
        List.of(
            Field.text("standard", "标准", "standard: GB 3095"),
            Field.text("pollutant", "污染物", "only this pollutant").optional()),
        List.of(
            Field.integer("count", "", "条数", "how many"),
            Field.object("limits", "限值", "limits, each by its own line")),
        Map.of("standard", "GB 3095", "pollutant", "PM2.5"),
        inputs -> {
          StandardSearch search =
              new StandardSearch(ShippedLimits.BOOK, inputs.text("standard"), inputs.date());
          List<Limit> limits =
              inputs.findText("pollutant").map(search::limits).orElseGet(search::limits);
          Map<String, Object> lines = new LinkedHashMap<>();
          limits.forEach(limit -> lines.put(limit.describe(), json(limit)));
          return Answer.by(common(limits)).put("count", limits.size()).put("limits", lines);
        });
  }

  /** As sure as the least sure that is enabled. */
  private static Basis common(List<Limit> limits) {
    List<Limit> enabled = limits.stream().filter(Limit::enabled).toList();
    List<Limit> counted = enabled.isEmpty() ? limits : enabled;
    Basis first = counted.getFirst().shownBasis();
    Confidence least =
        counted.stream()
            .map(limit -> limit.basis().confidence())
            .reduce(Confidence.HIGH, Confidence::and);
    String document = enabled.isEmpty() ? first.document() : limits.getFirst().scope().standard();
    return new Basis(document, "", least, first.source());
  }

  private static Map<String, @Nullable Object> json(Limit limit) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("item", limit.item());
    map.put("itemZh", Items.shipped().chinese(limit.item()));
    map.put("code", limit.code());
    map.put("operator", limit.bound().operator());
    map.put("value", limit.bound().text());
    map.put("unit", limit.unit());
    map.put("interval", limit.averaging().word());
    map.put("referenceO2", limit.referenceOxygen());
    map.put("condition", limit.scope().distinction());
    map.put("from", String.valueOf(limit.validity().from()));
    map.put("to", limit.validity().to() == null ? "" : String.valueOf(limit.validity().to()));
    map.put("confidence", limit.basis().confidence().word());
    map.put("source", limit.basis().source());
    map.put("enabled", limit.enabled());
    return map;
  }

  private static LawFunction legalFrame() {
    List<String> matters =
        Stream.of(LegalFrame.Matter.values()).map(LegalFrame.Matter::word).toList();
    return new LawFunction(
        "limits/legalframe",
        "数据日期适用的上位法",
        "the law above the standards on the data's day",
        List.of(Field.choice("medium", "领域", "matter; default: general", matters).optional()),
        List.of(
            Field.text("law", "法律", "law; an unverified one says so"),
            Field.text("lawEn", "法律英文名", "its English name"),
            Field.flag("verified", "是否核实", "whether it may be cited")),
        Map.of("medium", "air", "date", "2026-08-15"),
        inputs -> {
          LegalFrame.Matter matter =
              LegalFrame.Matter.valueOf(
                  inputs
                      .findChoice("medium", matters)
                      .orElse(LegalFrame.Matter.GENERAL.word())
                      .toUpperCase(Locale.ROOT));
          LegalFrame.Law law = LegalFrame.at(matter, inputs.date());
          return Answer.by(law.basis())
              .put("law", law.basis().document())
              .put("lawEn", law.en())
              .put("verified", law.basis().confidence() != Confidence.LOW);
        });
  }

  private static BigDecimal readable(BigDecimal value) {
    return value.scale() > DIGITS ? Exact.round(value, DIGITS) : value;
  }

  /** The shipped book, made when it is first asked for. */
  static final class ShippedLimits {
    static final LimitBook BOOK = LimitBook.shipped();

    private ShippedLimits() {}
  }
}
