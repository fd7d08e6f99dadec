// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** What kind of value a {@link Term} stands for. */
public enum TermType {
  BOOLEAN("true or false"),
  DATE("a date"),
  DURATION("a duration"),
  GEOGRAPHY("a geometry"),
  /** Known only when the value is seen: something in a JSON document. */
  JSON("a value in JSON"),
  NULL("null"),
  NUMBER("a number"),
  TEXT("a text"),
  /** An instant; a stretch of time counts as its start. */
  TIME("a time"),
  TIME_OF_DAY("a time of day");

  private final String words;

  TermType(String words) {
    this.words = words;
  }

  /** The type as messages name it, with its article. */
  public String words() {
    return words;
  }
}
