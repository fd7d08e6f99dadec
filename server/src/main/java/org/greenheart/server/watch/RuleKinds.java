// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.greenheart.storage.registry.RuleException;

/** All kinds of rules, in the order in which they are shown. */
final class RuleKinds {
  private static final Map<String, RuleKind> ALL = new LinkedHashMap<>();

  static {
    Stream.of(
            LimitKinds.all(),
            SignalKinds.all(),
            ContradictionKinds.all(),
            WaterKinds.all(),
            AreaKinds.all())
        .flatMap(List::stream)
        .forEach(kind -> ALL.put(kind.word(), kind));
  }

  private RuleKinds() {}

  static List<RuleKind> all() {
    return List.copyOf(ALL.values());
  }

  /**
   * @throws RuleException {@code rule-kind}
   */
  static RuleKind of(String word) {
    RuleKind kind = ALL.get(word);
    if (kind == null) {
      throw new RuleException(
          "kind", "must be one of " + String.join(", ", ALL.keySet()), word, "rule-kind");
    }
    return kind;
  }
}
