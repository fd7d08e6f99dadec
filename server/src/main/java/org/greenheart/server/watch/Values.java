// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of one rule as its kind's fields read them. Says exactly what is wrong: an unknown
 * name, a missing one, a value that its type does not allow.
 */
final class Values {
  private final Map<String, String> single = new LinkedHashMap<>();
  private final Map<String, List<String>> several = new LinkedHashMap<>();

  /**
   * @throws RuleException {@code parameter-unknown}, {@code parameter-missing}, {@code
   *     parameter-value}
   */
  Values(JsonNode json, List<Field> fields) {
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (fields.stream().noneMatch(field -> field.name().equals(name))) {
                throw new RuleException(
                    "parameters." + name,
                    "is no parameter of this kind",
                    json.get(name),
                    "parameter-unknown");
              }
            });
    fields.forEach(field -> read(field, json.get(field.name())));
  }

  private void read(Field field, @Nullable JsonNode node) {
    boolean list = field.type() == Field.Type.CODES || field.type() == Field.Type.FLAGS;
    if (node == null || node.isNull() || (node.isTextual() && node.asText().isBlank())) {
      if (field.required()) {
        throw new RuleException(
            "parameters." + field.name(), "must be given", node, "parameter-missing");
      }
      if (field.usual() != null && list) {
        several.put(field.name(), List.of(field.usual().split(",")));
      } else if (field.usual() != null) {
        single.put(field.name(), field.usual());
      }
      return;
    }
    if (list) {
      several.put(field.name(), texts(field, node));
      return;
    }
    if (node.isContainerNode()) {
      throw wrong(field.name(), "must be a single value", node);
    }
    String text = node.asText().strip();
    check(field, text);
    single.put(field.name(), text);
  }

  private static List<String> texts(Field field, JsonNode node) {
    List<String> texts = new ArrayList<>();
    node.forEach(element -> texts.add(element.asText()));
    if (!node.isArray() || texts.isEmpty() || texts.stream().anyMatch(String::isBlank)) {
      throw wrong(field.name(), "must be a list of at least one", node);
    }
    return List.copyOf(texts);
  }

  private static void check(Field field, String text) {
    boolean well =
        switch (field.type()) {
          case CODE, UNIT, CODES, FLAGS -> true;
          case PER -> text.equals("point") || text.equals("datastream");
          case BOOLEAN -> text.equals("true") || text.equals("false");
          case INTERVAL -> text.matches("realtime|minute|hour|day");
          case DECIMAL -> Decimal.parse(text).isPresent();
          case SHARE -> upTo(text, 1);
          case PERCENT -> upTo(text, 100);
          case COUNT, SECONDS -> text.matches("[1-9][0-9]{0,8}");
        };
    if (!well) {
      throw wrong(field.name(), rule(field.type()), text);
    }
  }

  private static String rule(Field.Type type) {
    return switch (type) {
      case CODE, UNIT, CODES, FLAGS -> "must be a text";
      case PER -> "must be point or datastream";
      case BOOLEAN -> "must be true or false";
      case INTERVAL -> "must be realtime, minute, hour or day";
      case DECIMAL -> "must be a number";
      case SHARE -> "must be above 0 and at most 1";
      case PERCENT -> "must be above 0 and at most 100";
      case COUNT, SECONDS -> "must be a whole number above 0";
    };
  }

  private static boolean upTo(String text, long most) {
    return Decimal.parse(text)
        .filter(number -> number.unscaled() > 0 && number.compareTo(Decimal.of(most)) <= 0)
        .isPresent();
  }

  private static RuleException wrong(String name, String rule, Object value) {
    return new RuleException("parameters." + name, rule, value, "parameter-value");
  }

  /**
   * Refuses two numbers in the wrong order.
   *
   * @throws RuleException {@code thresholds-order}
   */
  void ordered(String lower, String higher) {
    Decimal low = decimalOrNull(lower);
    Decimal high = decimalOrNull(higher);
    if (low != null && high != null && low.compareTo(high) >= 0) {
      throw new RuleException(
          "parameters." + higher,
          "must be above %s (%s)".formatted(lower, low),
          high,
          "thresholds-order");
    }
  }

  boolean has(String name) {
    return single.containsKey(name);
  }

  @Nullable String textOrNull(String name) {
    return single.get(name);
  }

  String text(String name) {
    return requireNonNull(single.get(name), name);
  }

  List<String> texts(String name) {
    return several.getOrDefault(name, List.of());
  }

  @Nullable Decimal decimalOrNull(String name) {
    String text = single.get(name);
    return text == null ? null : Decimal.parse(text).orElseThrow();
  }

  Decimal decimal(String name) {
    return requireNonNull(decimalOrNull(name), name);
  }

  int count(String name) {
    return Integer.parseInt(text(name));
  }

  Duration seconds(String name) {
    return Duration.ofSeconds(Long.parseLong(text(name)));
  }

  boolean flag(String name) {
    return text(name).equals("true");
  }

  Interval interval() {
    return Interval.ofText(text("interval"));
  }

  /** A signal of the judged point, at the rule's interval. */
  Signal signal(String name) {
    return new Signal(text(name), interval());
  }

  @Nullable Signal signalOrNull(String name) {
    return has(name) ? signal(name) : null;
  }

  List<Signal> signals(String name) {
    return texts(name).stream().map(code -> new Signal(code, interval())).toList();
  }
}
