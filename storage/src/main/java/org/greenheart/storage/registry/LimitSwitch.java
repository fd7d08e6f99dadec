// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A shipped limit switched on or off by an operator; never changed afterwards.
 *
 * @param id 0 while not kept yet
 * @param limit names the shipped limit
 * @param reason what was checked
 */
public record LimitSwitch(
    long id, String limit, boolean enabled, String author, String reason, Instant recorded) {
  public LimitSwitch {
    limit = Checks.text("limit", limit);
    author = Checks.text("author", author);
    reason = reason.strip();
    requireNonNull(recorded, "recorded is null");
    if (reason.isEmpty()) {
      throw new RuleException(
          "reason", "must say what the limit was checked against", reason, "limit-reason");
    }
  }
}
