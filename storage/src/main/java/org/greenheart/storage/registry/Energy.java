// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import org.greenheart.storage.TimeRange;

/** Meters, bills, choices and consents of works. Thread-safe. */
public interface Energy {
  /**
   * Adds a meter.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code entry-owner}; {@code meter-twice} when one that counts already
   *     stands for the same datastream, carrier and unit
   */
  EnergyMeter add(EnergyMeter meter);

  /**
   * Says from when on a meter counts no more. What it counted before stays.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code period-order}
   */
  EnergyMeter end(long enterprise, long meter, Instant to);

  /** All of an enterprise, by id. */
  List<EnergyMeter> meters(long enterprise);

  /**
   * Keeps an amount. The same again changes nothing; another one with the same document, unit,
   * carrier and tariff is a correction and needs its reason.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code correction-why}, {@code entry-owner}
   */
  Change<EnergyEntry> keep(EnergyEntry entry);

  /** What holds now of an enterprise's entries that touch a time, by time; none withdrawn. */
  List<EnergyEntry> entries(long enterprise, TimeRange range);

  /** All that was ever recorded of what an entry is about, the newest first. */
  List<EnergyEntry> history(long enterprise, long entry);

  /** Records a choice; what holds already changes nothing. */
  CarbonChoice choose(CarbonChoice choice);

  /** What holds for a year, by item; none taken back. */
  List<CarbonChoice> choices(long enterprise, int year);

  /** Records a consent or that it is withdrawn. */
  EnergyConsent record(EnergyConsent consent);

  /** All of an enterprise, the newest first: that one holds. */
  List<EnergyConsent> consents(long enterprise);
}
