// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.greenheart.regulation.rules.Check;
import org.greenheart.regulation.rules.Figure;
import org.greenheart.regulation.rules.LawException;
import org.greenheart.regulation.rules.Shown;
import org.jspecify.annotations.Nullable;

/** How functions show numbers, and take lists that must be whole. */
final class Figures {
  /** The output that says why there is no number; there only when there is none. */
  static final Field MARK =
      Field.text("mark", "没有数值的原因", "why there is no number; not there when there is one")
          .optional();

  /** The same in Chinese; wherever the one is, this is. */
  static final Field MARK_ZH =
      Field.text("markZh", "没有数值的原因", "why there is no number, in Chinese").optional();

  private Figures() {}

  /** Puts a number as it is shown. */
  static Answer put(Answer answer, String name, BigDecimal number) {
    return answer.put(name, Shown.number(number));
  }

  /** Puts a number as it is shown; null when there is none. */
  static Answer put(Answer answer, String name, Optional<BigDecimal> number) {
    return answer.put(name, number.map(Shown::number).orElse(null));
  }

  /** Puts a number, or null and why under {@code mark}. */
  static Answer put(Answer answer, String name, Figure figure) {
    put(answer, name, figure.number());
    figure.reason().ifPresent(reason -> mark(answer, reason.zh(), reason.en()));
    return answer;
  }

  /** Says why there is no number. */
  static Answer mark(Answer answer, String zh, String en) {
    return answer.put(MARK.name(), en).put(MARK_ZH.name(), zh);
  }

  /** Numbers by name as they are shown. */
  static <K> Map<String, BigDecimal> shown(Map<K, BigDecimal> numbers, Function<K, String> name) {
    Map<String, BigDecimal> shown = new LinkedHashMap<>();
    numbers.forEach((key, number) -> shown.put(name.apply(key), Shown.number(number)));
    return shown;
  }

  /** A list without gaps. */
  static List<BigDecimal> whole(Inputs inputs, String name) {
    List<@Nullable BigDecimal> numbers = inputs.decimals(name);
    for (int i = 0; i < numbers.size(); i++) {
      if (numbers.get(i) == null) {
        throw new LawException(
            LawException.Code.MISSING,
            "%s[%s]".formatted(name, i),
            "the input %s[%s] is missing".formatted(name, i));
      }
    }
    return List.copyOf(numbers);
  }

  /** Numbers by name, none of them missing: what is missing is not 0. */
  static Map<String, BigDecimal> wholeByName(Inputs inputs, String name) {
    Map<String, BigDecimal> whole = new LinkedHashMap<>();
    inputs
        .decimalsByName(name)
        .forEach(
            (key, number) -> {
              if (number == null) {
                throw Check.noData("%s.%s".formatted(name, key), "leave out what is not known");
              }
              whole.put(key, number);
            });
    return whole;
  }
}
