// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one of a case's handlers has to do.
 *
 * @param no within the case, from 1
 * @param unit the name of the unit, or of the person, that has it
 * @param account of the person; 0 for a unit
 * @param leads whether this unit answers for the whole
 * @param due null for no limit of its own
 * @param answer null until there is one
 */
public record CasePiece(
    long id,
    long caseFile,
    String no,
    String unit,
    long account,
    boolean leads,
    String task,
    @Nullable Instant due,
    Instant given,
    @Nullable String answer,
    @Nullable Instant answered,
    @Nullable String answeredBy,
    long version) {
  public CasePiece {
    requireNonNull(no, "no is null");
    requireNonNull(task, "task is null");
    requireNonNull(given, "given is null");
    if (unit.isBlank()) {
      throw new RuleException("unit", "must be named", unit, "piece-unit");
    }
  }

  public boolean open() {
    return answered == null;
  }
}
