// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.places;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Enterprise;
import org.greenheart.storage.registry.Facility;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Outlet;
import org.greenheart.storage.registry.Permit;
import org.greenheart.storage.registry.PermitLimit;
import org.greenheart.storage.registry.PermitTerm;
import org.greenheart.storage.registry.Permits;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Tables;
import org.jspecify.annotations.Nullable;

/** What the REST interface answers: words in lower case, null where there is no reference. */
final class PlaceViews {
  private PlaceViews() {}

  private static @Nullable Long reference(long id) {
    return id == 0 ? null : id;
  }

  record AreaView(
      long id,
      String code,
      String name,
      @Nullable String nameEn,
      String level,
      @Nullable Long parent) {
    static AreaView of(Area area) {
      return new AreaView(
          area.id(),
          area.code(),
          area.name(),
          area.nameEn(),
          area.level().text(),
          reference(area.parent()));
    }
  }

  record EnterpriseView(
      long id,
      String creditCode,
      String name,
      @Nullable String nameEn,
      String industry,
      @Nullable Long area,
      @Nullable String address) {
    static EnterpriseView of(Enterprise enterprise) {
      return new EnterpriseView(
          enterprise.id(),
          enterprise.creditCode(),
          enterprise.name(),
          enterprise.nameEn(),
          enterprise.industry(),
          reference(enterprise.area()),
          enterprise.address());
    }
  }

  /** An enterprise with all that belongs to it. */
  record EnterprisePage(
      EnterpriseView enterprise,
      List<OutletView> outlets,
      List<FacilityView> facilities,
      List<PermitView> permits,
      List<PointPlaceView> points) {
    static EnterprisePage of(Enterprise enterprise, Tables tables) {
      long id = enterprise.id();
      Permits permits = tables.places().permits();
      return new EnterprisePage(
          EnterpriseView.of(enterprise),
          tables.places().outlets().list().stream()
              .filter(outlet -> outlet.enterprise() == id)
              .map(OutletView::of)
              .toList(),
          tables.places().facilities().list().stream()
              .filter(facility -> facility.enterprise() == id)
              .map(FacilityView::of)
              .toList(),
          permits.list().stream()
              .filter(permit -> permit.enterprise() == id)
              .map(permit -> PermitView.of(permit, permits))
              .toList(),
          tables.places().points().ofEnterprise(id).stream()
              .flatMap(thing -> tables.places().points().find(thing).stream())
              .map(PointPlaceView::of)
              .toList());
    }
  }

  record OutletView(
      long id, long enterprise, String code, String name, @Nullable String nameEn, String medium) {
    static OutletView of(Outlet outlet) {
      return new OutletView(
          outlet.id(),
          outlet.enterprise(),
          outlet.code(),
          outlet.name(),
          outlet.nameEn(),
          outlet.medium().text());
    }
  }

  record FacilityView(
      long id,
      long enterprise,
      String code,
      String name,
      @Nullable String nameEn,
      String medium,
      @Nullable String process) {
    static FacilityView of(Facility facility) {
      return new FacilityView(
          facility.id(),
          facility.enterprise(),
          facility.code(),
          facility.name(),
          facility.nameEn(),
          facility.medium().text(),
          facility.process());
    }
  }

  record PairView(
      long id, long facility, long inlet, long outlet, @Nullable Decimal minimumEfficiency) {
    static PairView of(FacilityPair pair) {
      return new PairView(
          pair.id(), pair.facility(), pair.inlet(), pair.outlet(), pair.minimumEfficiency());
    }
  }

  record PointPlaceView(
      long thing,
      @Nullable Long area,
      @Nullable Long enterprise,
      @Nullable Long outlet,
      @Nullable Long facility) {
    static PointPlaceView of(PointPlace place) {
      return new PointPlaceView(
          place.thing(),
          reference(place.area()),
          reference(place.enterprise()),
          reference(place.outlet()),
          reference(place.facility()));
    }
  }

  /** A permit with all terms and limits ever recorded, in the order of recording. */
  record PermitView(
      long id, long enterprise, String number, List<TermView> terms, List<LimitView> limits) {
    static PermitView of(Permit permit, Permits permits) {
      return new PermitView(
          permit.id(),
          permit.enterprise(),
          permit.number(),
          permits.terms(permit.id()).stream().map(TermView::of).toList(),
          permits.limits(permit.id()).stream().map(LimitView::of).toList());
    }
  }

  record TermView(long id, LocalDate from, LocalDate to, Instant recorded) {
    static TermView of(PermitTerm term) {
      return new TermView(term.id(), term.from(), term.to(), term.recorded());
    }
  }

  record LimitView(
      long id,
      long permit,
      long outlet,
      String code,
      LocalDate from,
      String averaging,
      String unit,
      @Nullable Decimal minimum,
      @Nullable Decimal maximum,
      @Nullable Decimal kilogramsPerHour,
      @Nullable Decimal tonnesPerYear,
      Instant recorded) {
    static LimitView of(PermitLimit limit) {
      return new LimitView(
          limit.id(),
          limit.permit(),
          limit.outlet(),
          limit.code(),
          limit.from(),
          limit.averaging().text(),
          limit.unit(),
          limit.minimum(),
          limit.maximum(),
          limit.kilogramsPerHour(),
          limit.tonnesPerYear(),
          limit.recorded());
    }
  }
}
