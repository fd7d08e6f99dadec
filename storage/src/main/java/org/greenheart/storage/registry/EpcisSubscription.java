// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is sent what a named query finds.
 *
 * @param id 0 for a new one
 * @param uuid by which he knows it
 * @param query id of the named query
 * @param token sealed; null where reports are not signed
 * @param schedule as JSON; null for reports at once
 * @param since what was recorded before is not told
 * @param batch at most so many events in one report
 * @param ran when it was looked last; null for never
 * @param due when a schedule looks next; null without one
 * @param report when the report that is on its way was made; null for none
 * @param attempts at that report
 * @param next when it is tried
 * @param failure of the last attempt; empty for none
 * @param told when a report was taken last; null for never
 */
public record EpcisSubscription(
    long id,
    String uuid,
    long query,
    String dest,
    @Nullable String token,
    @Nullable String schedule,
    boolean reportEmpty,
    Instant since,
    Instant made,
    int batch,
    @Nullable Instant ran,
    @Nullable Instant due,
    @Nullable Instant report,
    int attempts,
    @Nullable Instant next,
    String failure,
    @Nullable Instant told) {
  public EpcisSubscription {
    requireNonNull(uuid, "uuid is null");
    requireNonNull(dest, "dest is null");
    requireNonNull(since, "since is null");
    requireNonNull(made, "made is null");
    requireNonNull(failure, "failure is null");
    if (batch < 1) {
      throw new IllegalArgumentException("batch (%s) must be above 0".formatted(batch));
    }
  }

  /**
   * One that has told nothing yet.
   *
   * @param due null for reports at once
   */
  public static EpcisSubscription fresh(
      String uuid,
      long query,
      String dest,
      @Nullable String token,
      @Nullable String schedule,
      boolean reportEmpty,
      Instant since,
      Instant made,
      int batch,
      @Nullable Instant due) {
    return new EpcisSubscription(
        0,
        uuid,
        query,
        dest,
        token,
        schedule,
        reportEmpty,
        since,
        made,
        batch,
        null,
        due,
        null,
        0,
        null,
        "",
        null);
  }

  /** Without the token. */
  @Override
  public String toString() {
    return "subscription %s to query %s".formatted(uuid, query);
  }
}
