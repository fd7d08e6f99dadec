// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource path as it was written (OGC 18-088, 9.2): {@code
 * Things(1)/Datastreams(2)/Observations}.
 *
 * @param segments at least one
 * @param ending what {@code /$value} or {@code /$ref} asks for
 */
record ResourcePath(List<Segment> segments, Ending ending) {
  static final int MAX_SEGMENTS = 50;

  enum Ending {
    NONE,
    REF,
    VALUE
  }

  /**
   * One name between slashes.
   *
   * @param id the text in brackets; null without brackets
   * @param number the id as a number; null when it is none, which no entity of ours has
   */
  record Segment(String name, @Nullable String id, @Nullable Long number, int position) {}

  ResourcePath {
    segments = List.copyOf(segments);
  }

  /**
   * @param path decoded, without the slash at its beginning
   */
  static ResourcePath parse(String path) {
    TokenReader reader = new TokenReader("path", path);
    List<Segment> segments = new ArrayList<>();
    Ending ending = Ending.NONE;
    do {
      Token name = reader.peek();
      if (name.kind() == Token.Kind.END && !segments.isEmpty()) {
        break;
      }
      if (ending != Ending.NONE) {
        throw reader.unexpected(name, "the end");
      }
      reader.expect(Token.Kind.NAME, "a name");
      switch (name.text()) {
        case "$ref" -> ending = Ending.REF;
        case "$value" -> ending = Ending.VALUE;
        default -> segments.add(segment(name, reader));
      }
      if (segments.isEmpty()) {
        throw reader.unexpected(name, "the name of an entity set");
      }
      if (segments.size() > MAX_SEGMENTS) {
        throw reader.tooMuch(
            name.position(), "a path must not have more than %d parts".formatted(MAX_SEGMENTS));
      }
    } while (reader.take(Token.Kind.SLASH));
    reader.expectEnd("'/' or the end");
    return new ResourcePath(segments, ending);
  }

  private static Segment segment(Token name, TokenReader reader) {
    if (!reader.take(Token.Kind.OPEN)) {
      return new Segment(name.text(), null, null, name.position());
    }
    Token id = reader.next();
    Long number =
        switch (id.kind()) {
          case NUMBER -> number(id.text());
          case TEXT -> null;
          default -> throw reader.unexpected(id, "an id: a number or a text in quotes");
        };
    reader.expect(Token.Kind.CLOSE, "')'");
    return new Segment(name.text(), id.text(), number, name.position());
  }

  private static @Nullable Long number(String text) {
    try {
      return new BigDecimal(text).longValueExact();
    } catch (ArithmeticException e) {
      return null;
    }
  }
}
