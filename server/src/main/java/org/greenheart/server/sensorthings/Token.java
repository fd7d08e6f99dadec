// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

/**
 * A word of a path or a query option.
 *
 * @param text what stands there; for texts, times and geometries without quotes and prefix
 * @param position of the first character, from 1
 */
record Token(Kind kind, String text, int position) {
  enum Kind {
    CLOSE("')'"),
    COMMA("','"),
    DATE("a date"),
    DURATION("a duration"),
    END("the end"),
    EQUALS("'='"),
    GEOGRAPHY("a geometry"),
    INTERVAL("a time interval"),
    MINUS("'-'"),
    NAME("a name"),
    NUMBER("a number"),
    OPEN("'('"),
    SEMICOLON("';'"),
    SLASH("'/'"),
    STAR("'*'"),
    TEXT("a text in quotes"),
    TIME("a time"),
    TIME_OF_DAY("a time of day");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  /** As messages show it. */
  String shown() {
    return switch (kind) {
      case END -> kind.words();
      case TEXT -> "the text '%s'".formatted(brief());
      default -> "'%s'".formatted(brief());
    };
  }

  private String brief() {
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
