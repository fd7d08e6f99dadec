// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.protocols.hj212;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * All that one message says of one code, gathered from whatever items it was spread over.
 *
 * @param code the code as sent; see {@link FactorTable#canonical} for its 2017 form
 * @param fields in the order sent
 */
public record Reading(String code, List<Field> fields) {
  public Reading {
    requireNonNull(code, "code is null");
    fields = List.copyOf(fields);
  }

  /** The last value of this part ({@code Rtd}, {@code Flag}...): a repeated field replaces. */
  public Optional<String> value(String part) {
    for (int i = fields.size() - 1; i >= 0; i--) {
      if (fields.get(i).part().equals(part)) {
        return Optional.of(fields.get(i).value());
      }
    }
    return Optional.empty();
  }
}
