// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What ties a case to the data.
 *
 * @param thing the point
 * @param rule whose criterion closes the case; null when persons alone close it
 * @param ruleVersion the version that opened it; 0 without a rule
 * @param signalCode the quantity in question; empty without a rule
 * @param since from when on the data counts for its closing, in the data's time
 */
public record CaseTie(
    long thing, @Nullable String rule, int ruleVersion, String signalCode, Instant since) {
  public CaseTie {
    requireNonNull(signalCode, "signalCode is null");
    requireNonNull(since, "since is null");
  }
}
