// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.cases;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.greenheart.storage.registry.CaseItem;
import org.greenheart.storage.registry.CasePiece;
import org.greenheart.storage.registry.LookBack;
import org.jspecify.annotations.Nullable;

/**
 * What has to be known of a case, beside itself, to tell which steps may be taken.
 *
 * @param criterion whether the data must prove that it may be closed
 * @param proved whether they do
 * @param filled the fields of its kind that are filled
 * @param openItems what keeps it from being closed
 * @param publicUntil the last day of its publicity; null before it
 * @param lookBacks of its present closing
 */
record Situation(
    boolean criterion,
    boolean proved,
    Set<String> filled,
    List<CaseItem> openItems,
    List<CasePiece> openPieces,
    @Nullable LocalDate publicUntil,
    List<LookBack> lookBacks,
    Instant now,
    WorkingDays days) {
  Situation {
    filled = Set.copyOf(filled);
    openItems = List.copyOf(openItems);
    openPieces = List.copyOf(openPieces);
    lookBacks = List.copyOf(lookBacks);
    requireNonNull(now, "now is null");
    requireNonNull(days, "days is null");
  }

  /** Whether the data must prove it and do not. */
  boolean unproved() {
    return criterion && !proved;
  }

  LocalDate today() {
    return WorkingDays.dayOf(now);
  }
}
