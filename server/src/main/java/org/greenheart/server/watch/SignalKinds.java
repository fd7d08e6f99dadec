// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.greenheart.server.watch.Field.optional;
import static org.greenheart.server.watch.Field.required;
import static org.greenheart.server.watch.Field.usual;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.RuleException;

/** Kinds that look at one signal by itself: whether it comes, moves, and can be true. */
final class SignalKinds {
  static final String SILENCE = "silence";

  private SignalKinds() {}

  static List<RuleKind> all() {
    return List.of(
        new RuleKind(
            SILENCE,
            MarkUse.SILENCE,
            List.of(
                usual("per", Field.Type.PER, "point"),
                optional("code", Field.Type.CODE),
                optional("interval", Field.Type.INTERVAL),
                usual("afterSeconds", Field.Type.SECONDS, "900").in("s")),
            "design: communication lost (water.md section 2, rule 12)",
            SignalKinds::silence),
        new RuleKind(
            "constant",
            MarkUse.PLAUSIBILITY,
            signal(
                usual("hours", Field.Type.COUNT, "6").in("h"),
                optional("moving", Field.Type.CODE),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "design: constant value (cems.md section 8.7)",
            SignalKinds::constant),
        new RuleKind(
            "not-positive",
            MarkUse.PLAUSIBILITY,
            signal(
                usual("zeroCounts", Field.Type.BOOLEAN, "true"),
                optional("moving", Field.Type.CODE),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "design: zero or negative while producing (cems.md section 8.7)",
            SignalKinds::notPositive),
        new RuleKind(
            "out-of-range",
            MarkUse.PLAUSIBILITY,
            signal(
                optional("minimum", Field.Type.DECIMAL),
                optional("maximum", Field.Type.DECIMAL),
                optional("unit", Field.Type.UNIT)),
            "the instrument's range, from its data sheet",
            SignalKinds::outOfRange),
        new RuleKind(
            "flag-share",
            MarkUse.MARKS,
            signal(
                usual("percent", Field.Type.PERCENT, "25").in("%"),
                usual("windowSeconds", Field.Type.SECONDS, "86400").in("s"),
                usual("least", Field.Type.COUNT, "12")),
            "HJ 212-2017 table 8; design",
            SignalKinds::flagShare),
        new RuleKind(
            "data-invalid",
            MarkUse.MARKS,
            List.of(
                optional("code", Field.Type.CODE),
                usual("minutes", Field.Type.COUNT, "45").in("min")),
            "HJ 75-2017; GB 3095: at least 45 valid minutes in the clock hour",
            SignalKinds::dataInvalid),
        new RuleKind(
            "clock-skew",
            MarkUse.MARKS,
            List.of(
                optional("code", Field.Type.CODE),
                usual("toleranceSeconds", Field.Type.SECONDS, "300").in("s")),
            "design: DataTime against receipt (hj212.md section 11)",
            SignalKinds::clockSkew));
  }

  private static List<Field> signal(Field... own) {
    return Stream.concat(
            Stream.of(required("code", Field.Type.CODE), required("interval", Field.Type.INTERVAL)),
            Stream.of(own))
        .toList();
  }

  private static Body each(Values values, Interval interval, Body.Maker maker) {
    return new Body.EachStream(
        values.textOrNull("code"), interval, values.textOrNull("unit"), false, null, false, maker);
  }

  private static Body silence(Values values) {
    return new Body.Silent(
        values.text("per").equals("point"),
        values.textOrNull("code"),
        values.has("interval") ? values.interval() : null,
        values.seconds("afterSeconds"));
  }

  private static Body constant(Values values) {
    return each(
        values,
        values.interval(),
        (signal, period, limits) ->
            new Constant(
                signal,
                Duration.ofHours(values.count("hours")),
                values.signalOrNull("moving"),
                values.seconds("maxAgeSeconds")));
  }

  private static Body notPositive(Values values) {
    return each(
        values,
        values.interval(),
        (signal, period, limits) ->
            new NotPositive(
                signal,
                values.flag("zeroCounts"),
                values.signalOrNull("moving"),
                values.seconds("maxAgeSeconds")));
  }

  private static Body outOfRange(Values values) {
    WaterKinds.oneOf(values, "minimum", "maximum");
    return each(
        values,
        values.interval(),
        (signal, period, limits) ->
            new OutsideBounds(
                signal,
                values.decimalOrNull("minimum"),
                values.decimalOrNull("maximum"),
                false,
                Decimal.of(0)));
  }

  private static Body flagShare(Values values) {
    return each(
        values,
        values.interval(),
        (signal, period, limits) ->
            new FlagShare(
                signal,
                values.decimal("percent"),
                values.seconds("windowSeconds"),
                values.count("least")));
  }

  private static Body dataInvalid(Values values) {
    if (values.count("minutes") > 60) {
      throw new RuleException(
          "parameters.minutes", "must be at most 60", values.count("minutes"), "parameter-value");
    }
    return each(
        values,
        Interval.MINUTE,
        (signal, period, limits) -> new TooFewMinutes(signal, period, values.count("minutes")));
  }

  private static Body clockSkew(Values values) {
    return each(
        values,
        Interval.REALTIME,
        (signal, period, limits) -> new ClockSkew(signal, values.seconds("toleranceSeconds")));
  }
}
