// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.greenheart.storage.registry.Operation;
import org.greenheart.storage.registry.Term;

/**
 * Reads expressions by recursive descent.
 *
 * <p>From the loosest to the tightest (OGC 18-088, 9.3.3.5.1): {@code or}, {@code and}, {@code eq
 * ne}, {@code gt ge lt le}, {@code add sub}, {@code mul div mod}, {@code not} and the minus sign,
 * then brackets, functions, paths and literals. Operators of one level go from left to right.
 */
final class ExpressionParser {
  static final int MAX_DEPTH = 100;
  static final int MAX_NODES = 2_000;

  private static final List<Map<String, Operation>> LEVELS =
      List.of(
          words(Operation.OR),
          words(Operation.AND),
          words(Operation.EQ, Operation.NE),
          words(Operation.GT, Operation.GE, Operation.LT, Operation.LE),
          words(Operation.ADD, Operation.SUB),
          words(Operation.MUL, Operation.DIV, Operation.MOD));
  private static final Map<String, Operation> FUNCTIONS =
      words(
          Arrays.stream(Operation.values())
              .filter(operation -> !operation.isOperator())
              .toArray(Operation[]::new));

  private final TokenReader reader;
  private int depth;
  private int nodes;

  ExpressionParser(TokenReader reader) {
    this.reader = reader;
  }

  private static Map<String, Operation> words(Operation... operations) {
    return Arrays.stream(operations)
        .collect(Collectors.toUnmodifiableMap(Operation::word, Function.identity()));
  }

  Expression expression() {
    return level(0);
  }

  private Expression level(int level) {
    if (level == LEVELS.size()) {
      return unary();
    }
    Expression left = level(level + 1);
    while (true) {
      Token token = reader.peek();
      Operation operation =
          token.kind() == Token.Kind.NAME ? LEVELS.get(level).get(token.text()) : null;
      if (operation == null) {
        return left;
      }
      reader.next();
      Expression right = level(level + 1);
      left = node(new Expression.Call(operation, List.of(left, right), token.position()));
    }
  }

  private Expression unary() {
    Token token = reader.peek();
    Operation operation;
    if (token.isName("not") && reader.peekSecond().kind() != Token.Kind.SLASH) {
      operation = Operation.NOT;
    } else if (token.kind() == Token.Kind.MINUS) {
      operation = Operation.NEGATE;
    } else {
      return primary();
    }
    reader.next();
    enter(token);
    Expression operand = unary();
    depth--;
    return node(new Expression.Call(operation, List.of(operand), token.position()));
  }

  private Expression primary() {
    Token token = reader.next();
    int position = token.position();
    return switch (token.kind()) {
      case OPEN -> {
        enter(token);
        Expression inner = expression();
        depth--;
        reader.expect(Token.Kind.CLOSE, "an operator or ')'");
        yield inner;
      }
      case NAME -> nameOrCall(token);
      case TEXT -> literal(new Term.Text(token.text()), position);
      case NUMBER -> literal(new Term.Numeral(new BigDecimal(token.text())), position);
      case TIME -> literal(new Term.Time(time(token, token.text())), position);
      case DATE, DURATION, TIME_OF_DAY -> literal(constant(token), position);
      case INTERVAL -> interval(token);
      case GEOGRAPHY -> node(new Expression.Geometry(token.text(), position));
      case CLOSE, COMMA, END, EQUALS, MINUS, SEMICOLON, SLASH, STAR ->
          throw reader.unexpected(token, "a value, a property, a function or '('");
    };
  }

  private Term.Constant constant(Token token) {
    try {
      return switch (token.kind()) {
        case DATE -> new Term.Day(Iso.date(token.text()));
        case DURATION -> new Term.Span(Iso.durationMicros(token.text()));
        case TIME_OF_DAY -> new Term.ClockTime(Iso.timeOfDay(token.text()));
        default -> throw new IllegalArgumentException("no constant: " + token);
      };
    } catch (DateTimeException e) {
      throw reader.error(
          token.position(),
          "'%s' is not %s that exists".formatted(token.text(), token.kind().words()));
    }
  }

  private long time(Token token, String text) {
    try {
      return Iso.micros(text);
    } catch (DateTimeException e) {
      throw reader.error(token.position(), "'%s' is not a time that exists".formatted(text));
    }
  }

  private Expression interval(Token token) {
    int slash = token.text().indexOf('/');
    long start = time(token, token.text().substring(0, slash));
    long end = time(token, token.text().substring(slash + 1));
    if (start > end) {
      throw reader.error(
          token.position(), "the interval '%s' ends before it starts".formatted(token.text()));
    }
    return node(new Expression.Interval(start, end, token.position()));
  }

  private Expression nameOrCall(Token token) {
    if (reader.peek().kind() == Token.Kind.OPEN) {
      return call(token);
    }
    if (reader.peek().kind() != Token.Kind.SLASH) {
      switch (token.text()) {
        case "true" -> {
          return literal(new Term.Truth(true), token.position());
        }
        case "false" -> {
          return literal(new Term.Truth(false), token.position());
        }
        case "null" -> {
          return literal(new Term.Null(), token.position());
        }
        default -> {}
      }
    }
    return node(path(token));
  }

  /** Reads the rest of a path whose first name was taken. */
  Expression.Path path(Token first) {
    List<String> names = new ArrayList<>();
    names.add(first.text());
    while (reader.take(Token.Kind.SLASH)) {
      names.add(reader.expect(Token.Kind.NAME, "a name after '/'").text());
    }
    return new Expression.Path(names, first.position());
  }

  private Expression call(Token name) {
    Operation operation = FUNCTIONS.get(name.text());
    if (operation == null) {
      throw reader.error(name.position(), "'%s' is no function".formatted(name.text()));
    }
    enter(reader.next());
    List<Expression> arguments = new ArrayList<>();
    if (!reader.take(Token.Kind.CLOSE)) {
      do {
        arguments.add(expression());
      } while (reader.take(Token.Kind.COMMA));
      reader.expect(Token.Kind.CLOSE, "an operator, ',' or ')'");
    }
    depth--;
    int least = operation.leastArguments();
    int most = operation.parameters().size();
    if (arguments.size() < least || arguments.size() > most) {
      throw reader.error(
          name.position(),
          "%s takes %s, not %d"
              .formatted(
                  operation.word(),
                  least == most ? countOf(most) : least + " or " + countOf(most),
                  arguments.size()));
    }
    return node(new Expression.Call(operation, arguments, name.position()));
  }

  private static String countOf(int arguments) {
    return arguments == 1 ? "1 argument" : arguments + " arguments";
  }

  private Expression literal(Term.Constant value, int position) {
    return node(new Expression.Literal(value, position));
  }

  private void enter(Token token) {
    if (++depth > MAX_DEPTH) {
      throw reader.tooMuch(
          token.position(), "brackets must not be nested deeper than %d".formatted(MAX_DEPTH));
    }
  }

  private <T extends Expression> T node(T node) {
    if (++nodes > MAX_NODES) {
      throw reader.tooMuch(
          node.position(), "an expression must not have more than %d parts".formatted(MAX_NODES));
    }
    return node;
  }
}
