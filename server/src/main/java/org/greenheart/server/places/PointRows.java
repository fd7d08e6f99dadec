// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.time.Instant;
import java.util.Optional;
import org.greenheart.storage.registry.Acceptance;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Change;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.GeoPoint;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.registry.Thing;
import org.jspecify.annotations.Nullable;

/**
 * A row is a monitoring point with its device, entered and accepted in advance where it has not
 * knocked yet, its position, and where it belongs.
 */
final class PointRows implements RowWriter {
  private final Tables tables;
  private final Instant now;
  private final Owned owned;
  private final Lookup<Area> areas;
  private final OncePerFile once = new OncePerFile();

  PointRows(Tables tables) {
    this.tables = tables;
    this.now = tables.now();
    this.owned = new Owned(tables.places());
    this.areas = new Lookup<>("area", tables.places().areas().list(), Area::code);
  }

  @Override
  public Change.Kind write(RowValues row) {
    String protocol = DevicePoints.protocol(row);
    String deviceId = row.text("deviceId");
    once.first("deviceId", protocol + " " + deviceId);
    Optional<Device> known = tables.devices().find(protocol, deviceId);
    Change.Kind kind = Change.Kind.UNCHANGED;
    long thing;
    if (known.isEmpty()) {
      kind = Change.Kind.ADDED;
      thing = tables.devices().register(protocol, deviceId, acceptance(row, known), now).thing();
    } else if (says(row, known.get())) {
      thing = known.get().thing();
    } else {
      kind = Change.Kind.CHANGED;
      thing = tables.devices().accept(known.get().number(), acceptance(row, known)).thing();
    }
    kind = RowWriter.together(kind, belong(row, thing));
    return RowWriter.together(kind, stand(row, thing));
  }

  private static Acceptance acceptance(RowValues row, Optional<Device> known) {
    return new Acceptance(
        row.text("name"),
        row.optional("nameEn").orElse(null),
        row.optional("systemType").orElse(null),
        row.optional("password").orElse(null),
        row.word("crcPolicy", Words.CRC_POLICIES)
            .or(() -> known.map(Device::crcPolicy))
            .orElse(Acceptance.PLAIN.crcPolicy()),
        row.word("answerPolicy", Words.ANSWER_POLICIES)
            .or(() -> known.map(Device::answerPolicy))
            .orElse(Acceptance.PLAIN.answerPolicy()),
        row.word("passwordPolicy", Words.PASSWORD_POLICIES)
            .or(() -> known.map(Device::passwordPolicy))
            .orElse(Acceptance.PLAIN.passwordPolicy()));
  }

  /** Whether the row says of an accepted device what is known of it. */
  private boolean says(RowValues row, Device device) {
    if (!device.accepted() || device.thing() == 0) {
      return false;
    }
    Thing thing = tables.catalogue().thing(device.thing()).orElseThrow();
    Acceptance wanted = acceptance(row, Optional.of(device));
    return thing.name().equals(wanted.name())
        && isOrUnsaid(thing.description(), wanted.description())
        && isOrUnsaid(device.systemType(), wanted.systemType())
        && isOrUnsaid(device.password(), wanted.password())
        && device.crcPolicy() == wanted.crcPolicy()
        && device.answerPolicy() == wanted.answerPolicy()
        && device.passwordPolicy() == wanted.passwordPolicy();
  }

  private static boolean isOrUnsaid(@Nullable String known, @Nullable String said) {
    return said == null || said.equals(known);
  }

  private Change.Kind belong(RowValues row, long thing) {
    PointPlace old = tables.places().points().find(thing).orElse(new PointPlace(thing, 0, 0, 0, 0));
    long area =
        row.optional("area").map(code -> areas.require("area", code).id()).orElse(old.area());
    long enterprise =
        row.optional("enterprise")
            .map(code -> owned.enterprise(code).id())
            .orElse(old.enterprise());
    // What another enterprise owns does not come along.
    boolean moved = enterprise != old.enterprise();
    PointPlace place =
        new PointPlace(
            thing,
            area,
            enterprise,
            row.optional("outlet")
                .map(code -> owned.outlet(required(enterprise, "outlet", code), code).id())
                .orElse(moved ? 0L : old.outlet()),
            row.optional("facility")
                .map(code -> owned.facility(required(enterprise, "facility", code), code).id())
                .orElse(moved ? 0L : old.facility()));
    return place.equals(old) ? Change.Kind.UNCHANGED : tables.places().points().put(place).kind();
  }

  private static long required(long enterprise, String field, String code) {
    if (enterprise == 0) {
      throw new RuleException(
          field, "must be given together with its enterprise", code, "enterprise-missing");
    }
    return enterprise;
  }

  private Change.Kind stand(RowValues row, long thing) {
    Optional<Double> longitude =
        row.decimal("longitude").map(at -> at.toBigDecimal().doubleValue());
    Optional<Double> latitude = row.decimal("latitude").map(at -> at.toBigDecimal().doubleValue());
    if (longitude.isPresent() != latitude.isPresent()) {
      throw new RuleException(
          longitude.isPresent() ? "latitude" : "longitude",
          "must be given together with the other coordinate",
          "",
          "position-half");
    }
    if (longitude.isEmpty()) {
      return Change.Kind.UNCHANGED;
    }
    GeoPoint place = new GeoPoint(longitude.get(), latitude.orElseThrow());
    boolean there =
        tables.catalogue().locationsOf(thing).stream()
            .anyMatch(location -> place.equals(location.point()));
    if (there) {
      return Change.Kind.UNCHANGED;
    }
    tables.catalogue().moveTo(thing, place, row.text("name"), now);
    return Change.Kind.CHANGED;
  }
}
