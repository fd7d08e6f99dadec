// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.OptionalLong;
import java.util.Set;

/** What lies in a reach, and what belongs to which point. Thread-safe. */
public interface Reaches {
  /** The points in a reach that is not everything. */
  Set<Long> things(Reach reach);

  /** The enterprises named, and those of the points in a reach that is not everything. */
  Set<Long> enterprises(Reach reach);

  /** The areas of a reach that is not everything, with everything below them. */
  Set<Long> areas(Reach reach);

  /** The point that something belongs to; empty when it does not exist or belongs to none. */
  OptionalLong thingOf(AuditedTable table, long id);

  /** The enterprise that a permit is of; empty when there is no such permit. */
  OptionalLong enterpriseOfPermit(long permit);

  /**
   * Cases that a unit leads or has a piece of, and those of which a person has one.
   *
   * @param unit empty for none
   * @param account 0 for none
   */
  Set<Long> casesOf(String unit, long account);
}
