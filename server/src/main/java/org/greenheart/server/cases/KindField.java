// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.util.List;

/**
 * A field of a kind of case.
 *
 * @param choices that it may be; empty where any text will do
 */
record KindField(String name, Label label, Type type, boolean required, List<Choice> choices) {
  /** In Chinese and English. */
  record Label(String zh, String en) {}

  /** A word and how it is shown. */
  record Choice(String word, String zh, String en) {}

  /** How it is filled. */
  enum Type {
    TEXT,
    LONG_TEXT,
    NUMBER,
    DATE,
    FLAG,
    CHOICE,
    /** Several, with commas between. */
    CHOICES
  }

  KindField {
    choices = List.copyOf(choices);
  }
}
