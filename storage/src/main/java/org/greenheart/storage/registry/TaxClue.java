// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * A clue of the tax supervision, and what became of it.
 *
 * @param id 0 while not kept yet
 * @param about by which it is the same one when the rules are run again
 * @param ruleVersion 0: as shipped
 * @param name of the firm
 * @param changed when its sums last became others
 * @param gone when a run no longer found it; null: it stands
 * @param caseFile null: in none
 */
public record TaxClue(
    long id,
    About about,
    int ruleVersion,
    String name,
    Finding finding,
    Instant found,
    Instant changed,
    @Nullable Instant gone,
    Verdict verdict,
    @Nullable Long caseFile) {
  /**
   * What it is about.
   *
   * @param outlet empty: the whole firm
   * @param subject pollutant, waste, site or meter; empty: all
   */
  public record About(
      String rule, String creditCode, String month, String outlet, String subject) {}

  /**
   * What was found.
   *
   * @param declared null: not known
   * @param recomputed null: not known
   * @param records that it rests on: a JSON array
   * @param explanations that may be behind it: a JSON array
   * @param steps the working: a JSON array
   */
  public record Finding(
      @Nullable Decimal declared,
      @Nullable Decimal recomputed,
      String unit,
      String certainty,
      String records,
      String explanations,
      String steps) {}

  /**
   * What a person found.
   *
   * @param word {@code open}, {@code confirmed}, {@code explained}, {@code false}, {@code
   *     data-error}
   * @param by null while open
   */
  public record Verdict(
      String word, String reason, @Nullable String by, @Nullable Instant decided) {
    public static final Verdict OPEN = new Verdict("open", "", null, null);
  }

  public TaxClue {
    requireNonNull(about, "about is null");
    requireNonNull(name, "name is null");
    requireNonNull(finding, "finding is null");
    requireNonNull(found, "found is null");
    requireNonNull(changed, "changed is null");
    requireNonNull(verdict, "verdict is null");
  }

  /** With what a later run found. */
  public TaxClue found(int version, String firm, Finding now, Instant at) {
    boolean same = finding.equals(now);
    return new TaxClue(
        id, about, version, firm, now, found, same ? changed : at, null, verdict, caseFile);
  }

  public TaxClue gone(@Nullable Instant at) {
    return new TaxClue(
        id, about, ruleVersion, name, finding, found, changed, at, verdict, caseFile);
  }

  public TaxClue judged(Verdict now) {
    return new TaxClue(id, about, ruleVersion, name, finding, found, changed, gone, now, caseFile);
  }

  public TaxClue inCase(long file) {
    return new TaxClue(id, about, ruleVersion, name, finding, found, changed, gone, verdict, file);
  }
}
