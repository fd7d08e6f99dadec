// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.calculator;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An input or output of a function. Immutable.
 *
 * @param name as in JSON
 * @param required whether every call gives it
 * @param unit {@code mg/m3}; empty: none
 * @param zh what it is, in Chinese
 * @param en what it is, in English
 * @param choices the words it may be; empty: any
 * @param known words, or names of its numbers, that it is known to take beside others
 */
public record Field(
    String name,
    Type type,
    boolean required,
    String unit,
    String zh,
    String en,
    List<String> choices,
    List<String> known) {

  /** What stands in JSON. Numbers may come as numbers or strings. */
  public enum Type {
    NUMBER,
    INTEGER,
    TEXT,
    FLAG,
    DATE,
    /** A list of numbers; null for one that is missing. */
    NUMBERS,
    /** Names to numbers; null for one that is missing. */
    NUMBERS_BY_NAME,
    TEXTS,
    /** Names to anything; outputs only. */
    OBJECT,
    /** Whatever else the call names, each a number; inputs only. */
    OTHERS
  }

  public Field {
    requireNonNull(type, "type is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(zh, "zh is null");
    requireNonNull(en, "en is null");
    choices = List.copyOf(choices);
    known = List.copyOf(known);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a field must have a name");
    }
  }

  public static Field number(String name, String unit, String zh, String en) {
    return new Field(name, Type.NUMBER, true, unit, zh, en, List.of(), List.of());
  }

  public static Field integer(String name, String unit, String zh, String en) {
    return new Field(name, Type.INTEGER, true, unit, zh, en, List.of(), List.of());
  }

  public static Field text(String name, String zh, String en) {
    return new Field(name, Type.TEXT, true, "", zh, en, List.of(), List.of());
  }

  public static Field choice(String name, String zh, String en, List<String> choices) {
    return new Field(name, Type.TEXT, true, "", zh, en, choices, List.of());
  }

  public static Field flag(String name, String zh, String en) {
    return new Field(name, Type.FLAG, true, "", zh, en, List.of(), List.of());
  }

  public static Field date(String name, String zh, String en) {
    return new Field(name, Type.DATE, true, "", zh, en, List.of(), List.of());
  }

  public static Field numbers(String name, String unit, String zh, String en) {
    return new Field(name, Type.NUMBERS, true, unit, zh, en, List.of(), List.of());
  }

  public static Field numbersByName(String name, String unit, String zh, String en) {
    return new Field(name, Type.NUMBERS_BY_NAME, true, unit, zh, en, List.of(), List.of());
  }

  public static Field texts(String name, String zh, String en) {
    return new Field(name, Type.TEXTS, true, "", zh, en, List.of(), List.of());
  }

  public static Field object(String name, String zh, String en) {
    return new Field(name, Type.OBJECT, true, "", zh, en, List.of(), List.of());
  }

  /** Any further names of a call, each with a number. */
  public static Field others(String name, String unit) {
    return new Field(name, Type.OTHERS, false, unit, "其他字段", "further names", List.of(), List.of());
  }

  /** The same, but a call may leave it out. */
  public Field optional() {
    return new Field(name, type, false, unit, zh, en, choices, known);
  }

  /** The same, and every call gives it. */
  public Field demanded() {
    return new Field(name, type, true, unit, zh, en, choices, known);
  }

  /** The same, offering words that it takes; others are taken too. */
  public Field known(List<String> words) {
    return new Field(name, type, required, unit, zh, en, choices, words);
  }

  /** Where a name stands among the known ones; behind them all when it is none of them. */
  int place(String name) {
    int place = known.indexOf(name);
    return place < 0 ? known.size() : place;
  }

  /** As a property of a JSON Schema (2020-12), with the labels that it has in a function. */
  Map<String, Object> schema(String function) {
    Map<String, Object> schema = new LinkedHashMap<>();
    switch (type) {
      case NUMBER -> schema.put("type", List.of("number", "string"));
      case INTEGER -> schema.put("type", List.of("integer", "string"));
      case TEXT -> schema.put("type", "string");
      case FLAG -> schema.put("type", "boolean");
      case DATE -> {
        schema.put("type", "string");
        schema.put("format", "date");
      }
      case NUMBERS -> {
        schema.put("type", "array");
        schema.put("items", Map.of("type", List.of("number", "string", "null")));
      }
      case NUMBERS_BY_NAME -> {
        schema.put("type", "object");
        schema.put("additionalProperties", Map.of("type", List.of("number", "string", "null")));
      }
      case TEXTS -> {
        schema.put("type", "array");
        schema.put("items", Map.of("type", "string"));
      }
      case OBJECT -> schema.put("type", "object");
      case OTHERS -> schema.put("type", List.of("number", "string"));
    }
    if (!choices.isEmpty()) {
      schema.put("enum", choices);
    }
    schema.put("title", zh);
    schema.put("description", en);
    if (!unit.isEmpty()) {
      schema.put("x-unit", unit);
      Labels.shipped().unit(unit).ifPresent(label -> schema.put("x-unitLabel", label.json()));
    }
    if (!known.isEmpty()) {
      schema.put("x-known", known);
    }
    Labels.shipped().field(function, name).ifPresent(label -> schema.put("x-label", label.json()));
    Map<String, Map<String, String>> words = new LinkedHashMap<>();
    Labels.shipped().words(function, name).forEach((word, label) -> words.put(word, label.json()));
    if (!words.isEmpty()) {
      schema.put("x-words", words);
    }
    return schema;
  }
}
