// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.greenheart.storage.Micros;
import org.jspecify.annotations.Nullable;

/**
 * Writes terms as SQL.
 *
 * <p>A comparison with a missing value is false (but {@code ne} is true): in SQL it is unknown,
 * which a WHERE takes for false as well; only below a {@code not} it has to be said. A value from a
 * JSON document has a type of its own in each row, and SQLite puts every text above every number:
 * so ordering comparisons also ask for the type.
 *
 * <p>What is SQLite's own (functions of JSON and of time) is written in this class and in {@link
 * EntityColumns} only.
 */
final class TermSql {
  private static final DateTimeFormatter CLOCK_TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);

  private final EntityType type;
  private final Joins joins;

  TermSql(EntityType type, Joins joins) {
    this.type = type;
    this.joins = joins;
  }

  Sql sql(Term term) {
    return switch (term) {
      case Term.Constant constant -> constant(constant);
      case Term.Access access -> access(access);
      case Term.Call call -> call(call);
    };
  }

  static Sql constant(Term.Constant constant) {
    Object value = bindable(constant);
    return value == null ? new Sql().add("NULL") : new Sql().value(value);
  }

  private static @Nullable Object bindable(Term.Constant constant) {
    return switch (constant) {
      case Term.Null() -> null;
      case Term.Truth(boolean value) -> value ? 1L : 0L;
      case Term.Numeral(BigDecimal value) -> number(value);
      case Term.Text(String value) -> value;
      case Term.Time(long micros) -> micros;
      case Term.Span(long micros) -> micros;
      case Term.Day(var value) -> value.toString();
      case Term.ClockTime(var value) -> CLOCK_TIME.format(value);
    };
  }

  private static Object number(BigDecimal value) {
    if (value.scale() <= 0 && value.precision() - value.scale() <= 18) {
      return value.longValue();
    }
    return value.doubleValue();
  }

  private Sql access(Term.Access access) {
    List<Navigation> path = access.path();
    Property property = access.property();
    EntityType owner = path.isEmpty() ? type : path.getLast().target();
    if (property.equals(EntityType.ID)) {
      return new Sql().add(id(path));
    }
    String alias = joins.alias(path);
    if (access.inside().isEmpty()) {
      return new Sql().add(EntityColumns.whole(owner, property, alias));
    }
    String column = EntityColumns.keyColumn(owner, property, access.inside().getFirst());
    if (column != null) {
      // A known key holds a plain value: nothing is inside it.
      return new Sql().add(access.inside().size() == 1 ? alias + "." + column : "NULL");
    }
    StringBuilder keys = new StringBuilder("$");
    access.inside().forEach(key -> keys.append(".\"").append(key.replace("\"", "")).append('"'));
    return new Sql()
        .add("json_extract(" + alias + "." + EntityColumns.column(owner, property) + ", ")
        .value(keys.toString())
        .add(")");
  }

  /** The id at the end of a path, without joining a table whose id stands in the row before. */
  private String id(List<Navigation> path) {
    if (!path.isEmpty()) {
      var column = Link.of(path.getLast()).ownColumn();
      if (column.isPresent()) {
        return joins.alias(path.subList(0, path.size() - 1)) + "." + column.get();
      }
    }
    return joins.alias(path) + ".id";
  }

  private Sql call(Term.Call call) {
    List<Term> arguments = call.arguments();
    Operation operation = call.operation();
    return switch (operation) {
      case EQ, NE, GT, GE, LT, LE -> comparison(operation, arguments.getFirst(), arguments.get(1));
      case AND -> infix(" AND ", arguments);
      case OR -> isList(arguments) ? list(arguments) : infix(" OR ", arguments);
      case NOT -> fill("(NOT COALESCE($1, FALSE))", arguments);
      case ADD -> infix(" + ", arguments);
      case SUB -> infix(" - ", arguments);
      case MUL -> infix(" * ", arguments);
      case DIV -> fill("(CAST($1 AS REAL) / $2)", arguments);
      case MOD -> fill("mod($1, $2)", arguments);
      case NEGATE -> fill("(-$1)", arguments);
      case CONCAT -> infix(" || ", arguments);
      case CONTAINS -> fill("(instr($1, $2) > 0)", arguments);
      case SUBSTRINGOF -> fill("(instr($2, $1) > 0)", arguments);
      case STARTSWITH -> fill("(substr($1, 1, length($2)) = $2)", arguments);
      case ENDSWITH ->
          fill(
              "(length($1) >= length($2) AND substr($1, length($1) - length($2) + 1) = $2)",
              arguments);
      case INDEXOF -> fill("(instr($1, $2) - 1)", arguments);
      case LENGTH -> fill("length($1)", arguments);
      case SUBSTRING ->
          fill(
              arguments.size() == 2
                  ? "substr($1, max(0, $2) + 1)"
                  : "substr($1, max(0, $2) + 1, max(0, $3))",
              arguments);
      case TOLOWER -> fill("lower($1)", arguments);
      case TOUPPER -> fill("upper($1)", arguments);
      case TRIM -> fill("trim($1)", arguments);
      case YEAR -> time("CAST(strftime('%Y', $1, 'unixepoch') AS INTEGER)", arguments);
      case MONTH -> time("CAST(strftime('%m', $1, 'unixepoch') AS INTEGER)", arguments);
      case DAY -> time("CAST(strftime('%d', $1, 'unixepoch') AS INTEGER)", arguments);
      case HOUR -> time("CAST(strftime('%H', $1, 'unixepoch') AS INTEGER)", arguments);
      case MINUTE -> time("CAST(strftime('%M', $1, 'unixepoch') AS INTEGER)", arguments);
      case SECOND -> time("CAST(strftime('%S', $1, 'unixepoch') AS INTEGER)", arguments);
      case DATE_OF -> time("strftime('%Y-%m-%d', $1, 'unixepoch')", arguments);
      case FRACTIONALSECONDS -> fill("(($1 % 1000000) / 1000000.0)", arguments);
      case TIME_OF ->
          fill(
              "(strftime('%H:%M:%S', $1 / 1000000, 'unixepoch')"
                  + " || printf('.%06d', $1 % 1000000))",
              arguments);
      // Times are kept in UTC.
      case TOTALOFFSETMINUTES -> new Sql().add("0");
      case CEILING -> fill("ceil($1)", arguments);
      case FLOOR -> fill("floor($1)", arguments);
      case ROUND -> fill("round($1)", arguments);
      case MAXDATETIME,
          MINDATETIME,
          NOW,
          GEO_DISTANCE,
          GEO_INTERSECTS,
          GEO_LENGTH,
          ST_CONTAINS,
          ST_CROSSES,
          ST_DISJOINT,
          ST_EQUALS,
          ST_INTERSECTS,
          ST_OVERLAPS,
          ST_RELATE,
          ST_TOUCHES,
          ST_WITHIN ->
          throw new IllegalArgumentException("%s has no SQL".formatted(operation.word()));
    };
  }

  /** Whether one property is compared with several values: {@code a eq 1 or a eq 2}. */
  private static boolean isList(List<Term> alternatives) {
    Term first =
        alternatives.getFirst() instanceof Term.Call call ? call.arguments().getFirst() : null;
    return alternatives.stream()
        .allMatch(
            alternative ->
                alternative instanceof Term.Call call
                    && call.operation() == Operation.EQ
                    && call.arguments().getFirst() instanceof Term.Access access
                    && access.equals(first)
                    && (call.arguments().get(1) instanceof Term.Numeral
                        || call.arguments().get(1) instanceof Term.Text));
  }

  /** A list is looked up in an index, where a chain of OR is tried on every row. */
  private Sql list(List<Term> alternatives) {
    Sql sql = new Sql();
    for (Term alternative : alternatives) {
      List<Term> sides = ((Term.Call) alternative).arguments();
      sql.add(sql.isEmpty() ? sql(sides.getFirst()).add(" IN (") : new Sql().add(", "))
          .add(sql(sides.get(1)));
    }
    return sql.add(")");
  }

  private Sql time(String pattern, List<Term> arguments) {
    return fill(pattern.replace("$1", "$1 / 1000000"), arguments);
  }

  private Sql infix(String operator, List<Term> arguments) {
    Sql sql = new Sql().add("(");
    for (int i = 0; i < arguments.size(); i++) {
      sql.add(i == 0 ? "" : operator).add(sql(arguments.get(i)));
    }
    return sql.add(")");
  }

  /** Puts arguments where the pattern has $1, $2 or $3. */
  private Sql fill(String pattern, List<Term> arguments) {
    Sql sql = new Sql();
    int at = 0;
    while (at < pattern.length()) {
      int mark = pattern.indexOf('$', at);
      if (mark < 0) {
        return sql.add(pattern.substring(at));
      }
      sql.add(pattern.substring(at, mark)).add(sql(arguments.get(pattern.charAt(mark + 1) - '1')));
      at = mark + 2;
    }
    return sql;
  }

  private Sql comparison(Operation operation, Term left, Term right) {
    if (left instanceof Term.Null || right instanceof Term.Null) {
      return withNull(operation, left instanceof Term.Null ? right : left);
    }
    String sign =
        switch (operation) {
          case EQ -> " = ";
          case NE -> " IS DISTINCT FROM ";
          case GT -> " > ";
          case GE -> " >= ";
          case LT -> " < ";
          case LE -> " <= ";
          default -> throw new IllegalArgumentException("no comparison: " + operation);
        };
    Sql sql = new Sql().add("(");
    if (operation != Operation.EQ && operation != Operation.NE) {
      sql.add(typeGuard(left, right)).add(typeGuard(right, left));
    }
    return sql.add(operand(left, right)).add(sign).add(operand(right, left)).add(")");
  }

  private Sql withNull(Operation operation, Term other) {
    return switch (operation) {
      case EQ -> new Sql().add("(").add(sql(other)).add(" IS NULL)");
      case NE -> new Sql().add("(").add(sql(other)).add(" IS NOT NULL)");
      default -> new Sql().add("FALSE");
    };
  }

  private Sql typeGuard(Term term, Term other) {
    if (term.type() != TermType.JSON) {
      return new Sql();
    }
    return switch (other.type()) {
      case NUMBER -> new Sql().add("typeof(").add(sql(term)).add(") IN ('integer', 'real') AND ");
      case TEXT, TIME, DATE -> new Sql().add("typeof(").add(sql(term)).add(") = 'text' AND ");
      case JSON ->
          new Sql()
              .add("(typeof(")
              .add(sql(term))
              .add(") = 'text') = (typeof(")
              .add(sql(other))
              .add(") = 'text') AND ");
      case BOOLEAN, DURATION, GEOGRAPHY, NULL, TIME_OF_DAY -> new Sql();
    };
  }

  /** A time beside a JSON value is compared as the text that the document would hold. */
  private Sql operand(Term term, Term other) {
    if (term instanceof Term.Time(long micros) && other.type() == TermType.JSON) {
      return new Sql().value(Micros.toInstant(micros).toString());
    }
    return sql(term);
  }
}
