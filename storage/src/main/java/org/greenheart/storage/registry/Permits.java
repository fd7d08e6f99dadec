// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.LocalDate;
import java.util.List;

/** Permits and what they allow. Terms and limits are added, never edited away. Thread-safe. */
public interface Permits extends PlaceTable<Permit> {
  /** All ever recorded, in the order of recording. */
  List<PermitTerm> terms(long permit);

  /**
   * Records from when to when a permit holds; nothing when the newest record with this beginning
   * says so already.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code term-order}
   */
  Change<PermitTerm> setTerm(long permit, LocalDate from, LocalDate to);

  /** All ever recorded, in the order of recording. */
  List<PermitLimit> limits(long permit);

  /**
   * Records a limit; nothing when the newest record for its permit, outlet, code and beginning says
   * so already. Id and time of recording are given here.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code permit-enterprise} when the outlet is another enterprise's; {@code
   *     limit-unit}
   */
  Change<PermitLimit> setLimit(PermitLimit limit);

  /** What permits ever said about an outlet, of all permits, in the order of recording. */
  List<PermitLimit> ofOutlet(long outlet);

  /** What the permits in force on a day allow at the outlet of a thing, by code. */
  List<PermitLimit> inForce(long thing, LocalDate date);

  /** The same for one pollutant; several when several permits hold. */
  List<PermitLimit> inForce(long thing, String code, LocalDate date);
}
