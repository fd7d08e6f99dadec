// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.greenheart.storage.registry.Term;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ExpressionParserTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "result eq 5 | (eq result 5)",
        "result ne null | (ne result null)",
        "result gt -5.50 | (gt result -5.50)",
        "result ge 1e3 | (ge result 1E+3)",
        "result lt 5 | (lt result 5)",
        "result le 5 | (le result 5)",
        "a or b and c | (or a (and b c))",
        "a and b or c | (or (and a b) c)",
        "(a or b) and c | (and (or a b) c)",
        "a eq b gt c | (eq a (gt b c))",
        "a gt b add c | (gt a (add b c))",
        "a add b mul c | (add a (mul b c))",
        "a sub b sub c | (sub (sub a b) c)",
        "a div b mod c | (mod (div a b) c)",
        "not a and b | (and (not a) b)",
        "not not a | (not (not a))",
        "not (a eq b) | (not (eq a b))",
        "-a mul b | (mul (- a) b)",
        "-(a add b) | (- (add a b))",
        "name eq 'O''Neil' | (eq name 'O'Neil')",
        "name eq '大气' | (eq name '大气')",
        "name eq 'a and (b' | (eq name 'a and (b')",
        "flag eq true or flag eq false | (or (eq flag true) (eq flag false))",
        "Datastream/Thing/properties/1st-key eq 'x' | (eq Datastream/Thing/properties/1st-key 'x')",
        "@iot.id eq 3 | (eq @iot.id 3)",
        "substringof('x',name) | (substringof 'x' name)",
        "substring(name,1) eq 'x' | (eq (substring name 1) 'x')",
        "substring(name,1,2) eq 'x' | (eq (substring name 1 2) 'x')",
        "length(trim(name)) gt 0 | (gt (length (trim name)) 0)",
        "now() sub duration'PT1H' | (sub (now) PT3600000000us)",
        "geo.distance(location,geography'POINT(1 2)') lt 3"
            + " | (lt (geo.distance location geography:POINT(1 2)) 3)",
        "st_within(location,geography'POLYGON((1 2,3 4))')"
            + " | (st_within location geography:POLYGON((1 2,3 4)))",
        "year(time) eq 2026 | (eq (year time) 2026)",
        "date(time) eq 2026-11-21 | (eq (date time) 2026-11-21)",
        "time(time) lt 08:30:00 | (lt (time time) 08:30)",
        "not/x eq 1 | (eq not/x 1)",
      })
  void parse_wellFormed_givesTree(String text, String tree) {
    assertThat(show(parse(text))).isEqualTo(tree);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T00:00:00Z, 2026-11-21T00:00:00Z",
    "2026-11-21T08:00:00+08:00, 2026-11-21T00:00:00Z",
    "2026-11-21T08:00:00 08:00, 2026-11-21T00:00:00Z",
    "2026-11-21T08:00:00+0800, 2026-11-21T00:00:00Z",
    "2026-11-21T08:00+08, 2026-11-21T00:00:00Z",
    "2026-11-20T17:00:00.5-07:00, 2026-11-21T00:00:00.500Z",
    "2026-11-21T00:00:00.123456789z, 2026-11-21T00:00:00.123456Z",
  })
  void parse_time_isInUtc(String written, String utc) {
    assertThat(parse("t eq " + written))
        .isInstanceOfSatisfying(
            Expression.Call.class,
            call ->
                assertThat(((Term.Time) literal(call.arguments().get(1))).micros())
                    .isEqualTo(Iso.micros(utc)));
  }

  @Test
  void parse_interval_hasBothEnds() {
    assertThat(show(parse("phenomenonTime eq 2026-11-21T00:00:00Z/2026-11-21T01:00:00Z")))
        .isEqualTo("(eq phenomenonTime 2026-11-21T00:00:00Z/2026-11-21T01:00:00Z)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "result gt | $filter at 10: expected a value, a property, a function or '(', found the end",
        "result gt 5) | $filter at 12: expected the end, found ')'",
        "(result gt 5 | $filter at 13: expected an operator or ')', found the end",
        "result xx 5 | $filter at 8: expected the end, found 'xx'",
        "name eq 'abc | $filter at 9: the text that begins here is not closed: expected a quote (')",
        "foo(name) | $filter at 1: 'foo' is no function",
        "length() gt 1 | $filter at 1: length takes 1 argument, not 0",
        "substring(name) eq 'x' | $filter at 1: substring takes 2 or 3 arguments, not 1",
        "now(1) gt 1 | $filter at 1: now takes 0 arguments, not 1",
        "a/ | $filter at 3: expected a name after '/', found the end",
        "a # 1 | $filter at 3: unexpected character '#'",
        "result eq 5x | $filter at 12: unexpected 'x' after a number or date",
        "t gt 2026-11-21T00:00:00 | $filter at 6: the time needs seconds at most and an offset",
        "t gt 2026-13-21T00:00:00Z | $filter at 6: '2026-13-21T00:00:00Z' is not a time that exists",
        "t gt 2026-02-30 | $filter at 6: '2026-02-30' is not a date that exists",
        "t gt time'x' | $filter at 6: 'time' is no kind of literal",
        "t eq duration'P1Y' | $filter at 6: 'P1Y' is not a duration that exists",
        "t eq 2026-11-21T01:00:00Z/2026-11-21T00:00:00Z | $filter at 6: the interval",
      })
  void parse_malformed_saysWhereAndWhat(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(RequestException.class)
        .satisfies(e -> assertThat(((RequestException) e).status()).isEqualTo(400))
        .hasMessageStartingWith(message);
  }

  @Test
  void parse_tooDeep_isRefused() {
    String deep = "(".repeat(5_000) + "a eq 1" + ")".repeat(5_000);

    assertThatThrownBy(() -> parse(deep))
        .hasMessage("$filter at 101: brackets must not be nested deeper than 100");
    assertThatThrownBy(() -> parse("not ".repeat(4_000) + "a"))
        .hasMessageContaining("must not be nested deeper");
    assertThatThrownBy(() -> parse("trim(".repeat(3_000)))
        .hasMessageContaining("must not be nested deeper");
  }

  @Test
  void parse_tooManyParts_isRefused() {
    assertThatThrownBy(() -> parse("a" + " or a".repeat(1_500)))
        .hasMessageContaining("an expression must not have more than 2000 parts");
  }

  @Test
  void parse_tooLong_isRefused() {
    assertThatThrownBy(() -> parse("name eq '" + "x".repeat(30_000) + "'"))
        .hasMessage("$filter: its length (30010) must not exceed 20000 characters");
  }

  private static Expression parse(String text) {
    TokenReader reader = new TokenReader("$filter", text);
    Expression expression = new ExpressionParser(reader).expression();
    reader.expectEnd("the end");
    return expression;
  }

  private static Term.Constant literal(Expression expression) {
    return ((Expression.Literal) expression).value();
  }

  private static String show(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> show(literal.value());
      case Expression.Interval interval ->
          Iso.text(interval.startMicros()) + "/" + Iso.text(interval.endMicros());
      case Expression.Geometry geometry -> "geography:" + geometry.text();
      case Expression.Path path -> path.text();
      case Expression.Call call ->
          "("
              + call.operation().word()
              + call.arguments().stream()
                  .map(argument -> " " + show(argument))
                  .collect(Collectors.joining())
              + ")";
    };
  }

  private static String show(Term.Constant constant) {
    return switch (constant) {
      case Term.Null() -> "null";
      case Term.Truth(boolean value) -> String.valueOf(value);
      case Term.Numeral(var value) -> value.toString();
      case Term.Text(String value) -> "'" + value + "'";
      case Term.Time(long micros) -> Iso.text(micros);
      case Term.Span(long micros) -> "PT" + micros + "us";
      case Term.Day(var value) -> value.toString();
      case Term.ClockTime(var value) -> value.toString();
    };
  }
}
