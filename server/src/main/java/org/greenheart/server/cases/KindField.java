// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import java.util.List;

/**
 * A field of a kind of case.
 *
 * @param choices that it may be; empty where any text will do
 * @param publicity what of it the public reads in the table of results
 */
record KindField(
    String name,
    Label label,
    Type type,
    boolean required,
    List<Choice> choices,
    Publicity publicity) {
  /** What of a field the public reads. */
  enum Publicity {
    /** Nothing: so is each field that does not say otherwise. */
    HIDDEN,
    /** Its text without names, numbers and addresses that lead to somebody. */
    MASKED,
    SHOWN
  }

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
