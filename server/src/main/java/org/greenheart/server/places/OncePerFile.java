// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.util.HashMap;
import java.util.Map;
import org.greenheart.storage.registry.RuleException;

/**
 * Keeps a file from saying two things about one: else its second row would undo its first, and
 * importing it again would change something again.
 */
public final class OncePerFile {
  private final Map<String, String> said = new HashMap<>();

  /**
   * @throws RuleException {@code row-twice}
   */
  public void first(String field, String key) {
    if (said.putIfAbsent(key, "") != null) {
      throw new RuleException(field, "must not stand in the file twice", key, "row-twice");
    }
  }

  /**
   * @throws RuleException {@code row-contradicts}
   */
  void same(String field, String key, String value) {
    String before = said.putIfAbsent(field + " of " + key, value);
    if (before != null && !before.equals(value)) {
      throw new RuleException(
          field,
          "must be %s as in a row before for %s".formatted(before, key),
          value,
          "row-contradicts");
    }
  }
}
