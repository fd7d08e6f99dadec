// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** Whose codes are whose. Thread-safe. */
public interface CodePrefixes {
  /**
   * Adds one.
   *
   * @throws RuleException {@code prefix-taken} when a code could be of this one and of another that
   *     is there
   * @throws RegistryException {@code NOT_FOUND} when there is no such enterprise
   */
  CodePrefix add(CodePrefix prefix);

  /**
   * @throws RegistryException {@code NOT_FOUND}
   */
  void remove(long id);

  /** All, by prefix. */
  List<CodePrefix> all();

  /** The enterprise whose prefix a lot's code has; empty where nobody has registered it. */
  default Optional<Long> holder(String code) {
    return all().stream().filter(each -> each.covers(code)).map(CodePrefix::owner).findFirst();
  }
}
