// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables that a statement reads: that of the entity itself, and those of related ones, each
 * path joined once. Not thread-safe.
 */
final class Joins {
  private final String root;
  private final Reach reach;
  private final Map<List<Navigation>, String> aliases = new LinkedHashMap<>();
  private final StringBuilder text = new StringBuilder();

  /**
   * @param root alias of the entity itself, also the beginning of all others
   * @param reach what lies outside of it is joined as if it were not there
   */
  Joins(EntityType type, String root, Reach reach) {
    this.root = root;
    this.reach = reach;
    aliases.put(List.of(), root);
    text.append(EntityColumns.table(type, reach)).append(' ').append(root);
  }

  /** What stands behind FROM. */
  String text() {
    return text.toString();
  }

  /** The alias of the entities at the end of a path. */
  String alias(List<Navigation> path) {
    String known = aliases.get(path);
    if (known != null) {
      return known;
    }
    String from = alias(path.subList(0, path.size() - 1));
    Navigation step = path.getLast();
    Link link = Link.of(step);
    String alias = root + "_" + aliases.size();
    String on;
    if (link.ownColumn().isPresent()) {
      on = from + "." + link.target();
    } else {
      text.append(
          " LEFT JOIN %s %s_l ON %s_l.%s = %s.id"
              .formatted(link.table(), alias, alias, link.source(), from));
      on = alias + "_l." + link.target();
    }
    text.append(
        " LEFT JOIN %s %s ON %s.id = %s"
            .formatted(EntityColumns.table(step.target(), reach), alias, alias, on));
    aliases.put(List.copyOf(path), alias);
    return alias;
  }
}
