// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Map;

/**
 * How far the readers of the feed have come. A position is written in the transaction that holds
 * what the reader concluded, so that after a crash nothing is concluded twice. Thread-safe.
 */
public interface Positions {
  /** The last arrival that the reader has done with; 0 when it has not begun. */
  long position(String reader);

  /**
   * Moves a reader, also backwards.
   *
   * @throws RuleException {@code position-negative}
   */
  void moveTo(String reader, long arrival);

  /** All readers. */
  Map<String, Long> all();

  /** Forgets a reader, so that it no longer holds back what may be thrown away. */
  void forget(String reader);
}
