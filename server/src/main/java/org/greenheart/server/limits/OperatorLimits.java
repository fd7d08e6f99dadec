// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.math.BigDecimal;
import java.util.Locale;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Level;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.OperatorLimit;

/** What an operator has written, as a limit of the law. */
final class OperatorLimits {
  private OperatorLimits() {}

  /**
   * @param outlet the key of the outlet whose permit is meant; empty for a standard
   * @throws IllegalArgumentException naming what cannot be a limit
   */
  static Limit limit(OperatorLimit said, String outlet) {
    OperatorLimit.Place place = said.place();
    OperatorLimit.Demand demand = said.demand();
    Decimal oxygen = demand.referenceOxygen();
    Level level = Level.ofWord(place.level());
    Medium medium = Medium.ofWord(place.medium());
    return new Limit(
        level == Level.PERMIT
            ? LimitScope.permit(outlet, place.standard(), medium)
            : new LimitScope(
                level,
                "",
                place.standard(),
                medium,
                place.point(),
                place.grade(),
                place.facility(),
                place.fuel(),
                place.region(),
                place.condition()),
        demand.item(),
        demand.code(),
        Bound.parse(demand.operator(), demand.value()),
        demand.unit(),
        Averaging.parse(demand.averaging()),
        oxygen == null ? null : new BigDecimal(oxygen.toString()),
        new Validity(said.from(), said.to()),
        new Basis(
            said.basis().document(),
            said.basis().clause(),
            Confidence.ofWord(said.basis().confidence().toLowerCase(Locale.ROOT)),
            said.basis().source()),
        switch (said.kind()) {
          case ADDED -> Entry.added(said.author(), said.recorded());
          case CORRECTION -> Entry.correction(said.author(), said.recorded(), said.reason());
        },
        said.enabled());
  }
}
