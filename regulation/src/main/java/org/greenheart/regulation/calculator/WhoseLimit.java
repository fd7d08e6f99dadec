// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.AppliedStandard;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Criteria;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitChoice;
import org.greenheart.regulation.limits.LimitQuery;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.limits.RegisteredOutlet;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/**
 * The function {@code limits/whose}: which limit counts, the permit's, the local or the national
 * one.
 */
final class WhoseLimit {
  private WhoseLimit() {}

  static LawFunction function(Outlets outlets) {
    return new LawFunction(
        "limits/whose",
        "适用哪一个限值（许可、地方、国家）",
        "whose limit counts: permit, local, national",
        List.of(
            Field.text("outlet", "排放口（需服务器）", "a registered outlet; needs the server").optional(),
            Field.text("standards", "标准，以 ; 分隔（无排放口时）", "standards, divided by ;, without outlet")
                .optional(),
            Field.text("pollutant", "污染物名称或 HJ 212 代码", "pollutant: name or HJ 212 code")
                .known(Items.shipped().names()),
            Field.text("interval", "平均时间：1h, day ...", "averaging: 1h, day ...")
                .known(LimitJudge.INTERVALS),
            Field.text("unit", "数值单位", "unit of the value").optional(),
            Field.text("facility", "设施：kiln ...", "facility: kiln ...; without outlet").optional(),
            Field.text("grade", "级别、类别", "grade or class; without outlet").optional(),
            Field.flag("merged", "合并排放（无排放口时）", "merged streams; without outlet").optional()),
        List.of(
            Field.number("limit", "", "限值", "limit; a range: 6-9"),
            Field.text("level", "层级", "permit, local or national"),
            Field.text("standard", "标准或许可证", "standard or permit of the limit"),
            Field.text("condition", "适用条件", "which of its limits"),
            Field.text("operator", "关系", "<=, >= or range"),
            Field.text("unit", "单位", "unit of the limit"),
            Field.text("interval", "平均时间", "averaging of the limit"),
            Field.number("referenceO2", "%", "基准含氧量", "reference oxygen; empty: none"),
            Field.number("limitLow", "", "范围下限", "low end of a range").optional(),
            Field.number("limitHigh", "", "范围上限", "high end of a range").optional(),
            Field.texts("candidates", "备选限值", "all that were considered"),
            Field.flag("permitLooser", "许可限值宽于标准", "the permit allows more than a standard"),
            Field.object("law", "上位法", "the law above the standard")),
        Map.of(
            "standards", "GB 25464-2010",
            "facility", "kiln",
            "pollutant", "SO2",
            "interval", "1h"),
        inputs -> answer(outlets, inputs));
  }

  private static Answer answer(Outlets outlets, Inputs inputs) {
    RegisteredOutlet outlet = outlet(outlets, inputs);
    Reasoned<LimitChoice> choice =
        outlet
            .book()
            .choose(
                new LimitQuery(
                    outlet.name(),
                    outlet.standards(),
                    inputs.text("pollutant"),
                    Averaging.parse(inputs.text("interval")),
                    inputs.findText("unit").orElse(""),
                    inputs.date(),
                    null,
                    outlet.mergedStreams()));
    Limit limit = choice.value().limit();
    LegalFrame.Law law = LegalFrame.at(limit.scope().medium().matter(), inputs.date());
    return LimitJudge.putBound(Answer.of(choice), limit)
        .put("level", limit.scope().level().word())
        .put("standard", limit.scope().standard())
        .put("condition", limit.scope().distinction())
        .put("operator", limit.bound().operator())
        .put("interval", limit.averaging().word())
        .put("referenceO2", limit.referenceOxygen())
        .put("candidates", choice.value().candidates().stream().map(Limit::describe).toList())
        .put("permitLooser", choice.value().permitLooser())
        .put("law", new LinkedHashMap<>(LimitJudge.json(law)));
  }

  private static RegisteredOutlet outlet(Outlets outlets, Inputs inputs) {
    if (inputs.has("outlet")) {
      return outlets.outlet(inputs.text("outlet"), inputs.date());
    }
    if (!inputs.has("standards")) {
      throw new LawException(
          LawException.Code.MISSING, "outlet", "give outlet, or standards to choose among");
    }
    Criteria criteria =
        Criteria.NONE
            .withFacility(inputs.findText("facility").orElse(""))
            .withGrade(inputs.findText("grade").orElse(""));
    return new RegisteredOutlet(
        "without outlet",
        outlets.book(),
        Stream.of(inputs.text("standards").split("[;；]", -1))
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .map(part -> new AppliedStandard(part, criteria))
            .toList(),
        inputs.flag("merged", false));
  }
}
