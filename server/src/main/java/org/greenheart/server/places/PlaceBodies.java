// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.time.Instant;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PointGroup;
import org.greenheart.storage.registry.PointPlace;

/** Rows out of the bodies of requests. */
final class PlaceBodies {
  private PlaceBodies() {}

  static Area area(Body body, long id) {
    return new Area(
        id,
        body.text("code"),
        body.text("name"),
        body.optional("nameEn").orElse(null),
        Words.LEVELS.read("level", body.text("level")),
        body.reference("parent"));
  }

  static Enterprise enterprise(Body body, long id) {
    return new Enterprise(
        id,
        body.text("creditCode"),
        body.text("name"),
        body.optional("nameEn").orElse(null),
        body.text("industry"),
        body.reference("area"),
        body.optional("address").orElse(null));
  }

  static Outlet outlet(Body body, long id) {
    String code = body.text("code");
    return new Outlet(
        id,
        body.id("enterprise"),
        code,
        body.text("name"),
        body.optional("nameEn").orElse(null),
        body.word("medium", Words.MEDIA).orElse(Outlet.mediumOf(code)));
  }

  static Facility facility(Body body, long id) {
    String code = body.text("code");
    return new Facility(
        id,
        body.id("enterprise"),
        code,
        body.text("name"),
        body.optional("nameEn").orElse(null),
        body.word("medium", Words.MEDIA).orElse(Facility.mediumOf(code)),
        body.optional("process").orElse(null));
  }

  static FacilityPair pair(Body body, long id) {
    return new FacilityPair(
        id,
        body.id("facility"),
        body.id("inlet"),
        body.id("outlet"),
        body.decimal("minimumEfficiency").orElse(null));
  }

  static PointGroup group(Body body, long id) {
    return new PointGroup(
        id, body.text("code"), body.text("name"), body.optional("nameEn").orElse(null));
  }

  static PointPlace place(Body body, long thing) {
    return new PointPlace(
        thing,
        body.reference("area"),
        body.reference("enterprise"),
        body.reference("outlet"),
        body.reference("facility"));
  }

  /**
   * @param outlet whose medium tells averaging and unit where the body does not
   */
  static PermitLimit limit(Body body, long permit, Outlet outlet) {
    return new PermitLimit(
        0,
        permit,
        outlet.id(),
        body.text("code"),
        body.date("from"),
        body.word("averaging", Words.INTERVALS).orElse(outlet.medium().averaging()),
        body.optional("unit").orElse(outlet.medium().unit()),
        body.decimal("minimum").orElse(null),
        body.decimal("maximum").orElse(null),
        body.decimal("kilogramsPerHour").orElse(null),
        body.decimal("tonnesPerYear").orElse(null),
        Instant.EPOCH);
  }
}
