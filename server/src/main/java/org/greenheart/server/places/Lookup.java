// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.greenheart.storage.registry.RuleException;

/** Known rows by the code that files name them by. */
final class Lookup<T> {
  private final String what;
  private final Function<T, String> key;
  private final Map<String, T> rows = new HashMap<>();

  /**
   * @param what one of them is called in messages
   */
  Lookup(String what, List<T> known, Function<T, String> key) {
    this.what = what;
    this.key = key;
    known.forEach(this::put);
  }

  void put(T row) {
    rows.put(key.apply(row), row);
  }

  Optional<T> find(String code) {
    return Optional.ofNullable(rows.get(code));
  }

  /**
   * @param field that names it
   * @throws RuleException {@code unknown-area} and the like
   */
  T require(String field, String code, String shown) {
    return find(code)
        .orElseThrow(
            () -> new RuleException(field, "must be a known " + what, shown, "unknown-" + what));
  }

  T require(String field, String code) {
    return require(field, code, code);
  }
}
