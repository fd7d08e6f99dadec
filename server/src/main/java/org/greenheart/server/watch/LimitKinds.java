// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.greenheart.server.watch.Field.optional;
import static org.greenheart.server.watch.Field.required;
import static org.greenheart.server.watch.Field.usual;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;

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
            fields(usual("clearShare", Field.Type.SHARE, "1")),
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
    return each(values, (signal, period, limits) -> new AboveLimit(signal, limits, clear));
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
    return each(values, (signal, period, limits) -> new NearLimit(signal, limits, share));
  }

  private static Body clipped(Values values) {
    notOfPh(values);
    return each(
        values,
        (signal, period, limits) ->
            new Clipped(
                signal,
                limits,
                values.decimal("band"),
                values.decimal("percent"),
                values.seconds("windowSeconds"),
                values.count("least")));
  }

  private static Body markedBefore(Values values) {
    return each(
        values,
        (signal, period, limits) ->
            new MarkedBeforeExcess(
                signal,
                limits,
                Set.copyOf(values.texts("flags")),
                values.seconds("withinSeconds")));
  }
}
