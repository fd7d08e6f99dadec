// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A Datastream that a rule over many points names and cannot judge, because its unit is another.
 *
 * @param asked the unit of the rule's numbers
 * @param has the Datastream's unit; null when it is not known
 */
public record LeftOut(String rule, long thing, String code, String asked, @Nullable String has) {
  public LeftOut {
    requireNonNull(rule, "rule is null");
    requireNonNull(code, "code is null");
    requireNonNull(asked, "asked is null");
  }
}
