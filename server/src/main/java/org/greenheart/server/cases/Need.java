// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.util.List;

/**
 * Something that a step must be given.
 *
 * @param words that it may be; empty where any text will do
 */
record Need(String name, Type type, boolean required, List<String> words) {
  /** How it is written in JSON. */
  enum Type {
    TEXT,
    /** One of its words. */
    WORD,
    /** Who is given something: a text, or an object with the {@code account}. */
    HANDLER,
    /** A list of these. */
    HANDLERS,
    /** A day in Beijing. */
    DATE,
    /** A whole number above 0. */
    NUMBER,
    /** The number of another case. */
    CASE
  }

  Need {
    words = List.copyOf(words);
  }

  static Need text(String name) {
    return new Need(name, Type.TEXT, true, List.of());
  }

  static Need of(String name, Type type) {
    return new Need(name, type, true, List.of());
  }

  static Need word(String name, String... words) {
    return new Need(name, Type.WORD, true, List.of(words));
  }

  /** The same, but it may be left out. */
  Need optional() {
    return new Need(name, type, false, words);
  }
}
