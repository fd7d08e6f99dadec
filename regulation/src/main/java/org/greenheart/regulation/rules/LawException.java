// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.rules;

import static java.util.Objects.requireNonNull;

/**
 * An input that the law gives no answer for. The message names the field, the rule and the value.
 */
public final class LawException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String field;

  /** What is wrong, to be counted and to be acted upon by programs. */
  public enum Code {
    /** A field that the function needs is not there. */
    MISSING,
    /** A field is not of its type. */
    NOT_READABLE,
    /** A number that cannot be, or a word that is none of the known ones. */
    OUT_OF_RANGE,
    /** The unit is not the rule's. */
    WRONG_UNIT,
    /** Too few values for a statement. */
    NO_DATA,
    /** No rule is in force for this on the data's day. */
    NO_RULE,
    /** Rules that contradict each other: overlapping dates, two values for one thing. */
    CONFLICT,
    /** No function of this name. */
    UNKNOWN_FUNCTION
  }

  public LawException(Code code, String field, String message) {
    super(requireNonNull(message, "message is null"));
    this.code = requireNonNull(code, "code is null");
    this.field = requireNonNull(field, "field is null");
  }

  public Code code() {
    return code;
  }

  /** The input field, or the table and line; empty when it is none of them. */
  public String field() {
    return field;
  }
}
