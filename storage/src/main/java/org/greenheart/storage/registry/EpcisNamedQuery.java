// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A query of EPCIS events under a name.
 *
 * @param id 0 for a new one
 * @param owner the enterprise whose it is; with it the name is unique
 * @param json its parameters, as they were given
 */
public record EpcisNamedQuery(long id, long owner, String name, String json, Instant made) {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,99}");

  public EpcisNamedQuery {
    name =
        Checks.matching(
            "name",
            name,
            NAME,
            "must have 1 to 100 letters, digits and . _ ~ -, as an address takes them",
            "query-name");
    requireNonNull(json, "json is null");
    requireNonNull(made, "made is null");
  }
}
