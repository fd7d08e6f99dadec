// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.util.List;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Scope;

/** Rules that judge an area as a whole. */
final class AreaKinds {
  static final String REGION_WARNING = "region-warning";

  private AreaKinds() {}

  static List<RuleKind> all() {
    return List.of(
        new RuleKind(
            REGION_WARNING,
            MarkUse.VALUE,
            List.of(Field.optional("stationPercent", Field.Type.PERCENT)),
            "环大气〔2024〕6号: index and duration of the warning levels, held against what was measured",
            values -> new Body.Area(values.decimalOrNull("stationPercent"))));
  }

  /**
   * @throws RuleException {@code scope-area}, {@code case-of-area}
   */
  static void check(Rule rule) {
    Scope.Kind scope = rule.applies().scope().kind();
    if (scope != Scope.Kind.AREA) {
      throw new RuleException(
          "scope",
          "must be an area: " + rule.kind() + " judges it as a whole",
          scope.text(),
          "scope-area");
    }
    if (rule.opensCase() || rule.criterion() != null) {
      throw new RuleException(
          "opensCase", "must be false: a case is about a point", rule.opensCase(), "case-of-area");
    }
  }
}
