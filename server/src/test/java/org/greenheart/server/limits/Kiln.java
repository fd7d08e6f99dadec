// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.limits;

import java.time.Instant;
import java.time.LocalDate;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.CreditCode;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DatastreamSpec;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.LimitSwitch;
import org.greenheart.storage.registry.Medium;
import org.greenheart.storage.registry.OperatorLimit;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.StandardUse;
import org.greenheart.storage.registry.UnitOfMeasurement;
import org.jspecify.annotations.Nullable;

/** A tile works with one kiln and a point at its stack. */
final class Kiln {
  static final Instant T0 = Instant.parse("2026-06-01T00:00:00Z");
  static final String CREDIT_CODE = CreditCode.complete("91440100MA5DEM001");

  private final Registry registry;
  final long outlet;
  final long thing;
  private final long enterprise;

  Kiln(Registry registry) {
    this.registry = registry;
    enterprise =
        registry
            .places()
            .enterprises()
            .put(new Enterprise(0, CREDIT_CODE, "示例瓷厂", null, "3071", 0, null))
            .row()
            .id();
    outlet =
        registry
            .places()
            .outlets()
            .put(new Outlet(0, enterprise, "DA001", "辊道窑排气筒", "Roller kiln stack", Medium.AIR))
            .row()
            .id();
    thing =
        registry
            .devices()
            .register("hj212", "88888880000001", Acceptance.named("Kiln 1"), T0)
            .thing();
    registry.places().points().put(new PointPlace(thing, 0, 0, outlet, 0));
  }

  Datastream datastream(String code, Interval interval, String unit) {
    return registry
        .catalogue()
        .ensure(
            DatastreamSpec.ofDevice(
                thing, code, interval, "31", code, code, UnitOfMeasurement.ofSymbol(unit)));
  }

  Datastream so2() {
    return datastream("a21026", Interval.HOUR, "mg/m3");
  }

  void permit(String number, String from, String code, @Nullable String maximum) {
    long permit = registry.places().permits().put(new Permit(0, enterprise, number)).row().id();
    registry
        .places()
        .permits()
        .setTerm(permit, LocalDate.parse("2026-01-01"), LocalDate.parse("2030-12-31"));
    registry
        .places()
        .permits()
        .setLimit(
            new PermitLimit(
                0,
                permit,
                outlet,
                code,
                LocalDate.parse(from),
                Interval.HOUR,
                "mg/m3",
                null,
                maximum == null ? null : number(maximum),
                null,
                null,
                Instant.EPOCH));
  }

  OperatorLimit write(
      OperatorLimit.Kind kind, String level, String standard, String value, @Nullable String from) {
    return registry
        .limits()
        .add(
            new OperatorLimit(
                0,
                kind,
                new OperatorLimit.Place(level, 0, standard, "gas", "stack", "", "", "", "", ""),
                new OperatorLimit.Demand("SO2", "a21026", "<=", value, "mg/m3", "1h", number("18")),
                from == null ? null : LocalDate.parse(from),
                null,
                new OperatorLimit.Basis(standard, "4.1", "medium", "read by the bureau"),
                true,
                "li",
                kind == OperatorLimit.Kind.CORRECTION ? "misprint" : "",
                T0));
  }

  void apply(String standard, boolean merged) {
    registry
        .limits()
        .add(
            new StandardUse(
                0,
                StandardUse.Scope.OUTLET,
                String.valueOf(outlet),
                Medium.AIR,
                standard,
                StandardUse.Which.ANY,
                null,
                merged,
                null,
                null,
                true,
                "li",
                "",
                T0));
  }

  void turn(String ref, boolean on) {
    registry.limits().add(new LimitSwitch(0, ref, on, "li", "text read", T0));
  }

  static Decimal number(String text) {
    return Decimal.parse(text).orElseThrow();
  }
}
