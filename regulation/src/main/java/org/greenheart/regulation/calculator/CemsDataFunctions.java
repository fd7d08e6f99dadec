// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.cems.Allowances;
import org.greenheart.regulation.cems.CaptureRate;
import org.greenheart.regulation.cems.ConditionMark;
import org.greenheart.regulation.cems.DayValidity;
import org.greenheart.regulation.cems.HourValidity;
import org.greenheart.regulation.cems.Mark;
import org.greenheart.regulation.cems.Marks;
import org.greenheart.regulation.cems.MonthValidity;
import org.greenheart.regulation.cems.Transmission;
import org.greenheart.regulation.cems.TransmissionRate;
import org.greenheart.regulation.cems.Use;
import org.greenheart.regulation.cems.Validness;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Reasoned;

/** Whether data count: validity, capture, transmission, marks. */
final class CemsDataFunctions {
  private CemsDataFunctions() {}

  static List<LawFunction> all() {
    return List.of(validity(), capture(), transmission(), marks());
  }

  private static LawFunction validity() {
    return new LawFunction(
        "cems/validity",
        "小时、日、月均值有效性",
        "validity of the average of an hour, day or month",
        List.of(
            Field.number("validMinutes", "min", "小时内有效分钟数", "valid minutes of the clock hour")
                .optional(),
            Field.number("validHours", "h", "有效小时数（日、月）", "valid hours of a day or month")
                .optional(),
            Field.number("operatingHours", "h", "运行小时数（日、月）", "hours in which the facility ran")
                .optional(),
            Field.choice("period", "日或月，默认日", "day or month; default: day", List.of("day", "month"))
                .optional()),
        List.of(Field.flag("valid", "有效", "valid"), Figures.MARK),
        Map.of("validMinutes", 45),
        CemsDataFunctions::validity);
  }

  private static Answer validity(Inputs inputs) {
    if (inputs.has("validMinutes") || !inputs.has("validHours")) {
      Reasoned<Boolean> hour = HourValidity.of(inputs.decimal("validMinutes"), inputs.date());
      return Answer.of(hour).put("valid", hour.value());
    }
    boolean month =
        inputs.findChoice("period", List.of("day", "month")).orElse("day").equals("month");
    BigDecimal most = BigDecimal.valueOf(month ? 744 : 24);
    BigDecimal valid = inputs.amount("validHours");
    BigDecimal operating = inputs.decimal("operatingHours", "0", most.toPlainString());
    Reasoned<Validness> result =
        month
            ? MonthValidity.of(valid, operating, inputs.date())
            : DayValidity.of(valid, operating, inputs.date());
    Answer answer = Answer.of(result);
    return switch (result.value()) {
      case VALID -> answer.put("valid", true);
      case INVALID -> answer.put("valid", false);
      case NOT_OPERATING ->
          Figures.mark(answer.put("valid", null), "全程停运，没有均值", "no average: stopped all the time");
    };
  }

  private static LawFunction capture() {
    return new LawFunction(
        "cems/capture",
        "季度有效数据捕集率",
        "capture rate of valid data of a quarter",
        List.of(
            Field.number("quarterHours", "h", "季度小时数", "hours of the quarter"),
            Field.number("stoppedHours", "h", "停运小时数", "hours in which the source stood still"),
            Field.number("invalidHours", "h", "运行中无效小时数", "invalid hours while it ran")),
        List.of(Field.number("percent", "%", "捕集率", "capture rate"), Figures.MARK),
        Map.of("quarterHours", 2208, "stoppedHours", 96, "invalidHours", 48),
        inputs -> {
          Reasoned<Figure> result =
              CaptureRate.percent(
                  inputs.decimal("quarterHours"),
                  inputs.decimal("stoppedHours"),
                  inputs.decimal("invalidHours"));
          return Figures.put(Answer.of(result), "percent", result.value());
        });
  }

  private static LawFunction transmission() {
    return new LawFunction(
        "cems/transmission",
        "数据有效传输率",
        "effective transmission rate",
        List.of(
            Field.number("expectedHours", "h", "应传小时数", "hours of the period"),
            Field.number("receivedHours", "h", "实传小时数", "hours received"),
            Field.number("validHours", "h", "有效小时数", "valid hours of those received"),
            Field.number("stoppedHours", "h", "停运小时数，默认 0", "stopped hours, not due; 0").optional(),
            Field.number(
                    "exempt",
                    "h",
                    "豁免小时数；true 为每日 1 h 标样核查（废水）",
                    "exempt hours, or true: one a day for the standard-sample check (waste water)")
                .optional(),
            Field.number("targetPercent", "%", "目标，默认 90", "target; default: 90").optional()),
        List.of(
            Field.number("transmissionPercent", "%", "传输率 = 实传/应传", "received of due"),
            Field.number("validityPercent", "%", "有效率 = 有效/应有效", "valid of due"),
            Field.number("validityOfReceivedPercent", "%", "有效率 = 有效/实传", "valid of received"),
            Field.number("effectivePercent", "%", "有效传输率", "transmission × validity"),
            Field.number(
                "effectiveOfReceivedPercent",
                "%",
                "有效传输率（有效率按实传）",
                "transmission × valid of received"),
            Field.flag("compliant", "达标", "whether it reaches the target with what is exempt"),
            Figures.MARK),
        Map.of("expectedHours", 24, "receivedHours", 22, "validHours", 21, "stoppedHours", 0),
        CemsDataFunctions::transmission);
  }

  private static Answer transmission(Inputs inputs) {
    BigDecimal expected = inputs.decimal("expectedHours");
    Transmission hours =
        new Transmission(
            expected,
            inputs.decimal("receivedHours"),
            inputs.decimal("validHours"),
            inputs.findDecimal("stoppedHours").orElse(BigDecimal.ZERO),
            exempt(inputs, expected));
    BigDecimal target = inputs.findDecimal("targetPercent").orElse(TransmissionRate.USUAL_TARGET);
    Reasoned<Optional<TransmissionRate.Rates>> result = TransmissionRate.of(hours, target);
    Optional<TransmissionRate.Rates> rates = result.value();
    Answer answer = Answer.of(result);
    Figures.put(answer, "transmissionPercent", rates.map(TransmissionRate.Rates::transmission));
    Figures.put(answer, "validityPercent", rates.map(TransmissionRate.Rates::validity));
    Figures.put(
        answer,
        "validityOfReceivedPercent",
        rates.flatMap(one -> Optional.ofNullable(one.validityOfReceived())));
    Figures.put(answer, "effectivePercent", rates.map(TransmissionRate.Rates::effective));
    Figures.put(
        answer,
        "effectiveOfReceivedPercent",
        rates.map(TransmissionRate.Rates::effectiveOfReceived));
    answer.put("compliant", rates.map(TransmissionRate.Rates::compliant).orElse(null));
    if (rates.isEmpty()) {
      Figures.mark(answer, "全程停运，没有应传数据", "no rate: stopped all the time, no data were due");
    }
    return answer;
  }

  /** Hours as a number, or a yes for the hour a day of the standard-sample check. */
  private static BigDecimal exempt(Inputs inputs, BigDecimal expected) {
    if (!inputs.isFlag("exempt")) {
      return inputs.findDecimal("exempt").orElse(BigDecimal.ZERO);
    }
    return inputs.flag("exempt", false) ? Transmission.sampleCheckHours(expected) : BigDecimal.ZERO;
  }

  private static LawFunction marks() {
    return new LawFunction(
        "cems/marks",
        "数据标记的含义",
        "what marks leave of a value's use",
        List.of(
            Field.text(
                "mark",
                "标记，逗号分隔：N F M S D C T B，或设备、工况标记",
                "marks, separated by commas: N F M S D C T B, or of device or condition"),
            Field.choice("industry", "行业（启停时限）", "industry, for the time allowed", industries())
                .optional(),
            Field.choice("variant", "冷态或热态", "cold or hot", List.of("cold", "hot")).optional(),
            Field.number("hours", "h", "启停已历时", "hours since the start or stop began").optional()),
        List.of(
            Field.flag("judgement", "可用于超标判定", "whether it may decide an exceedance"),
            Field.choice(
                "amount",
                "排放量取值",
                "how it enters amounts",
                List.of("measured", "substituted", "none")),
            Field.flag("display", "可展示", "whether curves show it")),
        Map.of("mark", "start", "industry", "ceramics", "hours", 3),
        CemsDataFunctions::marks);
  }

  private static Answer marks(Inputs inputs) {
    List<Mark> counted = new ArrayList<>();
    List<Reasoned<Boolean>> allowances = new ArrayList<>();
    for (String word : inputs.text("mark").split("[,，]", -1)) {
      Mark mark = Marks.of(word);
      Optional<Reasoned<Boolean>> allowance = allowance(mark, inputs);
      allowance.ifPresent(allowances::add);
      if (allowance.map(Reasoned::value).orElse(true)) {
        counted.add(mark);
      }
    }
    Reasoned<Use> result = Marks.use(counted);
    Answer answer = Answer.of(result);
    for (Reasoned<Boolean> allowance : allowances) {
      answer.why(allowance.steps()).also(allowance.basis());
    }
    Use use = result.value();
    return answer
        .put("judgement", use.judgement())
        .put("amount", use.amount().name().toLowerCase(Locale.ROOT))
        .put("display", use.display());
  }

  private static Optional<Reasoned<Boolean>> allowance(Mark mark, Inputs inputs) {
    boolean limited = mark == ConditionMark.START || mark == ConditionMark.STOP;
    if (!limited || !inputs.has("industry")) {
      return Optional.empty();
    }
    String industry = inputs.choice("industry", industries());
    String variant = inputs.findChoice("variant", List.of("cold", "hot")).orElse("");
    Optional<Reasoned<Boolean>> within =
        Allowances.within(industry, mark.word(), variant, inputs.decimal("hours"), inputs.date());
    if (within.isEmpty()) {
      throw new LawException(
          LawException.Code.NO_RULE,
          "industry",
          "industry (%s) has no known time allowed for a %s on %s"
              .formatted(industry, mark.word(), inputs.date()));
    }
    return within;
  }

  private static List<String> industries() {
    return Allowances.industries();
  }
}
