// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a person said about a name that came without a credit code.
 *
 * @param id 0 while not kept yet
 * @param creditCode whose name it is; empty: nobody's
 */
public record TaxMatch(long id, String name, String creditCode, String decidedBy, Instant decided) {
  public TaxMatch {
    name = Checks.text("name", name);
    requireNonNull(creditCode, "creditCode is null");
    requireNonNull(decidedBy, "decidedBy is null");
    requireNonNull(decided, "decided is null");
  }
}
