// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/** A value breaks a rule. Names the field, the rule and the value, and carries a code. */
public final class RuleException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String field;
  private final String rule;
  private final String value;
  private final String code;

  /**
   * @param field as the port names it: {@code creditCode}
   * @param rule as the rest of a sentence: {@code must have 18 characters}
   * @param code lower case with hyphens, for counting: {@code credit-code-length}
   */
  public RuleException(String field, String rule, @Nullable Object value, String code) {
    super("%s (%s) %s".formatted(field, value, rule));
    this.field = field;
    this.rule = rule;
    this.value = String.valueOf(value);
    this.code = code;
  }

  public String field() {
    return field;
  }

  public String rule() {
    return rule;
  }

  public String value() {
    return value;
  }

  public String code() {
    return code;
  }
}
