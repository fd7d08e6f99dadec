// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.List;

/** Walks over tokens; its errors name the option, the position and what was expected. */
final class TokenReader {
  private final String label;
  private final String source;
  private final List<Token> tokens;
  private int at;

  TokenReader(String label, String source) {
    this.label = label;
    this.source = source;
    this.tokens = Lexer.tokens(label, source);
  }

  Token peek() {
    return tokens.get(at);
  }

  /** The token after the next; the end repeats. */
  Token peekSecond() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  boolean take(Token.Kind kind) {
    if (peek().kind() != kind) {
      return false;
    }
    at++;
    return true;
  }

  Token expect(Token.Kind kind, String expected) {
    Token token = peek();
    if (token.kind() != kind) {
      throw unexpected(token, expected);
    }
    return next();
  }

  void expectEnd(String expected) {
    if (peek().kind() != Token.Kind.END) {
      throw unexpected(peek(), expected);
    }
  }

  /** The text from one position to where the next token begins, without blanks at its ends. */
  String sourceFrom(int position) {
    return source.substring(position - 1, peek().position() - 1).trim();
  }

  RequestException unexpected(Token token, String expected) {
    return error(token.position(), "expected %s, found %s".formatted(expected, token.shown()));
  }

  RequestException error(int position, String message) {
    return RequestException.bad("syntax", "%s at %d: %s".formatted(label, position, message));
  }

  RequestException tooMuch(int position, String message) {
    return RequestException.bad("too-deep", "%s at %d: %s".formatted(label, position, message));
  }
}
