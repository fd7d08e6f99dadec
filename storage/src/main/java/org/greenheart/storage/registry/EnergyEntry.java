// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.greenheart.storage.Decimal;
import org.jspecify.annotations.Nullable;

/**
 * An amount of a carrier from a bill or a book.
 *
 * @param id 0 while not kept yet
 * @param unit the line or kiln; 0 = the whole works
 * @param carrier a word of the table of carriers
 * @param tariff {@code peak}, {@code flat}, {@code valley}, or {@code all}
 * @param to after from; itself not within
 * @param amount below 0 for what was sold
 * @param amountUnit the unit as it was given
 * @param document the bill or the book that says so
 * @param facts what else the carrier needs: {@code CaCO3=0.021;MgCO3=0.009}; may be empty
 * @param withdrawn whether it was entered by mistake and counts no more
 * @param recorded filled in by the registry
 * @param why it says other than what was recorded before; null for the first
 */
public record EnergyEntry(
    long id,
    long enterprise,
    long unit,
    String carrier,
    String tariff,
    Instant from,
    Instant to,
    Decimal amount,
    String amountUnit,
    String document,
    String facts,
    boolean withdrawn,
    String author,
    Instant recorded,
    @Nullable String why) {
  /**
   * @throws RuleException {@code period-order}
   */
  public EnergyEntry {
    carrier = Checks.text("carrier", carrier);
    tariff = Checks.text("tariff", tariff);
    amountUnit = Checks.text("amountUnit", amountUnit);
    document = Checks.text("document", document);
    author = Checks.text("author", author);
    why = Checks.optional("why", why);
    requireNonNull(amount, "amount is null");
    requireNonNull(facts, "facts is null");
    requireNonNull(recorded, "recorded is null");
    Checks.order(from, to);
  }

  /** Whether both are about one thing. */
  boolean isAbout(EnergyEntry other) {
    return unit == other.unit
        && carrier.equals(other.carrier)
        && tariff.equals(other.tariff)
        && document.equals(other.document);
  }

  /** Whether both say the same of it, whoever recorded them. */
  boolean saysAs(EnergyEntry other) {
    return from.equals(other.from)
        && to.equals(other.to)
        && amount.compareTo(other.amount) == 0
        && amountUnit.equals(other.amountUnit)
        && facts.equals(other.facts)
        && withdrawn == other.withdrawn;
  }
}
