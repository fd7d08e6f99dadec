// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What hangs on cases, and what all of them share. Thread-safe. */
public interface CaseBook {
  PlaceTable<CasePiece> pieces();

  /** By number within the case. */
  List<CasePiece> piecesOf(long caseFile);

  PlaceTable<CaseItem> items();

  /** By id, which is the order in which they came. */
  List<CaseItem> itemsOf(long caseFile);

  PlaceTable<LookBack> lookBacks();

  /** Oldest first. */
  List<LookBack> lookBacksOf(long caseFile);

  /** Those that nobody has done yet and that are due. */
  List<LookBack> lookBacksDue(Instant now);

  PlaceTable<Campaign> campaigns();

  PlaceTable<CalendarDay> days();

  PlaceTable<KeptKind> kinds();

  /** The newest version of a kind. */
  Optional<KeptKind> newestKind(String code);

  Complainants complainants();
}
