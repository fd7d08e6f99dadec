// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;

/** Where things belong, and the things that belong somewhere. Thread-safe. */
public interface Points {
  /** All that belong somewhere, by thing. */
  List<PointPlace> list();

  Optional<PointPlace> find(long thing);

  /**
   * Says where a thing belongs. The enterprise is filled in from outlet or facility.
   *
   * @throws RegistryException {@code NOT_FOUND}
   * @throws RuleException {@code point-enterprise} when outlet, facility and enterprise do not
   *     belong together
   */
  Change<PointPlace> put(PointPlace place);

  /** Things in an area and all areas within it, by id. */
  List<Long> inArea(long area);

  /** By id. */
  List<Long> ofEnterprise(long enterprise);

  /** By id. */
  List<Long> ofOutlet(long outlet);

  /** By id. */
  List<Long> ofGroup(long group);

  /** Puts a thing into a group; false when it was in already. */
  boolean join(long group, long thing);

  /** Takes a thing out of a group; false when it was not in. */
  boolean leave(long group, long thing);
}
