// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * What a person said of an exceeding report that is in no case: that it needs none, or that it does
 * after all.
 *
 * @param revision of the report that was seen; another one is looked at anew
 * @param dismissed false: an earlier dismissal is taken back
 * @param recorded by the registry's clock
 */
public record ManualDismissal(
    long report, int revision, boolean dismissed, String why, String author, Instant recorded) {
  /**
   * @throws RuleException {@code blank}, {@code too-long}
   */
  public ManualDismissal {
    why = Checks.text("why", why);
    author = Checks.text("author", author);
    requireNonNull(recorded, "recorded is null");
  }
}
