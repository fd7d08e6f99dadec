// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;

/** The lists of the tax supervision, its rules and its clues. Thread-safe. */
public interface TaxBook {
  /** By kind and key. */
  PlaceTable<TaxRecord> records();

  List<TaxRecord> recordsOf(String kind);

  /** Every credit code with every name that came with it, in the order of their first record. */
  List<FirmName> firmNames();

  /** A name as a list writes it; without a credit code where the list has none. */
  record FirmName(String creditCode, String name) {}

  /** By name. */
  PlaceTable<TaxMatch> matches();

  /** By source and kind. */
  PlaceTable<TaxMapping> mappings();

  /** By rule and version. */
  PlaceTable<TaxRule> rules();

  /** By what they are about. */
  PlaceTable<TaxClue> clues();

  List<TaxClue> cluesOfCase(long caseFile);
}
