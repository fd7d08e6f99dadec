// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Criteria;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Judgement;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitQuery;
import org.greenheart.regulation.limits.Measured;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.limits.RegisteredOutlet;
import org.greenheart.regulation.limits.StandardSearch;
import org.greenheart.regulation.limits.Verdict;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;

/** The function {@code limits/judge}. */
final class LimitJudge {
  static final List<String> INTERVALS = List.of("1h", "8h", "day", "month", "year");

  private final Outlets outlets;
  private final Inputs inputs;
  private final List<String> assumed = new ArrayList<>();

  private LimitJudge(Outlets outlets, Inputs inputs) {
    this.outlets = outlets;
    this.inputs = inputs;
  }

  static LawFunction function(Outlets outlets) {
    return new LawFunction(
        "limits/judge",
        "按限值判定一个数值",
        "judge a value by its limit",
        List.of(
            Field.text("outlet", "排放口（需服务器）", "a registered outlet; needs the server").optional(),
            Field.text("standard", "标准，如 GB 25464-2010", "standard, unless an outlet is given")
                .optional(),
            Field.text("pollutant", "污染物名称或 HJ 212 代码", "pollutant: name or HJ 212 code")
                .known(Items.shipped().names()),
            Field.number("value", "", "数值", "value"),
            Field.text("interval", "平均时间：1h, day ...", "averaging: 1h, day ...")
                .known(INTERVALS)
                .optional(),
            Field.text("unit", "单位，默认限值单位", "unit; default: the limit's").optional(),
            Field.number("o2", "%", "实测含氧量，用于折算", "measured oxygen, to convert").optional(),
            Field.flag("converted", "数值已折算", "the value is converted already").optional(),
            Field.text("grade", "级别、类别", "grade, level, class or zone").optional(),
            Field.text("level", "级别", "the same").optional(),
            Field.text("class", "类别", "the same").optional(),
            Field.text("zone", "功能区", "the same").optional(),
            Field.text("facility", "设施：kiln ...", "facility: kiln ...").optional(),
            Field.text("fuel", "燃料", "fuel").optional(),
            Field.text("region", "general 或 special（特别排放限值）", "general or special")
                .known(List.of("general", "special"))
                .optional(),
            Field.text("point", "监控位置", "stack, boundary, in-plant, outlet")
                .known(List.of("stack", "boundary", "in-plant", "outlet"))
                .optional(),
            Field.text("medium", "介质", "ambient, gas, wastewater, surface")
                .known(List.of("ambient", "gas", "wastewater", "surface"))
                .optional(),
            Field.text("condition", "其他条件，以 ; 分隔", "other conditions, divided by ;").optional(),
            Field.number("temperatureC", "degC", "水温", "water temperature").optional(),
            Field.text("built", "建成日期或年份", "built: day or year").optional()),
        List.of(
            Field.number("limit", "", "限值", "limit; a range: 6-9"),
            Field.flag("exceeded", "是否超标", "whether it is exceeded; equality complies"),
            Field.number("ratio", "", "超标倍数", "(value − limit) / limit; empty: none is known"),
            Field.text("basis", "依据", "standard and law of the data's day"),
            Field.text("operator", "关系", "<=, >= or range"),
            Field.text("unit", "单位", "unit of limit and judged value"),
            Field.number("judged", "", "判定值", "the value as judged: converted, rounded"),
            Field.text("interval", "平均时间", "averaging of the limit"),
            Field.number("referenceO2", "%", "基准含氧量", "reference oxygen; empty: none"),
            Field.text("standard", "标准", "standard or permit of the limit"),
            Field.text("condition", "适用条件", "which of its limits"),
            Field.number("limitLow", "", "范围下限", "low end of a range").optional(),
            Field.number("limitHigh", "", "范围上限", "high end of a range").optional(),
            Field.object("law", "上位法", "the law above the standard"),
            Field.flag("enabled", "限值是否启用", "false: unverified, disabled until checked"),
            Field.text("note", "说明", "when it is disabled").optional(),
            Field.texts("assumed", "未给出而假定的", "what was not given and taken so").optional()),
        Map.of(
            "standard", "GB 25464-2010",
            "pollutant", "SO2",
            "value", 62,
            "interval", "1h"),
        inputs -> new LimitJudge(outlets, inputs).answer());
  }

  private Answer answer() {
    Optional<Averaging> interval = inputs.findText("interval").map(Averaging::parse);
    BigDecimal value = inputs.amount("value");
    Reasoned<Limit> choice = inputs.has("outlet") ? ofOutlet(interval) : ofStandard(interval);
    Limit limit = choice.value();
    Reasoned<Verdict> verdict = Judgement.of(limit, measured(value, interval, limit));
    LegalFrame.Law law = LegalFrame.at(limit.scope().medium().matter(), inputs.date());
    Answer answer = putBound(Answer.of(verdict.after(choice.steps())), limit);
    if (verdict.value().roundingDecides()) {
      answer.also(Judgement.ROUNDING);
    }
    answer
        .put("exceeded", verdict.value().exceeded())
        .put("ratio", verdict.value().multiple())
        .put("basis", basis(limit, law))
        .put("operator", limit.bound().operator())
        .put("judged", verdict.value().judged())
        .put("interval", limit.averaging().word())
        .put("referenceO2", limit.referenceOxygen())
        .put("standard", limit.scope().standard())
        .put("condition", limit.scope().distinction())
        .put("law", json(law))
        .put("enabled", limit.enabled());
    if (!limit.enabled()) {
      answer.put("note", "disabled until checked: the limit is unverified (未核实，停用)");
    }
    if (!assumed.isEmpty()) {
      answer.put("assumed", List.copyOf(assumed));
    }
    return answer;
  }

  /** A limit as number, or a range as text with both ends. */
  static Answer putBound(Answer answer, Limit limit) {
    switch (limit.bound()) {
      case Bound.AtMost(BigDecimal value) -> answer.put("limit", value);
      case Bound.AtLeast(BigDecimal value) -> answer.put("limit", value);
      case Bound.DutyFrom(BigDecimal value) -> answer.put("limit", value);
      case Bound.Within(BigDecimal low, BigDecimal high) ->
          answer.put("limit", limit.bound().text()).put("limitLow", low).put("limitHigh", high);
    }
    return answer.put("unit", limit.unit());
  }

  private Reasoned<Limit> ofOutlet(Optional<Averaging> interval) {
    RegisteredOutlet outlet = outlets.outlet(inputs.text("outlet"), inputs.date());
    Averaging averaging = interval.orElseThrow(() -> missing("interval"));
    return outlet
        .book()
        .limitFor(
            new LimitQuery(
                outlet.name(),
                outlet.standards(),
                inputs.text("pollutant"),
                averaging,
                inputs.findText("unit").orElse(""),
                inputs.date(),
                null,
                outlet.mergedStreams()));
  }

  private Reasoned<Limit> ofStandard(Optional<Averaging> interval) {
    if (!inputs.has("standard")) {
      throw missing("standard");
    }
    Reasoned<Limit> limit =
        new StandardSearch(outlets.book(), inputs.text("standard"), inputs.date())
            .limit(
                inputs.text("pollutant"),
                interval.orElse(null),
                inputs.findText("unit").orElse(""),
                criteria());
    limit.steps().stream().map(Step::en).forEach(assumed::add);
    return limit.after(
        List.of(new Step("限值", "limit", limit.value().describe(), limit.value().bound().text())));
  }

  private Criteria criteria() {
    return new Criteria(
        word("medium"),
        word("point"),
        Stream.of("grade", "level", "class", "zone")
            .filter(inputs::has)
            .findFirst()
            .map(inputs::text)
            .orElse(""),
        word("facility"),
        word("fuel"),
        word("region"),
        inputs.findText("condition").stream()
            .flatMap(text -> Stream.of(text.split("[;,；，]", -1)))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList(),
        inputs.findDecimal("temperatureC").orElse(null),
        SewageFunctions.built(inputs).orElse(null));
  }

  private String word(String name) {
    return inputs.findText(name).orElse("");
  }

  private Measured measured(BigDecimal value, Optional<Averaging> interval, Limit limit) {
    String unit = inputs.findText("unit").orElse(limit.unit());
    if (!inputs.has("unit")) {
      assumed.add("the value is in the limit's unit, " + limit.unit());
    }
    Averaging averaging = interval.orElse(limit.averaging());
    Optional<BigDecimal> oxygen = inputs.findDecimal("o2");
    boolean converted =
        inputs.flag("converted", limit.referenceOxygen() != null && oxygen.isEmpty());
    if (converted && !inputs.has("converted")) {
      assumed.add("the value stands at the reference oxygen already");
    }
    Measured measured = new Measured(value, unit, averaging, converted, null);
    return oxygen.isPresent() ? measured.withOxygen(oxygen.get()) : measured;
  }

  /** An unverified limit is never printed as law. */
  private static String basis(Limit limit, LegalFrame.Law law) {
    return limit.enabled()
        ? "%s; %s".formatted(limit.shownBasis().citation(), law.citation())
        : limit.shownBasis().document() + "; disabled until checked";
  }

  static Map<String, Object> json(LegalFrame.Law law) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("document", law.basis().document());
    map.put("en", law.en());
    map.put("confidence", law.basis().confidence().word());
    map.put("source", law.basis().source());
    return map;
  }

  private static LawException missing(String field) {
    return new LawException(
        LawException.Code.MISSING, field, "the input %s is missing".formatted(field));
  }
}
