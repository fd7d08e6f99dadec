// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/**
 * What is decided here and done elsewhere. An entry is written in the transaction of the decision,
 * done by an {@link OutboxFollower}, then cleared. Thread-safe.
 */
public interface Outbox {
  /**
   * Writes an entry; in a caller's transaction it is kept or undone with it.
   *
   * @return its id
   */
  long add(String kind, String payload);

  /** Not cleared yet, in order. */
  List<OutboxEntry> entries();

  /** Forgets an entry that is done. */
  void clear(long id);
}
