// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the decoded text of a resource path or a query option into tokens.
 *
 * <p>Three habits of clients are understood here. A {@code +} before an offset that was sent
 * without escaping reaches us as a blank: {@code 2026-11-21T08:00:00 08:00}. Keys of JSON documents
 * may begin with a digit and contain hyphens, which no operator does. A quote inside a text is
 * doubled: {@code 'O''Neil'}.
 */
final class Lexer {
  /** Longer option values are refused: nothing that a person or a program needs is longer. */
  static final int MAX_LENGTH = 20_000;

  private static final String TIME_PATTERN =
      "\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?"
          + "(?:[Zz]|[+ -]\\d{2}(?::?\\d{2})?)";
  private static final Pattern INTERVAL = Pattern.compile(TIME_PATTERN + "/" + TIME_PATTERN);
  private static final Pattern TIME = Pattern.compile(TIME_PATTERN);
  private static final Pattern TIME_WITHOUT_OFFSET =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}[Tt]\\d{2}(?::?\\d{2})?");
  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern TIME_OF_DAY =
      Pattern.compile("\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?");
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,4})?");

  private final String label;
  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String label, String text) {
    this.label = label;
    this.text = text;
  }

  /**
   * @param label what messages call the text: {@code $filter}, {@code path}
   */
  static List<Token> tokens(String label, String text) {
    if (text.length() > MAX_LENGTH) {
      throw RequestException.bad(
          "too-long",
          "%s: its length (%d) must not exceed %d characters"
              .formatted(label, text.length(), MAX_LENGTH));
    }
    Lexer lexer = new Lexer(label, text);
    lexer.run();
    return lexer.tokens;
  }

  private void run() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == ' ' || c == '\t') {
        at++;
      } else if (afterSlash() && isKeyPart(c)) {
        key();
      } else if (isDigit(c) || (c == '-' && at + 1 < text.length() && isDigit(next()))) {
        number();
      } else if (c == '\'') {
        int start = at;
        add(Token.Kind.TEXT, quoted(), start);
      } else if (isNameStart(c)) {
        name();
      } else {
        sign(c);
      }
    }
    add(Token.Kind.END, "", text.length());
  }

  private char next() {
    return text.charAt(at + 1);
  }

  private boolean afterSlash() {
    return at > 0
        && text.charAt(at - 1) == '/'
        && !tokens.isEmpty()
        && tokens.getLast().kind() == Token.Kind.SLASH;
  }

  private void key() {
    int start = at;
    while (at < text.length() && isKeyPart(text.charAt(at))) {
      at++;
    }
    add(Token.Kind.NAME, text.substring(start, at), start);
  }

  private void name() {
    key();
    Token word = tokens.getLast();
    if (at == text.length() || text.charAt(at) != '\'') {
      return;
    }
    Token.Kind kind =
        switch (word.text()) {
          case "duration" -> Token.Kind.DURATION;
          case "geography", "geometry" -> Token.Kind.GEOGRAPHY;
          default ->
              throw error(
                  word.position() - 1,
                  "'%s' is no kind of literal: expected duration'...' or geography'...'"
                      .formatted(word.text()));
        };
    tokens.removeLast();
    add(kind, quoted(), word.position() - 1);
  }

  private String quoted() {
    int start = at++;
    StringBuilder content = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '\'') {
        content.append(c);
      } else if (at < text.length() && text.charAt(at) == '\'') {
        content.append(c);
        at++;
      } else {
        return content.toString();
      }
    }
    throw error(start, "the text that begins here is not closed: expected a quote (')");
  }

  private void number() {
    int start = at;
    if (take(INTERVAL, Token.Kind.INTERVAL) || take(TIME, Token.Kind.TIME)) {
      return;
    }
    if (matcher(TIME_WITHOUT_OFFSET).lookingAt()) {
      throw error(start, "the time needs seconds at most and an offset: expected Z or +08:00");
    }
    if (take(DATE, Token.Kind.DATE)
        || take(TIME_OF_DAY, Token.Kind.TIME_OF_DAY)
        || take(NUMBER, Token.Kind.NUMBER)) {
      if (at < text.length() && isKeyPart(text.charAt(at))) {
        throw error(at, "unexpected '%s' after a number or date".formatted(text.charAt(at)));
      }
      return;
    }
    throw error(start, "unreadable number");
  }

  private boolean take(Pattern pattern, Token.Kind kind) {
    Matcher matcher = matcher(pattern);
    if (!matcher.lookingAt()) {
      return false;
    }
    int start = at;
    at = matcher.end();
    add(kind, matcher.group().replace(' ', '+'), start);
    return true;
  }

  private Matcher matcher(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private void sign(char c) {
    Token.Kind kind =
        switch (c) {
          case '(' -> Token.Kind.OPEN;
          case ')' -> Token.Kind.CLOSE;
          case ',' -> Token.Kind.COMMA;
          case '/' -> Token.Kind.SLASH;
          case ';' -> Token.Kind.SEMICOLON;
          case '=' -> Token.Kind.EQUALS;
          case '*' -> Token.Kind.STAR;
          case '-' -> Token.Kind.MINUS;
          default ->
              throw error(
                  at,
                  "unexpected character %s"
                      .formatted(c < ' ' ? "U+%04X".formatted((int) c) : "'" + c + "'"));
        };
    add(kind, String.valueOf(c), at);
    at++;
  }

  private void add(Token.Kind kind, String content, int start) {
    tokens.add(new Token(kind, content, start + 1));
  }

  private RequestException error(int index, String message) {
    return RequestException.bad("syntax", "%s at %d: %s".formatted(label, index + 1, message));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '@' || c == '$';
  }

  private static boolean isKeyPart(char c) {
    return Character.isLetterOrDigit(c)
        || Character.isSurrogate(c)
        || c == '_'
        || c == '-'
        || c == '.'
        || c == '@'
        || c == '$';
  }
}
