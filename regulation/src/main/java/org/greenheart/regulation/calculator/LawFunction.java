// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A function of the law under its fixed name. Pure and thread-safe.
 *
 * @param name {@code air/iaqi}
 * @param inputs in the order of a form; {@code date} is understood and not listed
 * @param outputs without {@code rule}, {@code clause}, {@code confidence} and {@code why}
 * @param example inputs that give an answer: shown in forms, played in a test
 */
public record LawFunction(
    String name,
    String zh,
    String en,
    List<Field> inputs,
    List<Field> outputs,
    Map<String, Object> example,
    Function<Inputs, Answer> body) {
  static final Field DATE =
      Field.date("date", "数据日期，默认今天", "the data's day; default: today").optional();

  public LawFunction {
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    requireNonNull(body, "body is null");
    inputs = List.copyOf(inputs);
    outputs =
        outputs.contains(Figures.MARK)
            ? Stream.concat(outputs.stream(), Stream.of(Figures.MARK_ZH)).toList()
            : List.copyOf(outputs);
    example = Map.copyOf(example);
    if (!name.matches("[a-z]+/[a-z0-9]+")) {
      throw new IllegalArgumentException("name (%s) must be like air/iaqi".formatted(name));
    }
  }

  /**
   * Computes.
   *
   * @param values as parsed from JSON
   * @param today counts when {@code date} is not given
   * @return for JSON; inputs that no one has asked for are named under {@code ignored}
   * @throws org.greenheart.regulation.rules.LawException naming what is wrong
   */
  public Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> values, LocalDate today) {
    Map<String, @Nullable Object> answer =
        new LinkedHashMap<>(body.apply(Inputs.of(values, today)).toMap());
    List<String> ignored = values.keySet().stream().filter(name -> !knows(name)).toList();
    if (!ignored.isEmpty()) {
      answer.put("ignored", ignored);
    }
    return answer;
  }

  private boolean knows(String input) {
    return input.equals(DATE.name())
        || inputs.stream()
            .anyMatch(field -> field.name().equals(input) || field.type() == Field.Type.OTHERS);
  }

  /** Name, words, example and the JSON Schemas of input and output. */
  public Map<String, Object> describe() {
    Map<String, Object> description = new LinkedHashMap<>();
    description.put("name", name);
    description.put("zh", zh);
    description.put("en", en);
    description.put("example", ordered());
    description.put("input", schema(name, inputs, true));
    description.put("output", schema(name, outputs, false));
    return description;
  }

  /** The example in the order of the form, its names in that of the known ones. */
  private Map<String, Object> ordered() {
    Map<String, Object> ordered = new LinkedHashMap<>();
    for (Field field : inputs) {
      Object value = example.get(field.name());
      if (value instanceof Map<?, ?> named) {
        Map<String, Object> sorted =
            new TreeMap<>(Comparator.comparingInt(field::place).thenComparing(name -> name));
        named.forEach((name, one) -> sorted.put(String.valueOf(name), one));
        ordered.put(field.name(), sorted);
      } else if (value != null) {
        ordered.put(field.name(), value);
      }
    }
    example.forEach(ordered::putIfAbsent);
    return ordered;
  }

  private static Map<String, Object> schema(String function, List<Field> fields, boolean input) {
    Map<String, Object> properties = new LinkedHashMap<>();
    fields.stream()
        .filter(field -> field.type() != Field.Type.OTHERS)
        .forEach(field -> properties.put(field.name(), field.schema(function)));
    if (input) {
      properties.put(DATE.name(), DATE.schema(function));
    } else {
      for (String name : List.of("rule", "clause", "confidence")) {
        properties.put(name, Map.of("type", "string"));
      }
      properties.put("why", Map.of("type", "array"));
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", fields.stream().filter(Field::required).map(Field::name).toList());
    fields.stream()
        .filter(field -> field.type() == Field.Type.OTHERS)
        .forEach(field -> schema.put("additionalProperties", field.schema(function)));
    return schema;
  }
}
