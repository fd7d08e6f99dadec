// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.greenheart.server.watch.Field.optional;
import static org.greenheart.server.watch.Field.required;
import static org.greenheart.server.watch.Field.usual;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Kinds that hold a value against a limit: the rule's own, else the one that holds for the point.
 */
final class LimitKinds {
  static final String ABOVE_LIMIT = "above-limit";

  /** The code of pH, HJ 212. */
  static final String PH = "w01001";

  private LimitKinds() {}

  static List<RuleKind> all() {
    return List.of(
        new RuleKind(
            ABOVE_LIMIT,
            MarkUse.VALUE,
            fields(
                optional("minimum", Field.Type.DECIMAL),
                usual("clearShare", Field.Type.SHARE, "1")),
            "HJ 75-2017; GB 16297-1996 8.2; GB 18918-2002: the mean that the limit names",
            LimitKinds::above),
        new RuleKind(
            "near-limit",
            MarkUse.VALUE,
            fields(usual("share", Field.Type.SHARE, "0.9")),
            "design: attention at 0.8, warning at 0.9 of the limit",
            LimitKinds::near),
        new RuleKind(
            "clipped",
            MarkUse.PLAUSIBILITY,
            fields(
                usual("band", Field.Type.SHARE, "0.05"),
                usual("percent", Field.Type.PERCENT, "60").in("%"),
                usual("windowSeconds", Field.Type.SECONDS, "86400").in("s"),
                usual("least", Field.Type.COUNT, "12")),
            "design: contradiction, value cut just under the limit",
            LimitKinds::clipped),
        new RuleKind(
            "marked-before-excess",
            MarkUse.MARKS,
            fields(
                usual("flags", Field.Type.FLAGS, "C,M"),
                usual("withinSeconds", Field.Type.SECONDS, "1800").in("s")),
            "marking rules 2022 (announcement 21): false marking is falsification",
            LimitKinds::markedBefore));
  }

  private static List<Field> fields(Field... own) {
    return Stream.concat(
            Stream.of(
                optional("code", Field.Type.CODE),
                required("interval", Field.Type.INTERVAL),
                optional("limit", Field.Type.DECIMAL),
                optional("unit", Field.Type.UNIT),
                usual("converted", Field.Type.BOOLEAN, "true")),
            Stream.of(own))
        .toList();
  }

  private static Body each(Values values, Body.Maker maker) {
    Decimal limit = values.decimalOrNull("limit");
    return each(values, limit == null ? null : StandingLimit.atMost(limit), maker);
  }

  private static Body each(Values values, @Nullable StandingLimit limit, Body.Maker maker) {
    if (limit != null && !values.has("code")) {
      throw new RuleException(
          "parameters.code", "must be given with a limit", null, "parameter-missing");
    }
    return new Body.EachStream(
        values.textOrNull("code"),
        values.interval(),
        values.textOrNull("unit"),
        values.flag("converted"),
        limit,
        true,
        maker);
  }

  private static Body above(Values values) {
    Decimal clear = values.decimal("clearShare");
    return each(values, own(values), (signal, period, limited) -> new AboveLimit(limited, clear));
  }

  /**
   * The rule's own ends; null when it has none.
   *
   * @throws RuleException {@code thresholds-order}
   */
  private static @Nullable StandingLimit own(Values values) {
    Decimal least = values.decimalOrNull("minimum");
    Decimal most = values.decimalOrNull("limit");
    if (least == null) {
      return most == null ? null : StandingLimit.atMost(most);
    }
    if (most == null) {
      return StandingLimit.atLeast(least);
    }
    if (least.compareTo(most) >= 0) {
      throw new RuleException(
          "parameters.minimum",
          "must be below the limit (%s)".formatted(most),
          least,
          "thresholds-order");
    }
    return StandingLimit.within(least, most);
  }

  /**
   * pH is a logarithm with a limit on either side: a share of its limit means nothing.
   *
   * @throws RuleException {@code share-of-ph}
   */
  private static void notOfPh(Values values) {
    if (PH.equals(values.textOrNull("code"))) {
      throw new RuleException(
          "parameters.code",
          "must not be pH: a share of its limit means nothing",
          PH,
          "share-of-ph");
    }
  }

  private static Body near(Values values) {
    notOfPh(values);
    Decimal share = values.decimal("share");
    return each(values, (signal, period, limited) -> new NearLimit(limited, share));
  }

  private static Body clipped(Values values) {
    notOfPh(values);
    return each(
        values,
        (signal, period, limited) ->
            new Clipped(
                limited,
                values.decimal("band"),
                values.decimal("percent"),
                values.seconds("windowSeconds"),
                values.count("least")));
  }

  private static Body markedBefore(Values values) {
    return each(
        values,
        (signal, period, limited) ->
            new MarkedBeforeExcess(
                limited, Set.copyOf(values.texts("flags")), values.seconds("withinSeconds")));
  }
}
