// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.regulation.water;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The class of a section and of each item that counts. Immutable.
 *
 * @param worst of all items: the section's
 * @param byItem in the order of {@link WaterItem}
 */
public record SectionClass(WaterClass worst, Map<WaterItem, WaterClass> byItem) {
  public SectionClass {
    requireNonNull(worst, "worst is null");
    byItem = Collections.unmodifiableMap(new EnumMap<>(byItem));
  }

  /** The items that made it so. A pH within its range made nothing, unless it is all there is. */
  public List<WaterItem> decisive() {
    return byItem.keySet().stream()
        .filter(item -> byItem.get(item) == worst)
        .filter(
            item -> item != WaterItem.PH || worst == WaterClass.INFERIOR_V || byItem.size() == 1)
        .toList();
  }
}
