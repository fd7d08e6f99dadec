// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Shown;

/** {@code cases/statistics}: what a campaign's complaints came to, and whether both sums agree. */
final class CaseFunctions {
  private static final List<String> FINDINGS = List.of("true", "mostly", "partly", "untrue");
  private static final List<String> STATES = List.of("done", "staged", "inProgress");
  private static final int PERCENT_DIGITS = 2;
  private static final int COMPLETION_DIGITS = 1;

  /** Other ways to write the words, without anything but letters. */
  private static final Map<String, String> ALSO =
      Map.ofEntries(
          Map.entry("属实", "true"),
          Map.entry("基本属实", "mostly"),
          Map.entry("mostlytrue", "mostly"),
          Map.entry("部分属实", "partly"),
          Map.entry("partlytrue", "partly"),
          Map.entry("不属实", "untrue"),
          Map.entry("已办结", "done"),
          Map.entry("阶段性办结", "staged"),
          Map.entry("inprogress", "inProgress"),
          Map.entry("办理中", "inProgress"),
          Map.entry("正在办理", "inProgress"));

  private static final Basis NOTICES =
      new Basis(
          "督察信访通报 notices on complaints of inspections",
          "",
          Confidence.MEDIUM,
          "notices of provinces and of the ministry");

  private CaseFunctions() {}

  static List<LawFunction> all() {
    return List.of(statistics());
  }

  private static LawFunction statistics() {
    return new LawFunction(
        "cases/statistics",
        "信访交办件统计",
        "statistics of complaints: findings, states, both sums",
        List.of(
            Field.numbersByName("findings", "", "按调查结论", "by finding").known(FINDINGS),
            Field.numbersByName("states", "", "按办理状态", "by state").known(STATES).optional(),
            Field.integer("total", "", "总件数，默认各结论之和", "in all; default: the sum of the findings")
                .optional()),
        List.of(
            Field.object("percents", "占总件数的百分比", "percent of all"),
            Field.number("untruePercent", "%", "不属实 ÷ 总件数", "untrue of all"),
            Field.number("completionPercent", "%", "（已办结 + 阶段性办结）÷ 总件数", "done and staged of all"),
            Field.flag(
                "sumOk", "各结论之和、各状态之和均等于总件数", "whether findings and states each add up to all")),
        Map.of(
            "findings", Map.of("true", 130, "mostly", 32, "partly", 225, "untrue", 33),
            "states", Map.of("done", 150, "staged", 96, "inProgress", 174)),
        CaseFunctions::statistics);
  }

  private static Answer statistics(Inputs inputs) {
    Map<String, BigDecimal> findings = counts(inputs, "findings", FINDINGS);
    Map<String, BigDecimal> states =
        inputs.has("states") ? counts(inputs, "states", STATES) : Map.of();
    BigDecimal byFinding = sum(findings);
    BigDecimal byState = sum(states);
    BigDecimal total =
        inputs.has("total")
            ? BigDecimal.valueOf(inputs.integer("total", 0, Integer.MAX_VALUE))
            : byFinding;
    if (total.signum() == 0) {
      throw Check.noData("findings", "percents need at least one case");
    }
    boolean agree =
        byFinding.compareTo(total) == 0 && (states.isEmpty() || byState.compareTo(total) == 0);
    Map<String, BigDecimal> percents = new LinkedHashMap<>();
    Stream.of(findings, states)
        .flatMap(counts -> counts.entrySet().stream())
        .forEach(
            count ->
                percents.put(count.getKey(), percent(count.getValue(), total, PERCENT_DIGITS)));
    BigDecimal closed = states.getOrDefault("done", BigDecimal.ZERO);
    closed = closed.add(states.getOrDefault("staged", BigDecimal.ZERO));
    Answer answer =
        Answer.by(NOTICES)
            .put("percents", percents)
            .put("untruePercent", percents.getOrDefault("untrue", BigDecimal.ZERO))
            .put(
                "completionPercent",
                states.isEmpty() ? null : percent(closed, total, COMPLETION_DIGITS))
            .put("sumOk", agree)
            .why("各结论之和", "sum of the findings", plus(findings), Shown.text(byFinding));
    if (!states.isEmpty()) {
      answer.why("各状态之和", "sum of the states", plus(states), Shown.text(byState));
    }
    return answer.why("总件数", "in all", "", Shown.text(total));
  }

  private static Map<String, BigDecimal> counts(Inputs inputs, String field, List<String> words) {
    Map<String, BigDecimal> counts = new LinkedHashMap<>();
    Figures.wholeByName(inputs, field)
        .forEach(
            (name, count) -> {
              String path = "%s.%s".formatted(field, name);
              Inputs.notNegative(path, count);
              if (count.stripTrailingZeros().scale() > 0) {
                throw new LawException(
                    LawException.Code.NOT_READABLE,
                    path,
                    "%s (%s) must be a whole number".formatted(path, count.toPlainString()));
              }
              if (counts.put(word(path, name, words), count) != null) {
                throw new LawException(
                    LawException.Code.CONFLICT, path, "%s is given twice".formatted(path));
              }
            });
    return counts;
  }

  private static String word(String path, String name, List<String> words) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    String word = ALSO.getOrDefault(plain, plain);
    if (!words.contains(word)) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          path,
          "%s must be one of %s".formatted(path, String.join(", ", words)));
    }
    return word;
  }

  private static BigDecimal sum(Map<String, BigDecimal> counts) {
    return counts.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal percent(BigDecimal part, BigDecimal whole, int digits) {
    return Exact.round(Exact.divide(part.movePointRight(2), whole), digits);
  }

  private static String plus(Map<String, BigDecimal> counts) {
    return String.join(" + ", counts.values().stream().map(Shown::text).toList());
  }
}
