// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case: something is wrong at a point and is to be put right.
 *
 * @param number as people name it: {@code 2026-0001}
 * @param kind what sort of case, {@code environment}
 * @param rule whose criterion closes it, in the version that opened it
 * @param signalCode the quantity in question
 * @param since from when on the data counts for its closing, in the data's time
 * @param progress how far the proof has come: JSON written by the watch; null before it began
 */
public record CaseFile(
    long id,
    String number,
    String kind,
    String title,
    boolean open,
    long thing,
    String rule,
    int ruleVersion,
    String signalCode,
    Instant since,
    @Nullable String progress,
    Instant opened,
    @Nullable Instant closed) {
  public CaseFile {
    requireNonNull(number, "number is null");
    requireNonNull(since, "since is null");
    requireNonNull(opened, "opened is null");
  }
}
