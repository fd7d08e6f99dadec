// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** The lists of the tax supervision, its rules and its clues. Thread-safe. */
public interface TaxBook {
  /** By kind and key. */
  PlaceTable<TaxRecord> records();

  List<TaxRecord> recordsOf(String kind);

  /** The row of a kind by its key. */
  Optional<TaxRecord> recordOf(String kind, String key);

  /** Rows about no month, and those of the months from one to another, both included. */
  List<TaxRecord> recordsOfMonths(String from, String to);

  /** How many rows there are of each kind and month. */
  List<MonthCount> recordCounts();

  record MonthCount(String kind, String month, long rows) {}

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

  /** Those that fit, the largest difference first, as many as are asked for. */
  List<TaxClue> clues(ClueFilter filter, int most);

  /**
   * Which clues; an empty text, 0 and null ask for all.
   *
   * @param firm part of its name, or its credit code
   * @param fromMonth included
   * @param toMonth included
   * @param gone also those that a run no longer found
   */
  record ClueFilter(
      String rule,
      String verdict,
      String firm,
      String fromMonth,
      String toMonth,
      long caseFile,
      boolean gone) {
    public static final ClueFilter ALL = new ClueFilter("", "", "", "", "", 0, true);

    /** All of the months from one to another, also those that are gone. */
    public static ClueFilter ofMonths(String from, String to) {
      return new ClueFilter("", "", "", from, to, 0, true);
    }

    /** The standing ones of a rule. */
    public static ClueFilter ofRule(String rule) {
      return new ClueFilter(rule, "", "", "", "", 0, false);
    }
  }

  /** How many clues of each rule have which verdict. */
  List<VerdictCount> verdictCounts();

  /**
   * @param standing found by the last run; else gone
   */
  record VerdictCount(String rule, String verdict, boolean standing, long clues) {}

  /** Keeps a clue's verdict beside the ones before it. */
  void judged(long clue, TaxClue.Verdict verdict);

  /** Of a clue, the oldest first. */
  List<TaxClue.Verdict> verdictsOf(long clue);
}
