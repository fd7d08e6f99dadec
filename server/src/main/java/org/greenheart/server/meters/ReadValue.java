// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * One quantity of an answer.
 *
 * @param raw as it came, for people: hexadecimal registers, a text
 * @param value null when there is none
 * @param problem why not, such as {@code value-none}; null when there is one
 */
record ReadValue(String code, String raw, @Nullable Decimal value, @Nullable String problem) {
  ReadValue {
    requireNonNull(code, "code is null");
    requireNonNull(raw, "raw is null");
  }

  static ReadValue of(String code, String raw, Decimal value) {
    return new ReadValue(code, raw, value, null);
  }

  static ReadValue none(String code, String raw, String problem) {
    return new ReadValue(code, raw, null, problem);
  }
}
