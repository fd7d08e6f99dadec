// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.regulation.rules.LawException;
import org.jspecify.annotations.Nullable;

/**
 * What a call gave, by name and type. Numbers may be numbers or strings; {@code null} counts as not
 * given. Whatever cannot be read is a {@link LawException} that names the field and the value.
 * Immutable as long as the map is left alone.
 */
public final class Inputs {
  private static final int MOST_DIGITS = 200;

  private final Map<String, @Nullable Object> values;
  private final LocalDate date;

  private Inputs(Map<String, @Nullable Object> values, LocalDate date) {
    this.values = values;
    this.date = date;
  }

  /**
   * @param values as parsed from JSON: String, Number, Boolean, List, Map, null
   * @param today counts when the call names no {@code date}
   */
  static Inputs of(Map<String, @Nullable Object> values, LocalDate today) {
    Inputs dateless = new Inputs(values, today);
    return new Inputs(values, dateless.findDate("date").orElse(today));
  }

  /** The data's day: it selects the rules. */
  public LocalDate date() {
    return date;
  }

  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A number that must be there. */
  public BigDecimal decimal(String name) {
    return decimalOf(name, required(name));
  }

  public Optional<BigDecimal> findDecimal(String name) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(decimalOf(name, value));
  }

  /** A number that must be there and within the bounds, both included. */
  public BigDecimal decimal(String name, String least, String most) {
    return within(name, decimal(name), new BigDecimal(least), new BigDecimal(most));
  }

  /** A number that must be there and not negative. */
  public BigDecimal amount(String name) {
    return notNegative(name, decimal(name));
  }

  /** A whole number that must be there and within the bounds, both included. */
  public int integer(String name, int least, int most) {
    BigDecimal value =
        within(name, decimal(name), BigDecimal.valueOf(least), BigDecimal.valueOf(most));
    try {
      return value.intValueExact();
    } catch (ArithmeticException e) {
      throw notReadable(name, value, "a whole number");
    }
  }

  public String text(String name) {
    return textOf(name, required(name));
  }

  public Optional<String> findText(String name) {
    Object value = values.get(name);
    return value == null ? Optional.empty() : Optional.of(textOf(name, value));
  }

  /** One of the words, read without regard to case; the word as listed. */
  public String choice(String name, List<String> words) {
    return choiceOf(name, text(name), words);
  }

  public Optional<String> findChoice(String name, List<String> words) {
    return findText(name).map(text -> choiceOf(name, text, words));
  }

  /** A yes or no; {@code otherwise} when it is not given. */
  public boolean flag(String name, boolean otherwise) {
    Object value = values.get(name);
    return switch (value) {
      case null -> otherwise;
      case Boolean flag -> flag;
      case String text when text.equalsIgnoreCase("true") -> true;
      case String text when text.equalsIgnoreCase("false") -> false;
      default -> throw notReadable(name, value, "true or false");
    };
  }

  /** Whether a yes or no was given, where a number could be as well. */
  public boolean isFlag(String name) {
    return switch (values.get(name)) {
      case Boolean flag -> true;
      case String text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
      case null, default -> false;
    };
  }

  public Optional<LocalDate> findDate(String name) {
    return findText(name)
        .map(
            text -> {
              try {
                return LocalDate.parse(text);
              } catch (DateTimeParseException e) {
                throw notReadable(name, text, "a day like 2026-03-01");
              }
            });
  }

  /** Numbers in order; null for what is missing. */
  public List<@Nullable BigDecimal> decimals(String name) {
    if (!(required(name) instanceof List<?> list)) {
      throw notReadable(name, required(name), "a list of numbers");
    }
    List<@Nullable BigDecimal> numbers = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Object value = list.get(i);
      numbers.add(value == null ? null : decimalOf("%s[%s]".formatted(name, i), value));
    }
    return numbers;
  }

  /** Numbers by name, in the order given; null for what is missing. */
  public Map<String, @Nullable BigDecimal> decimalsByName(String name) {
    if (!(required(name) instanceof Map<?, ?> map)) {
      throw notReadable(name, required(name), "an object of numbers");
    }
    Map<String, @Nullable BigDecimal> numbers = new LinkedHashMap<>();
    map.forEach(
        (key, value) ->
            numbers.put(
                String.valueOf(key),
                value == null ? null : decimalOf("%s.%s".formatted(name, key), value)));
    return numbers;
  }

  /** Numbers under names that the function does not know beforehand, in the order given. */
  public Map<String, BigDecimal> others(Set<String> known) {
    Map<String, BigDecimal> numbers = new LinkedHashMap<>();
    values.forEach(
        (name, value) -> {
          if (value != null && !name.equals("date") && !known.contains(name)) {
            numbers.put(name, decimalOf(name, value));
          }
        });
    return numbers;
  }

  /** Words in order; none when it is not given. */
  public List<String> texts(String name) {
    return switch (values.get(name)) {
      case null -> List.of();
      case List<?> list -> {
        List<String> texts = new ArrayList<>(list.size());
        for (Object value : list) {
          if (value == null) {
            throw notReadable(name, "null", "a list of words");
          }
          texts.add(textOf(name, value));
        }
        yield List.copyOf(texts);
      }
      case Object other -> throw notReadable(name, other, "a list of words");
    };
  }

  private Object required(String name) {
    Object value = values.get(name);
    if (value == null) {
      throw new LawException(
          LawException.Code.MISSING, name, "the input %s is missing".formatted(name));
    }
    return value;
  }

  private static String textOf(String name, Object value) {
    return switch (value) {
      case String text when !text.isBlank() -> text.strip();
      case Number number -> number.toString();
      default -> throw notReadable(name, value, "a word");
    };
  }

  private static BigDecimal decimalOf(String name, Object value) {
    return switch (value) {
      case BigDecimal decimal -> bounded(name, decimal);
      case Number number -> bounded(name, parse(name, number.toString()));
      case String text -> bounded(name, parse(name, text.strip()));
      default -> throw notReadable(name, value, "a number");
    };
  }

  private static BigDecimal parse(String name, String text) {
    if (text.length() > MOST_DIGITS) {
      throw notReadable(name, text.substring(0, 20) + "…", "a number of at most 200 characters");
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException e) {
      throw notReadable(name, text, "a number");
    }
  }

  /** An exponent in the millions would make exact arithmetic fill the memory. */
  private static BigDecimal bounded(String name, BigDecimal value) {
    if (Math.abs((long) value.precision() - value.scale()) > MOST_DIGITS
        || Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          name,
          "%s is beyond %s digits".formatted(name, MOST_DIGITS));
    }
    return value;
  }

  private static BigDecimal within(
      String name, BigDecimal value, BigDecimal least, BigDecimal most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          name,
          "%s (%s) must be from %s to %s".formatted(name, value.toPlainString(), least, most));
    }
    return value;
  }

  static BigDecimal notNegative(String name, BigDecimal value) {
    if (value.signum() < 0) {
      throw new LawException(
          LawException.Code.OUT_OF_RANGE,
          name,
          "%s (%s) must not be negative".formatted(name, value.toPlainString()));
    }
    return value;
  }

  private static String choiceOf(String name, String text, List<String> words) {
    for (String word : words) {
      if (word.equalsIgnoreCase(text)) {
        return word;
      }
    }
    throw new LawException(
        LawException.Code.OUT_OF_RANGE,
        name,
        "%s (%s) must be one of %s".formatted(name, text, String.join(", ", words)));
  }

  private static LawException notReadable(String name, Object value, String what) {
    return new LawException(
        LawException.Code.NOT_READABLE, name, "%s (%s) must be %s".formatted(name, value, what));
  }
}
