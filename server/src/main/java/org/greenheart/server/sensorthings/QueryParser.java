// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads query options (OGC 18-088, 9.3), those in the brackets of an expansion like those of the
 * request.
 *
 * <p>The standard asks for 501 where an option is not supported. A name without the dollar sign is
 * no option of the standard at all: that is answered with 400, because it is nearly always a slip
 * that would silently give another result.
 */
final class QueryParser {
  static final int MAX_EXPAND_DEPTH = 10;

  private static final Set<String> KNOWN =
      Set.of("filter", "orderby", "top", "skip", "count", "select", "expand", "resultFormat");

  private @Nullable Expression filter;
  private List<QueryOptions.Ordering> orderBy = List.of();
  private @Nullable Long top;
  private long skip;
  private boolean count;
  private List<Expression.Path> select = List.of();
  private List<QueryOptions.Expansion> expand = List.of();
  private boolean dataArray;
  private @Nullable String after;
  private final Map<String, String> written = new LinkedHashMap<>();
  private final int depth;

  private QueryParser(int depth) {
    this.depth = depth;
  }

  /**
   * @param options decoded values by name, each name once
   */
  static QueryOptions parse(Map<String, String> options) {
    QueryParser parser = new QueryParser(0);
    options.forEach(parser::option);
    return parser.finish();
  }

  private QueryOptions finish() {
    return new QueryOptions(
        filter, orderBy, top, skip, count, select, expand, dataArray, after, written);
  }

  private void option(String name, String value) {
    switch (name) {
      case "$resultFormat" -> dataArray = resultFormat(value);
      case "$skiptoken" -> after = value;
      default -> {
        checkKnown(name);
        TokenReader reader = new TokenReader(name, value);
        value(name, reader);
        reader.expectEnd(name.equals("$filter") ? "an operator or the end" : "',' or the end");
      }
    }
    written.put(name, value);
  }

  private static void checkKnown(String name) {
    if (name.startsWith("$") && KNOWN.contains(name.substring(1))) {
      return;
    }
    if (name.startsWith("$")) {
      throw RequestException.unsupported(
          "the query option %s is not supported: expected one of %s"
              .formatted(name, knownWithSign()));
    }
    throw RequestException.bad(
        "unknown-option",
        KNOWN.contains(name)
            ? "unknown query option '%s': did you mean $%s?".formatted(name, name)
            : "unknown query option '%s': expected one of %s".formatted(name, knownWithSign()));
  }

  private static String knownWithSign() {
    return String.join(", ", KNOWN.stream().map(name -> "$" + name).sorted().toList());
  }

  private static boolean resultFormat(String value) {
    if (value.equals("dataArray")) {
      return true;
    }
    throw RequestException.unsupported(
        "$resultFormat at 1: expected dataArray, found '%s'".formatted(value));
  }

  private void value(String name, TokenReader reader) {
    switch (name) {
      case "$filter" -> filter = new ExpressionParser(reader).expression();
      case "$orderby" -> orderBy = orderings(reader);
      case "$top" -> top = wholeNumber(reader);
      case "$skip" -> skip = wholeNumber(reader);
      case "$count" -> count = truth(reader);
      case "$select" -> select = paths(reader);
      case "$expand" -> expand = expansions(reader);
      default -> throw new IllegalStateException("no such option: " + name);
    }
  }

  private static List<QueryOptions.Ordering> orderings(TokenReader reader) {
    List<QueryOptions.Ordering> orderings = new ArrayList<>();
    ExpressionParser expressions = new ExpressionParser(reader);
    do {
      Expression expression = expressions.expression();
      boolean descending = reader.peek().isName("desc");
      if (descending || reader.peek().isName("asc")) {
        reader.next();
      }
      orderings.add(new QueryOptions.Ordering(expression, descending));
    } while (reader.take(Token.Kind.COMMA));
    return orderings;
  }

  private static long wholeNumber(TokenReader reader) {
    Token token = reader.expect(Token.Kind.NUMBER, "a whole number from 0");
    if (!token.text().chars().allMatch(Character::isDigit)) {
      throw reader.unexpected(token, "a whole number from 0");
    }
    BigInteger number = new BigInteger(token.text());
    return number.bitLength() > 62 ? Long.MAX_VALUE / 2 : number.longValue();
  }

  private static boolean truth(TokenReader reader) {
    Token token = reader.next();
    if (token.isName("true")) {
      return true;
    }
    if (token.isName("false")) {
      return false;
    }
    throw reader.unexpected(token, "true or false");
  }

  private static List<Expression.Path> paths(TokenReader reader) {
    List<Expression.Path> paths = new ArrayList<>();
    if (reader.take(Token.Kind.STAR)) {
      return paths;
    }
    do {
      Token name = reader.expect(Token.Kind.NAME, "the name of a property or a relation");
      paths.add(new ExpressionParser(reader).path(name));
    } while (reader.take(Token.Kind.COMMA));
    return paths;
  }

  private List<QueryOptions.Expansion> expansions(TokenReader reader) {
    List<QueryOptions.Expansion> expansions = new ArrayList<>();
    do {
      Token name = reader.expect(Token.Kind.NAME, "the name of a relation");
      Expression.Path path = new ExpressionParser(reader).path(name);
      if (depth + path.names().size() > MAX_EXPAND_DEPTH) {
        throw reader.tooMuch(
            name.position(),
            "expansions must not be nested deeper than %d".formatted(MAX_EXPAND_DEPTH));
      }
      int inside = reader.peek().position();
      QueryOptions options =
          reader.take(Token.Kind.OPEN)
              ? nested(reader, depth + path.names().size())
              : QueryOptions.NONE;
      expansions.add(expansion(path, options, reader.sourceFrom(inside)));
    } while (reader.take(Token.Kind.COMMA));
    return expansions;
  }

  /** {@code A/B(options)} is {@code A($expand=B(options))}. */
  private static QueryOptions.Expansion expansion(
      Expression.Path path, QueryOptions options, String writtenOptions) {
    if (path.names().size() == 1) {
      return new QueryOptions.Expansion(path, options);
    }
    Expression.Path head = new Expression.Path(path.names().subList(0, 1), path.position());
    Expression.Path rest =
        new Expression.Path(
            path.names().subList(1, path.names().size()),
            path.position() + path.names().getFirst().length() + 1);
    QueryOptions inner =
        new QueryOptions(
            null,
            List.of(),
            null,
            0,
            false,
            List.of(),
            List.of(expansion(rest, options, writtenOptions)),
            false,
            null,
            Map.of("$expand", rest.text() + writtenOptions));
    return new QueryOptions.Expansion(head, inner);
  }

  private static QueryOptions nested(TokenReader reader, int depth) {
    QueryParser parser = new QueryParser(depth);
    do {
      Token name = reader.expect(Token.Kind.NAME, "a query option such as $top");
      if (name.text().equals("$resultFormat") || name.text().equals("$skiptoken")) {
        throw reader.error(name.position(), name.text() + " is not for expansions");
      }
      checkKnown(name.text());
      reader.expect(Token.Kind.EQUALS, "'=' after " + name.text());
      if (parser.written.containsKey(name.text())) {
        throw reader.error(name.position(), name.text() + " is given twice");
      }
      int start = reader.peek().position();
      parser.value(name.text(), reader);
      parser.written.put(name.text(), reader.sourceFrom(start));
    } while (reader.take(Token.Kind.SEMICOLON));
    reader.expect(Token.Kind.CLOSE, "';' or ')'");
    return parser.finish();
  }
}
