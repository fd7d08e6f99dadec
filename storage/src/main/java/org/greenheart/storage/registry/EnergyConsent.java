// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether an enterprise agrees to be named beside its figures on the page of its park.
 *
 * @param agreed false: withdrawn
 * @param recorded filled in by the registry
 */
public record EnergyConsent(
    long enterprise, boolean agreed, String author, Instant recorded, @Nullable String why) {
  public EnergyConsent {
    author = Checks.text("author", author);
    why = Checks.optional("why", why);
    requireNonNull(recorded, "recorded is null");
  }
}
