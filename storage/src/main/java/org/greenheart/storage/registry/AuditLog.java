// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who did what: only ever added to. Thread-safe. */
public interface AuditLog {
  /** Adds one behind the last; id and hash are given here. */
  AuditEntry add(AuditEntry entry);

  /** Newest first. */
  List<AuditEntry> list(Filter filter, long before, int limit);

  /** The newest; empty when there is none. */
  Optional<AuditEntry> last();

  /** Goes through all from the first one on. */
  AuditCheck check();

  /**
   * A row of one of our tables as JSON, without what is secret: what an entry says of before and
   * after. Empty when there is no such row.
   */
  Optional<String> state(AuditedTable table, long id);

  /**
   * Which entries are wanted; null for all.
   *
   * @param text that occurs in the name, action, target or outcome
   */
  record Filter(
      @Nullable Long account,
      @Nullable String target,
      @Nullable String text,
      @Nullable Instant from,
      @Nullable Instant to) {
    public static final Filter ALL = new Filter(null, null, null, null, null);
  }
}
