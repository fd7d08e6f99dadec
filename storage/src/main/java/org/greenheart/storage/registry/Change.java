// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

/** What a write did: the row as it is now, and whether it is new, changed, or was there already. */
public record Change<T>(Kind kind, T row) {
  /** What happened. */
  public enum Kind {
    ADDED,
    CHANGED,
    UNCHANGED
  }
}
