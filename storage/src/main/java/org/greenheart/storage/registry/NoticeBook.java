// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** Who is told, of what. Thread-safe. */
public interface NoticeBook {
  /** By name. */
  List<NoticeRecipient> recipients();

  Optional<NoticeRecipient> find(long id);

  /**
   * Adds a recipient, or changes the one with its id.
   *
   * @throws RegistryException {@code NOT_FOUND}; {@code DUPLICATE} when another has the code
   */
  NoticeRecipient put(NoticeRecipient recipient);

  /** Takes a recipient out with its rules; false when there is none. */
  boolean remove(long recipient);

  /** All, by id. */
  List<NoticeRule> rules();

  /**
   * Adds a rule, or changes the one with its id.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  NoticeRule put(NoticeRule rule);

  /** False when there is none. */
  boolean removeRule(long rule);
}
