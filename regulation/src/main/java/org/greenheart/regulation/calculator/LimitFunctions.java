// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.LegalFrame;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.Outlets;
import org.greenheart.regulation.limits.RemovalEfficiency;
import org.greenheart.regulation.limits.StandardSearch;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** The functions {@code limits/*}. */
final class LimitFunctions {
  private static final int PERCENT_DIGITS = 2;

  private LimitFunctions() {}

  /** Without a register of outlets. */
  static List<LawFunction> all() {
    return all(Outlets.none());
  }

  static List<LawFunction> all(Outlets outlets) {
    return List.of(
        efficiency(),
        StackFunctions.gb16297(),
        SewageFunctions.gb18918(),
        LimitJudge.function(outlets),
        WhoseLimit.function(outlets),
        list(outlets),
        legalFrame());
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
            Field.number("efficiencyPercent", "%", "处理效率", "efficiency; empty: nothing comes in"),
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
  static BigDecimal rounded(BigDecimal percent, BigDecimal threshold) {
    for (int digits = PERCENT_DIGITS; ; digits++) {
      BigDecimal rounded = Exact.round(percent, digits);
      if (rounded.compareTo(threshold) == percent.compareTo(threshold)
          || digits >= percent.scale()) {
        return rounded;
      }
    }
  }

  private static LawFunction list(Outlets outlets) {
    return new LawFunction(
        "limits/list",
        "某日有效的标准限值",
        "the limits of a standard in force on a day",
        List.of(
            Field.text("standard", "标准", "standard: GB 3095"),
            Field.text("pollutant", "污染物", "only this pollutant")
                .known(Items.shipped().names())
                .optional()),
        List.of(
            Field.integer("count", "", "条数", "how many"),
            Field.object("limits", "限值", "limits, each by its own line")),
        Map.of("standard", "GB 3095", "pollutant", "PM2.5"),
        inputs -> {
          StandardSearch search =
              new StandardSearch(outlets.book(), inputs.text("standard"), inputs.date());
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
}
