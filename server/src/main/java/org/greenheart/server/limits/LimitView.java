// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.greenheart.regulation.limits.Averaging;
import org.greenheart.regulation.limits.Bound;
import org.greenheart.regulation.limits.Entry;
import org.greenheart.regulation.limits.Items;
import org.greenheart.regulation.limits.Level;
import org.greenheart.regulation.limits.Limit;
import org.greenheart.regulation.limits.LimitScope;
import org.greenheart.regulation.limits.Medium;
import org.greenheart.regulation.rules.Basis;
import org.greenheart.regulation.rules.Confidence;
import org.greenheart.regulation.rules.Validity;
import org.jspecify.annotations.Nullable;

/**
 * A limit as the interface shows it. An unverified basis says so and names no clause.
 *
 * @param operator {@code <=}, {@code >=}, {@code range} or {@code from}
 * @param value exact; {@code 6-9} for a range
 * @param judges whether it is a limit at all: an amount from which a duty begins is none
 */
record LimitView(
    String ref,
    String level,
    String holder,
    String standard,
    String medium,
    String condition,
    Place place,
    String item,
    String itemZh,
    String code,
    String operator,
    String value,
    String unit,
    String averaging,
    @Nullable BigDecimal referenceO2,
    @Nullable LocalDate from,
    @Nullable LocalDate to,
    BasisView basis,
    EntryView entry,
    boolean enabled,
    boolean judges,
    String text) {
  /** Which of a standard's limits; an empty text: no matter. */
  record Place(
      String point, String grade, String facility, String fuel, String region, String condition) {
    static Place of(LimitScope scope) {
      return new Place(
          scope.point(),
          scope.grade(),
          scope.facility(),
          scope.fuel(),
          scope.region(),
          scope.condition());
    }
  }

  /** Where it stands. */
  record BasisView(String document, String clause, String confidence, String source) {
    static BasisView of(Basis basis) {
      Basis shown = basis.shown();
      return new BasisView(
          shown.document(), shown.clause(), shown.confidence().word(), shown.source());
    }
  }

  /** How it came to be known. */
  record EntryView(String kind, String author, @Nullable Instant recorded, String reason) {}

  /** A limit as it was kept, to hold a value against it again. */
  static Limit limit(JsonNode kept) {
    JsonNode place = kept.get("place");
    JsonNode basis = kept.get("basis");
    Level level = Level.ofWord(text(kept, "level"));
    Medium medium = Medium.ofWord(text(kept, "medium"));
    JsonNode oxygen = kept.get("referenceO2");
    return new Limit(
        level == Level.PERMIT
            ? LimitScope.permit(text(kept, "holder"), text(kept, "standard"), medium)
            : new LimitScope(
                level,
                "",
                text(kept, "standard"),
                medium,
                text(place, "point"),
                text(place, "grade"),
                text(place, "facility"),
                text(place, "fuel"),
                text(place, "region"),
                text(place, "condition")),
        text(kept, "item"),
        text(kept, "code"),
        Bound.parse(text(kept, "operator"), text(kept, "value")),
        text(kept, "unit"),
        Averaging.parse(text(kept, "averaging")),
        oxygen == null || oxygen.isNull() ? null : new BigDecimal(oxygen.asText()),
        Validity.ALWAYS,
        new Basis(
            text(basis, "document"),
            text(basis, "clause"),
            Confidence.ofWord(text(basis, "confidence")),
            text(basis, "source")),
        Entry.SHIPPED,
        true);
  }

  private static String text(JsonNode node, String field) {
    return node.get(field).asText();
  }

  static LimitView of(String ref, Limit limit) {
    LimitScope scope = limit.scope();
    return new LimitView(
        ref,
        scope.level().word(),
        scope.holder(),
        scope.standard(),
        scope.medium().word(),
        scope.distinction(),
        Place.of(scope),
        limit.item(),
        Items.shipped().chinese(limit.item()),
        limit.code(),
        limit.bound().operator(),
        limit.bound().text(),
        limit.unit(),
        limit.averaging().word(),
        limit.referenceOxygen(),
        limit.validity().from(),
        limit.validity().to(),
        BasisView.of(limit.basis()),
        new EntryView(
            limit.entry().kind().name().toLowerCase(Locale.ROOT),
            limit.entry().author(),
            limit.entry().recordedAt(),
            limit.entry().reason()),
        limit.enabled(),
        !(limit.bound() instanceof Bound.DutyFrom),
        limit.describe());
  }
}
