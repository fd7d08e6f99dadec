// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.TermType.BOOLEAN;
import static org.greenheart.storage.registry.TermType.DATE;
import static org.greenheart.storage.registry.TermType.GEOGRAPHY;
import static org.greenheart.storage.registry.TermType.JSON;
import static org.greenheart.storage.registry.TermType.NUMBER;
import static org.greenheart.storage.registry.TermType.TEXT;
import static org.greenheart.storage.registry.TermType.TIME;
import static org.greenheart.storage.registry.TermType.TIME_OF_DAY;

import java.util.List;

/**
 * Operators and functions of expressions (OGC 18-088, 9.3.3.5: built-in filter operations and query
 * functions), with the types that they take and give.
 *
 * <p>Comparisons and arithmetic take more than one combination of types; those are checked where
 * expressions are resolved. A parameter of type JSON takes anything.
 */
public enum Operation {
  EQ("eq", BOOLEAN, JSON, JSON),
  NE("ne", BOOLEAN, JSON, JSON),
  GT("gt", BOOLEAN, JSON, JSON),
  GE("ge", BOOLEAN, JSON, JSON),
  LT("lt", BOOLEAN, JSON, JSON),
  LE("le", BOOLEAN, JSON, JSON),

  AND("and", BOOLEAN, BOOLEAN, BOOLEAN),
  OR("or", BOOLEAN, BOOLEAN, BOOLEAN),
  NOT("not", BOOLEAN, BOOLEAN),

  ADD("add", NUMBER, JSON, JSON),
  SUB("sub", NUMBER, JSON, JSON),
  MUL("mul", NUMBER, NUMBER, NUMBER),
  DIV("div", NUMBER, NUMBER, NUMBER),
  MOD("mod", NUMBER, NUMBER, NUMBER),
  NEGATE("-", NUMBER, NUMBER),

  CONCAT("concat", TEXT, TEXT, TEXT),
  /** Not in SensorThings 1.1 but in OData 4, and what many clients send. */
  CONTAINS("contains", BOOLEAN, TEXT, TEXT),
  ENDSWITH("endswith", BOOLEAN, TEXT, TEXT),
  INDEXOF("indexof", NUMBER, TEXT, TEXT),
  LENGTH("length", NUMBER, TEXT),
  STARTSWITH("startswith", BOOLEAN, TEXT, TEXT),
  SUBSTRING("substring", TEXT, TEXT, NUMBER, NUMBER),
  SUBSTRINGOF("substringof", BOOLEAN, TEXT, TEXT),
  TOLOWER("tolower", TEXT, TEXT),
  TOUPPER("toupper", TEXT, TEXT),
  TRIM("trim", TEXT, TEXT),

  DATE_OF("date", DATE, TIME),
  DAY("day", NUMBER, TIME),
  FRACTIONALSECONDS("fractionalseconds", NUMBER, TIME),
  HOUR("hour", NUMBER, TIME),
  MAXDATETIME("maxdatetime", TIME),
  MINDATETIME("mindatetime", TIME),
  MINUTE("minute", NUMBER, TIME),
  MONTH("month", NUMBER, TIME),
  NOW("now", TIME),
  SECOND("second", NUMBER, TIME),
  TIME_OF("time", TIME_OF_DAY, TIME),
  TOTALOFFSETMINUTES("totaloffsetminutes", NUMBER, TIME),
  YEAR("year", NUMBER, TIME),

  CEILING("ceiling", NUMBER, NUMBER),
  FLOOR("floor", NUMBER, NUMBER),
  ROUND("round", NUMBER, NUMBER),

  GEO_DISTANCE("geo.distance", NUMBER, GEOGRAPHY, GEOGRAPHY),
  GEO_INTERSECTS("geo.intersects", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  GEO_LENGTH("geo.length", NUMBER, GEOGRAPHY),
  ST_CONTAINS("st_contains", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_CROSSES("st_crosses", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_DISJOINT("st_disjoint", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_EQUALS("st_equals", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_INTERSECTS("st_intersects", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_OVERLAPS("st_overlaps", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_RELATE("st_relate", BOOLEAN, GEOGRAPHY, GEOGRAPHY, TEXT),
  ST_TOUCHES("st_touches", BOOLEAN, GEOGRAPHY, GEOGRAPHY),
  ST_WITHIN("st_within", BOOLEAN, GEOGRAPHY, GEOGRAPHY);

  private final String word;
  private final TermType result;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<TermType> parameters;

  Operation(String word, TermType result, TermType... parameters) {
    this.word = word;
    this.result = result;
    this.parameters = List.of(parameters);
  }

  /** As it is written in expressions. */
  public String word() {
    return word;
  }

  public TermType result() {
    return result;
  }

  public List<TermType> parameters() {
    return parameters;
  }

  /** How many arguments it needs; only {@code substring} takes one fewer than it knows. */
  public int leastArguments() {
    return this == SUBSTRING ? 2 : parameters.size();
  }

  public boolean isComparison() {
    return switch (this) {
      case EQ, NE, GT, GE, LT, LE -> true;
      default -> false;
    };
  }

  /** Whether it stands between its operands (or before its only one), not before brackets. */
  public boolean isOperator() {
    return compareTo(NEGATE) <= 0;
  }

  /** Whether it works on geometries: understood, but not served yet. */
  public boolean isSpatial() {
    return parameters.contains(GEOGRAPHY);
  }
}
