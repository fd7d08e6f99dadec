// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import org.jspecify.annotations.Nullable;

/**
 * Which cases are listed: all that is not null must fit.
 *
 * @param unit that leads or has a piece
 * @param account of a person who has a piece; those of the unit fit as well
 * @param ledger whether plans and programmes are meant, or cases
 * @param words that its number, title or description has
 */
public record CaseFilter(
    @Nullable Boolean open,
    @Nullable Long thing,
    @Nullable String kind,
    @Nullable Stage stage,
    @Nullable String unit,
    @Nullable Long account,
    @Nullable Long campaign,
    @Nullable Long parent,
    boolean ledger,
    @Nullable String words) {
  /** All cases. */
  public static final CaseFilter ALL =
      new CaseFilter(null, null, null, null, null, null, null, null, false, null);

  /** All plans and programmes. */
  public static final CaseFilter LEDGERS =
      new CaseFilter(null, null, null, null, null, null, null, null, true, null);

  public CaseFilter open(@Nullable Boolean only) {
    return new CaseFilter(only, thing, kind, stage, unit, account, campaign, parent, ledger, words);
  }

  public CaseFilter at(@Nullable Long only) {
    return new CaseFilter(open, only, kind, stage, unit, account, campaign, parent, ledger, words);
  }
}
