// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.greenheart.server.watch.Field.optional;
import static org.greenheart.server.watch.Field.required;
import static org.greenheart.server.watch.Field.usual;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.RuleException;
import org.jspecify.annotations.Nullable;

/**
 * Kinds for pump stations, outfalls, rivers and rain: water.md sections 2 and 5. Thresholds are
 * those of the station's design book.
 */
final class WaterKinds {
  static final String PUMP_NOT_STARTED = "pump-not-started";

  private WaterKinds() {}

  static List<RuleKind> all() {
    return List.of(
        atOrAbove("high-level", "water.md section 2, rule 1: level at the high mark"),
        atOrAbove("overflow", "water.md section 2, rule 1: level at the weir crest"),
        pumps(
            PUMP_NOT_STARTED,
            "water.md section 2, rule 2: start level reached and no pump runs",
            WaterKinds::notStarted,
            required("startLevel", Field.Type.DECIMAL),
            required("rain", Field.Type.CODE)),
        pumps(
            "dry-run",
            "water.md section 2, rule 3: a pump runs at the dry-run level",
            values -> new DryRun(values.signal("level"), values.decimal("stopLevel"), of(values)),
            required("stopLevel", Field.Type.DECIMAL)),
        pumps(
            "capacity-exceeded",
            "water.md section 2, rule 4: all pumps run and the level rises over 15 minutes",
            WaterKinds::capacity,
            usual("windowSeconds", Field.Type.SECONDS, "900").in("s"),
            usual("rise", Field.Type.DECIMAL, "0.01")),
        new RuleKind(
            "clogging",
            MarkUse.VALUE,
            List.of(
                required("current", Field.Type.CODE),
                required("lowest", Field.Type.DECIMAL).in("A"),
                required("highest", Field.Type.DECIMAL).in("A"),
                required("flow", Field.Type.CODE),
                required("rated", Field.Type.DECIMAL),
                usual("share", Field.Type.SHARE, "0.3"),
                required("interval", Field.Type.INTERVAL),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "water.md section 2, rule 5: flow below 30 % of the rated",
            WaterKinds::clogging),
        new RuleKind(
            "short-cycling",
            MarkUse.VALUE,
            List.of(
                required("pump", Field.Type.CODE),
                usual("most", Field.Type.COUNT, "6"),
                usual("windowSeconds", Field.Type.SECONDS, "3600").in("s"),
                required("interval", Field.Type.INTERVAL)),
            "water.md section 2, rule 6: more than 6 to 10 starts per hour",
            values ->
                new Body.OnePoint(
                    new ShortCycling(
                        values.signal("pump"),
                        values.count("most"),
                        values.seconds("windowSeconds")))),
        atOrAbove("screen-difference", "water.md section 2, rule 7: 0.3 m across the screen"),
        new RuleKind(
            "dry-weather-flow",
            MarkUse.VALUE,
            List.of(
                required("flow", Field.Type.CODE),
                required("above", Field.Type.DECIMAL),
                required("rain", Field.Type.CODE),
                usual("dryHours", Field.Type.COUNT, "24").in("h"),
                required("interval", Field.Type.INTERVAL)),
            "water.md section 2, rules 8 and 9: flow in dry weather",
            values ->
                new Body.OnePoint(
                    new DryWeatherFlow(
                        values.signal("flow"),
                        values.decimal("above"),
                        values.signal("rain"),
                        Duration.ofHours(values.count("dryHours"))))),
        new RuleKind(
            "gas",
            MarkUse.VALUE,
            List.of(
                required("code", Field.Type.CODE),
                required("interval", Field.Type.INTERVAL),
                optional("low", Field.Type.DECIMAL),
                optional("high", Field.Type.DECIMAL),
                usual("margin", Field.Type.DECIMAL, "0"),
                optional("unit", Field.Type.UNIT)),
            "water.md section 2, rule 11: H2S 10 mg/m3, CH4 10 % LEL, O2 19.5 to 23.5 %",
            WaterKinds::gas),
        colours("level-warning", "water.md section 5: warning, guarantee and record levels"),
        colours("rain-warning", "water.md section 5: sums of rain of the 2007 signals"));
  }

  private static RuleKind atOrAbove(String word, String basis) {
    return new RuleKind(
        word,
        MarkUse.VALUE,
        List.of(
            required("code", Field.Type.CODE),
            required("interval", Field.Type.INTERVAL),
            required("threshold", Field.Type.DECIMAL),
            optional("clear", Field.Type.DECIMAL),
            optional("unit", Field.Type.UNIT)),
        basis,
        WaterKinds::threshold);
  }

  private static RuleKind pumps(
      String word, String basis, Function<Values, Condition> condition, Field... own) {
    return new RuleKind(
        word,
        MarkUse.VALUE,
        Stream.concat(
                Stream.of(
                    required("level", Field.Type.CODE),
                    required("pumps", Field.Type.CODES),
                    required("interval", Field.Type.INTERVAL),
                    usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
                Stream.of(own))
            .toList(),
        basis,
        values -> new Body.OnePoint(condition.apply(values)));
  }

  private static RuleKind colours(String word, String basis) {
    List<Field> fields =
        new ArrayList<>(
            List.of(
                required("code", Field.Type.CODE),
                required("interval", Field.Type.INTERVAL),
                optional("blue", Field.Type.DECIMAL),
                optional("yellow", Field.Type.DECIMAL),
                optional("orange", Field.Type.DECIMAL),
                optional("red", Field.Type.DECIMAL),
                usual("margin", Field.Type.DECIMAL, "0")));
    if (word.equals("rain-warning")) {
      fields.add(required("sumHours", Field.Type.COUNT).in("h"));
    }
    return new RuleKind(word, MarkUse.VALUE, fields, basis, WaterKinds::coloured);
  }

  private static Pumps of(Values values) {
    return new Pumps(values.signals("pumps"), values.seconds("maxAgeSeconds"));
  }

  private static Condition notStarted(Values values) {
    return new PumpNotStarted(
        values.signal("level"),
        values.decimal("startLevel"),
        values.signals("pumps"),
        values.signal("rain"),
        values.seconds("maxAgeSeconds"));
  }

  private static Condition capacity(Values values) {
    return new CapacityExceeded(
        values.signal("level"),
        of(values),
        values.seconds("windowSeconds"),
        values.decimal("rise"));
  }

  private static Body clogging(Values values) {
    values.ordered("lowest", "highest");
    BigDecimal least =
        values.decimal("rated").toBigDecimal().multiply(values.decimal("share").toBigDecimal());
    return new Body.OnePoint(
        new Clogging(
            values.signal("current"),
            values.decimal("lowest"),
            values.decimal("highest"),
            values.signal("flow"),
            Decimal.of(least).orElseThrow(),
            values.seconds("maxAgeSeconds")));
  }

  private static Body threshold(Values values) {
    values.ordered("clear", "threshold");
    Decimal high = values.decimal("threshold");
    Decimal clear = values.decimalOrNull("clear");
    Decimal margin =
        clear == null
            ? Decimal.of(0)
            : Decimal.of(high.toBigDecimal().subtract(clear.toBigDecimal())).orElseThrow();
    return bounds(values, null, high, margin);
  }

  private static Body gas(Values values) {
    oneOf(values, "low", "high");
    return bounds(
        values,
        values.decimalOrNull("low"),
        values.decimalOrNull("high"),
        values.decimal("margin"));
  }

  /** Refuses a pair of bounds of which none is given, or that are in the wrong order. */
  static void oneOf(Values values, String low, String high) {
    if (!values.has(low) && !values.has(high)) {
      throw new RuleException(
          "parameters." + high, "or %s must be given".formatted(low), null, "parameter-missing");
    }
    values.ordered(low, high);
  }

  private static Body bounds(
      Values values, @Nullable Decimal low, @Nullable Decimal high, Decimal margin) {
    return new Body.EachStream(
        values.text("code"),
        values.interval(),
        values.textOrNull("unit"),
        false,
        null,
        false,
        (signal, period, limits) -> new OutsideBounds(signal, low, high, true, margin));
  }

  private static Body coloured(Values values) {
    List<String> colours =
        Stream.of("blue", "yellow", "orange", "red").filter(values::has).toList();
    if (colours.isEmpty()) {
      throw new RuleException(
          "parameters.blue", "or yellow, orange or red must be given", null, "parameter-missing");
    }
    for (int i = 1; i < colours.size(); i++) {
      values.ordered(colours.get(i - 1), colours.get(i));
    }
    List<ColourLevels.Mark> marks =
        colours.stream()
            .map(colour -> new ColourLevels.Mark(colour, values.decimal(colour)))
            .toList();
    Duration sum = values.has("sumHours") ? Duration.ofHours(values.count("sumHours")) : null;
    return new Body.OnePoint(
        new ColourLevels(values.signal("code"), marks, sum, values.decimal("margin")));
  }
}
