// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Exact;
import org.greenheart.regulation.rules.Reasoned;
import org.greenheart.regulation.rules.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a function answers: its outputs by name, then {@code rule}, {@code clause}, {@code
 * confidence} and {@code why}. Not thread-safe.
 */
public final class Answer {
  private final Map<String, @Nullable Object> outputs = new LinkedHashMap<>();
  private final Basis basis;
  private Confidence confidence;
  private final List<Step> why = new ArrayList<>();

  private Answer(Basis basis) {
    this.basis = basis;
    this.confidence = basis.confidence();
  }

  /** An answer that stands on a rule. */
  public static Answer by(Basis basis) {
    return new Answer(basis);
  }

  /** An answer with the reasons of a result; its value is still to be {@linkplain #put put}. */
  public static Answer of(Reasoned<?> result) {
    return new Answer(result.basis()).why(result.steps());
  }

  /**
   * Sets an output: a number, a word, a flag, or lists and maps of them; null is shown as {@code
   * null}. Numbers lose zeros that say nothing.
   */
  public Answer put(String name, @Nullable Object value) {
    outputs.put(name, plain(value));
    return this;
  }

  public Answer why(List<Step> steps) {
    why.addAll(steps);
    return this;
  }

  public Answer why(String zh, String en, String expression, String result) {
    why.add(new Step(zh, en, expression, result));
    return this;
  }

  /** Another rule took part: the answer is no surer than that. */
  public Answer also(Basis other) {
    confidence = confidence.and(other.confidence());
    why.add(new Step("依据", "basis", "", other.shown().citation()));
    return this;
  }

  /** For JSON: maps, lists, strings, booleans, decimals, null. */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>(outputs);
    map.put("rule", basis.shown().document());
    map.put("clause", basis.shown().clause());
    map.put("confidence", confidence.word());
    map.put("source", basis.source());
    map.put("why", why.stream().map(Answer::json).toList());
    return Collections.unmodifiableMap(map);
  }

  private static Map<String, String> json(Step step) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("zh", step.zh());
    map.put("en", step.en());
    map.put("expression", step.expression());
    map.put("result", step.result());
    return map;
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal decimal -> Exact.plain(decimal);
      case List<?> list -> {
        List<@Nullable Object> copy = new ArrayList<>();
        list.forEach(one -> copy.add(plain(one)));
        yield copy;
      }
      case Map<?, ?> map -> {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((key, one) -> copy.put(String.valueOf(key), plain(one)));
        yield copy;
      }
      default -> value;
    };
  }
}
