// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static org.greenheart.server.watch.Field.optional;
import static org.greenheart.server.watch.Field.required;
import static org.greenheart.server.watch.Field.usual;

import java.util.List;
import java.util.Set;
import org.greenheart.storage.Decimal;

/** Kinds that hold several signals against each other. */
final class ContradictionKinds {
  private ContradictionKinds() {}

  static List<RuleKind> all() {
    return List.of(
        new RuleKind(
            "facility-off",
            MarkUse.PLAUSIBILITY,
            List.of(
                required("facility", Field.Type.CODE),
                required("emission", Field.Type.CODE),
                usual("above", Field.Type.DECIMAL, "0"),
                required("interval", Field.Type.INTERVAL),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "design: contradiction, facility off while emitting",
            ContradictionKinds::facilityOff),
        new RuleKind(
            "parts-above-total",
            MarkUse.PLAUSIBILITY,
            List.of(
                required("parts", Field.Type.CODES),
                required("total", Field.Type.CODE),
                usual("tolerance", Field.Type.SHARE, "0.05"),
                required("interval", Field.Type.INTERVAL)),
            "design: contradiction, parts above their total",
            ContradictionKinds::parts),
        new RuleKind(
            "inlet-below-outlet",
            MarkUse.PLAUSIBILITY,
            List.of(
                required("code", Field.Type.CODE),
                usual("tolerance", Field.Type.SHARE, "0.1"),
                required("interval", Field.Type.INTERVAL),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "design: contradiction, inlet below outlet",
            ContradictionKinds::inlet),
        new RuleKind(
            "removal-low",
            MarkUse.VALUE,
            List.of(
                required("code", Field.Type.CODE),
                usual("flow", Field.Type.CODE, "a00000"),
                usual("percent", Field.Type.PERCENT, "80").in("%"),
                optional("fromRate", Field.Type.DECIMAL).in("kg/h"),
                required("interval", Field.Type.INTERVAL),
                usual("maxAgeSeconds", Field.Type.SECONDS, "900").in("s")),
            "GB 37822-2019 10.3.2: 80 % where the initial rate is 3 kg/h or more (2 in key"
                + " regions)",
            ContradictionKinds::removal));
  }

  private static Body facilityOff(Values values) {
    return new Body.OnePoint(
        new EmittingWhileOff(
            values.signal("facility"),
            values.signal("emission"),
            values.decimal("above"),
            values.seconds("maxAgeSeconds")));
  }

  private static Body parts(Values values) {
    return new Body.OnePoint(
        new PartsAboveTotal(
            values.signals("parts"), values.signal("total"), values.decimal("tolerance")));
  }

  private static Body inlet(Values values) {
    Signal code = values.signal("code");
    return new Body.OnePair(
        values.interval(),
        Set.of(code.code()),
        pair ->
            new InletBelowOutlet(
                code.at(pair.inlet()),
                code,
                values.decimal("tolerance"),
                values.seconds("maxAgeSeconds")));
  }

  /** What the pair itself asks for goes before what the rule says. */
  private static Body removal(Values values) {
    Signal code = values.signal("code");
    Signal flow = values.signal("flow");
    return new Body.OnePair(
        values.interval(),
        Set.of(code.code(), flow.code()),
        pair -> {
          Decimal asked = pair.minimumEfficiency();
          return new RemovalLow(
              code.at(pair.inlet()),
              code,
              flow.at(pair.inlet()),
              flow,
              asked == null ? values.decimal("percent") : asked,
              values.decimalOrNull("fromRate"),
              values.seconds("maxAgeSeconds"));
        });
  }
}
