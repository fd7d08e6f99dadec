// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.greenheart.regulation.limits.EquivalentStack;
import org.greenheart.regulation.limits.StackHeightLimits;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.jspecify.annotations.Nullable;

/** The function {@code limits/gb16297}. */
final class StackFunctions {
  private static final int DIGITS = 6;

  private StackFunctions() {}

  static LawFunction gb16297() {
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

  private static BigDecimal readable(BigDecimal value) {
    return value.scale() > DIGITS ? Exact.round(value, DIGITS) : value;
  }
}
