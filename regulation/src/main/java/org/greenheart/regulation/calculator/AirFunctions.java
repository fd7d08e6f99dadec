// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.greenheart.regulation.air.Air;
import org.greenheart.regulation.air.AirLevel;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Averaging;
import org.greenheart.regulation.air.IndexRules;
import org.greenheart.regulation.air.Indicator;
import org.greenheart.regulation.air.IndividualIndex;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.regulation.air.Report;
import org.greenheart.regulation.air.ReportItem;
import org.greenheart.regulation.air.Rounding;
import org.greenheart.regulation.air.Zone;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.RuleRow;
import org.jspecify.annotations.Nullable;

/** Ambient air: the index (HJ 633), and all other functions of {@code air/}. */
final class AirFunctions {
  private static final List<String> POLLUTANTS =
      Stream.of(Pollutant.values()).map(Pollutant::word).toList();
  static final Field POLLUTANT =
      Field.text(
              "pollutant",
              "污染物（名称或 HJ 212 编码）",
              "SO2, NO2, CO, O3, PM10, PM2.5, or the HJ 212 code")
          .known(POLLUTANTS);
  static final Field PERIOD =
      Field.text("period", "平均时间", "1h, 8h, day; for statistics month, quarter, year")
          .known(Stream.of(Averaging.values()).map(Averaging::word).toList());
  static final Field LEVEL =
      Field.choice("level", "标准级别，默认二级", "level of the limits; default 2", List.of("1", "2"))
          .optional();
  static final Field UNVERIFIED =
      Field.flag("unverified", "是否启用低可信度规则，默认否", "use rules of low confidence too; default false")
          .optional();
  static final String UNIT = "ug/m3, CO mg/m3";

  private AirFunctions() {}

  static List<LawFunction> all() {
    return Stream.of(
            List.of(individualIndex(), index(), round()),
            AirLimitFunctions.all(),
            AirStatisticsFunctions.all(),
            AirOutlookFunctions.all())
        .flatMap(List::stream)
        .toList();
  }

  private static LawFunction individualIndex() {
    return new LawFunction(
        "air/iaqi",
        "空气质量分指数",
        "individual air quality index",
        List.of(
            POLLUTANT, PERIOD, Field.number("concentration", UNIT, "质量浓度", "mass concentration")),
        withLevel(
            List.of(
                Field.integer("iaqi", "", "分指数；没有时为空", "the index; empty where there is none"),
                Field.number("rounded", UNIT, "查表浓度", "concentration as looked up"),
                Field.flag("beyondIndex", "是否爆表", "whether it is above the last node")),
            List.of()),
        Map.of("pollutant", "NO2", "period", "day", "concentration", 46),
        inputs -> {
          IndexRules rules = IndexRules.at(inputs.date());
          IndividualIndex index =
              rules.individual(indicator(inputs), inputs.amount("concentration"));
          Answer answer =
              Answer.by(index.basis())
                  .put("iaqi", boxed(index.value().stream().boxed().findFirst()))
                  .put("rounded", index.rounded())
                  .put("beyondIndex", index.beyondIndex());
          putLevel(answer, index.value().stream().mapToObj(rules::level).findFirst(), null);
          return answer.why(index.steps());
        });
  }

  private static LawFunction index() {
    return new LawFunction(
        "air/aqi",
        "空气质量指数",
        "air quality index",
        List.of(
            Field.choice("report", "实时报或日报", "real-time or daily", List.of("hourly", "daily")),
            Field.numbersByName(
                    "values",
                    UNIT,
                    "各项浓度：日报的 O3 为日最大 8 小时平均，另可有 O3_1h（2012 版）",
                    "by pollutant, empty for a missing one; the daily O3 is the maximum 8 h mean; for"
                        + " data up to 2026-02-28 also O3_1h (daily), O3_8h, SO2_24h, PM10_1h, PM2.5_1h"
                        + " (hourly; PM10 and PM2.5 there are running means of 24 h)")
                .known(POLLUTANTS),
            Field.texts(
                    "notMonitored",
                    "按计划不监测且从非首要污染物的项目",
                    "items left out by plan, never primary on record: not missing")
                .known(POLLUTANTS)
                .optional()),
        withLevel(
            List.of(
                Field.integer("aqi", "", "空气质量指数或 NA", "the index, or NA"),
                Field.object("iaqi", "各项分指数", "individual indices"),
                Field.texts("primary", "首要污染物", "primary pollutants")),
            List.of(
                Field.texts("missing", "缺少的项目", "items that are missing"),
                Field.texts("exceeding", "超标污染物（仅 2012 版）", "exceeding pollutants (2012 only)"),
                Field.flag("beyondIndex", "是否爆表", "whether a concentration is above the table"),
                Field.texts("unused", "本报告不用的项目", "items that the report does not use"))),
        Map.of(
            "report",
            "daily",
            "values",
            Map.of("SO2", 12, "NO2", 46, "CO", 0.9, "O3", 172, "PM10", 98, "PM2.5", 66)),
        AirFunctions::index);
  }

  private static Answer index(Inputs inputs) {
    IndexRules rules = IndexRules.at(inputs.date());
    Report report =
        inputs.choice("report", List.of("hourly", "daily")).equals("daily")
            ? Report.DAILY
            : Report.HOURLY;
    List<String> unused = new ArrayList<>();
    Map<Indicator, @Nullable BigDecimal> values =
        values(rules, report, inputs.decimalsByName("values"), unused);
    Set<Pollutant> notMonitored = new LinkedHashSet<>();
    inputs.texts("notMonitored").forEach(t -> notMonitored.add(Pollutant.of("notMonitored", t)));
    AirQualityIndex index = rules.index(report, values, notMonitored);
    Map<String, @Nullable Object> individual = new LinkedHashMap<>();
    for (ReportItem item : rules.items(report)) {
      index.items().stream()
          .filter(one -> one.indicator().equals(item.indicator()))
          .findFirst()
          .ifPresentOrElse(
              one -> individual.put(item.name(), boxed(one.value().stream().boxed().findFirst())),
              () -> {
                if (item.role() == ReportItem.Role.ITEM) {
                  individual.put(item.name(), null);
                }
              });
    }
    Object number = index.value().isPresent() ? (Object) index.value().getAsInt() : (Object) "NA";
    Answer answer =
        Answer.by(index.basis())
            .put("aqi", number)
            .put("iaqi", individual)
            .put("primary", index.primary().stream().map(Pollutant::word).toList());
    putLevel(answer, index.level(), "NA");
    return answer
        .put("missing", index.missing().stream().map(ReportItem::name).toList())
        .put("exceeding", index.exceeding().stream().map(Pollutant::word).toList())
        .put("beyondIndex", index.beyondIndex())
        .put("unused", unused)
        .why(index.steps());
  }

  private static Map<Indicator, @Nullable BigDecimal> values(
      IndexRules rules,
      Report report,
      Map<String, @Nullable BigDecimal> byName,
      List<String> unused) {
    if (byName.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_DATA, "values", "values must hold at least one pollutant");
    }
    Map<Indicator, @Nullable BigDecimal> values = new LinkedHashMap<>();
    byName.forEach(
        (name, value) -> {
          String field = "values." + name;
          if (value != null) {
            Inputs.notNegative(field, value);
          }
          Optional<ReportItem> item = item(rules, report, field, name);
          if (item.isEmpty()) {
            unused.add(name);
          } else if (values.containsKey(item.get().indicator())) {
            throw new LawException(
                LawException.Code.CONFLICT,
                field,
                "%s names %s a second time".formatted(field, item.get().indicator()));
          } else {
            values.put(item.get().indicator(), value);
          }
        });
    return values;
  }

  /** {@code O3}: the report's own; {@code O3_8h}: that mean, if the report has it. */
  private static Optional<ReportItem> item(
      IndexRules rules, Report report, String field, String name) {
    Optional<Pollutant> alone = Pollutant.find(name);
    if (alone.isPresent()) {
      return rules.items(report).stream()
          .filter(item -> item.name().equals(alone.get().word()))
          .findFirst();
    }
    int cut = Math.max(name.lastIndexOf('_'), name.lastIndexOf('-'));
    Pollutant pollutant = Pollutant.of(field, cut < 0 ? name : name.substring(0, cut));
    Indicator indicator = new Indicator(pollutant, Averaging.of(field, name.substring(cut + 1)));
    return rules.items(report).stream()
        .filter(item -> item.indicator().equals(indicator))
        .findFirst();
  }

  private static LawFunction round() {
    return new LawFunction(
        "air/round",
        "浓度修约",
        "rounding of a concentration",
        List.of(
            POLLUTANT, PERIOD, Field.number("value", UNIT, "质量浓度", "concentration"), UNVERIFIED),
        List.of(Field.number("rounded", UNIT, "修约值", "rounded")),
        Map.of("pollutant", "CO", "period", "1h", "value", "1.25"),
        inputs -> {
          Reasoned<BigDecimal> rounded =
              Rounding.round(
                  indicator(inputs), inputs.amount("value"), inputs.date(), enabled(inputs));
          return Answer.of(rounded).put("rounded", rounded.value());
        });
  }

  private static List<Field> levelFields() {
    return List.of(
        Field.text("level", "级别", "level, 一级 to 六级"),
        Field.integer("levelNumber", "", "级别，1 至 6", "level, 1 to 6"),
        Field.text("category", "类别", "category in Chinese"),
        Field.text("categoryEn", "类别（英文）", "category"),
        Field.text("colour", "颜色（英文）", "colour"),
        Field.text("colourZh", "颜色", "colour in Chinese"),
        Field.text("rgb", "颜色 RGB", "colour as red, green, blue"));
  }

  private static void putLevel(
      Answer answer, Optional<AirLevel> level, @Nullable String otherwise) {
    answer
        .put("level", or(level.map(AirLevel::zh), otherwise))
        .put("levelNumber", boxed(level.map(AirLevel::number)))
        .put("category", or(level.map(AirLevel::categoryZh), otherwise))
        .put("categoryEn", or(level.map(AirLevel::categoryEn), otherwise))
        .put("colour", or(level.map(AirLevel::colourEn), otherwise))
        .put("colourZh", or(level.map(AirLevel::colourZh), otherwise))
        .put("rgb", or(level.map(AirLevel::rgb), otherwise));
  }

  private static @Nullable String or(Optional<String> value, @Nullable String otherwise) {
    return value.isPresent() ? value.get() : otherwise;
  }

  static @Nullable Object boxed(Optional<?> value) {
    return value.isPresent() ? value.get() : null;
  }

  static Pollutant pollutant(Inputs inputs) {
    return Pollutant.of("pollutant", inputs.text("pollutant"));
  }

  static Indicator indicator(Inputs inputs) {
    return new Indicator(pollutant(inputs), Averaging.of("period", inputs.text("period")));
  }

  static Zone zone(Inputs inputs) {
    return inputs.findText("level").map(text -> Zone.of("level", text)).orElse(Zone.SECOND);
  }

  static Predicate<RuleRow> enabled(Inputs inputs) {
    return inputs.flag("unverified", false) ? Air.ALL : Air.VERIFIED;
  }

  /** The days of the data's year that come after its day. */
  static int daysLeft(LocalDate day) {
    return day.lengthOfYear() - day.getDayOfYear();
  }

  private static List<Field> withLevel(List<Field> first, List<Field> then) {
    return Stream.of(first, levelFields(), then).flatMap(List::stream).toList();
  }
}
