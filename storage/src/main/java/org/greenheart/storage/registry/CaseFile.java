// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A case: something is wrong and is to be put right.
 *
 * @param number as people name it: {@code 2026-0001}
 * @param kind what sort of case, {@code environment}
 * @param titleEn the title in English; null where it has one language
 * @param version how often it was changed, from 1
 * @param ledger whether it is a plan or programme, which stands beside the cases
 * @param tie to the data; null for a matter that no point measures
 * @param progress how far the proof has come: JSON written by the watch; null before it began
 */
public record CaseFile(
    long id,
    String number,
    String kind,
    String title,
    @Nullable String titleEn,
    Stage stage,
    long version,
    boolean ledger,
    @Nullable CaseTie tie,
    @Nullable String progress,
    CaseFacts facts,
    CaseClock clock,
    Instant opened,
    @Nullable Instant closed) {
  public CaseFile {
    requireNonNull(number, "number is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(title, "title is null");
    requireNonNull(stage, "stage is null");
    requireNonNull(facts, "facts is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(opened, "opened is null");
  }

  /** One that is to be kept: number and version are given when it is. */
  public static CaseFile draft(
      String kind, String title, Stage stage, CaseFacts facts, CaseClock clock) {
    return new CaseFile(
        0,
        "",
        kind,
        title,
        null,
        stage,
        0,
        false,
        null,
        null,
        facts,
        clock,
        clock.stageSince(),
        null);
  }

  /** The point that it is tied to; 0 for a matter that no point measures. */
  public long thing() {
    return tie == null ? 0 : tie.thing();
  }

  public boolean open() {
    return stage.open();
  }

  public CaseFile tied(@Nullable CaseTie to) {
    return new CaseFile(
        id, number, kind, title, titleEn, stage, version, ledger, to, progress, facts, clock,
        opened, closed);
  }

  public CaseFile asLedger() {
    return new CaseFile(
        id, number, kind, title, titleEn, stage, version, true, tie, progress, facts, clock, opened,
        closed);
  }

  public CaseFile with(CaseFacts other) {
    return new CaseFile(
        id, number, kind, title, titleEn, stage, version, ledger, tie, progress, other, clock,
        opened, closed);
  }

  public CaseFile with(CaseClock other) {
    return new CaseFile(
        id, number, kind, title, titleEn, stage, version, ledger, tie, progress, facts, other,
        opened, closed);
  }

  public CaseFile titled(String other) {
    return titled(new CaseTitle(other, null));
  }

  public CaseFile titled(CaseTitle other) {
    return new CaseFile(
        id,
        number,
        kind,
        other.zh(),
        other.en(),
        stage,
        version,
        ledger,
        tie,
        progress,
        facts,
        clock,
        opened,
        closed);
  }

  /** Opened again: what the data showed before counts no more. */
  public CaseFile provenFrom(Instant from) {
    CaseTie now =
        tie == null
            ? null
            : new CaseTie(tie.thing(), tie.rule(), tie.ruleVersion(), tie.signalCode(), from);
    return new CaseFile(
        id, number, kind, title, titleEn, stage, version, ledger, now, null, facts, clock, opened,
        null);
  }

  /** In another stage, whose beginning is that of the clock. */
  public CaseFile moved(Stage to, CaseClock turned) {
    Instant end = to.open() ? null : closed == null ? turned.stageSince() : closed;
    return new CaseFile(
        id, number, kind, title, titleEn, to, version, ledger, tie, progress, facts, turned, opened,
        end);
  }
}
