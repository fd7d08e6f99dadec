// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

/** Where things are and were, on an open connection. */
final class Whereabouts {
  private final Handle handle;

  Whereabouts(Handle handle) {
    this.handle = handle;
  }

  List<Location> locationsOf(long thing) {
    return handle
        .createQuery(
            """
            SELECT l.* FROM location l JOIN thing_location t ON t.location = l.id
            WHERE t.thing = :thing ORDER BY l.id""")
        .bind("thing", thing)
        .map((row, context) -> Rows.location(row))
        .list();
  }

  List<HistoricalLocation> historyOf(long thing) {
    return handle
        .createQuery(
            "SELECT id, time FROM historical_location WHERE thing = :thing ORDER BY time, id")
        .bind("thing", thing)
        .map(
            (row, context) ->
                new HistoricalLocation(
                    row.getLong("id"),
                    thing,
                    Columns.instant(row, "time"),
                    locationsIn(row.getLong("id"))))
        .list();
  }

  private List<Long> locationsIn(long historicalLocation) {
    return handle
        .createQuery(
            """
            SELECT location FROM historical_location_location
            WHERE historical_location = :id ORDER BY location""")
        .bind("id", historicalLocation)
        .mapTo(Long.class)
        .list();
  }

  Optional<FeatureOfInterest> featureAt(long thing, Instant time) {
    return handle
        .createQuery(
            """
            SELECT f.* FROM feature_of_interest f JOIN thing_feature t ON t.feature = f.id
            WHERE t.thing = :thing AND t.from_time <= :time ORDER BY t.from_time DESC LIMIT 1""")
        .bind("thing", thing)
        .bind("time", Micros.of(time))
        .map((row, context) -> Rows.feature(row))
        .findOne();
  }

  Location move(Thing thing, GeoPoint place, String name, Instant from) {
    List<Location> now = locationsOf(thing.id());
    for (Location location : now) {
      if (place.equals(location.point())) {
        return location;
      }
    }
    Location location = make(thing, place, name);
    enter(thing, location, from);
    giveFeature(thing, place, from);
    return location;
  }

  private Location make(Thing thing, GeoPoint place, String name) {
    return handle
        .createQuery(
            """
            INSERT INTO location (name, description, encoding_type, location, longitude, latitude)
            VALUES (:name, :description, :encodingType, :location, :longitude, :latitude)
            RETURNING *""")
        .bind("name", name)
        .bind("description", thing.name())
        .bind("encodingType", Location.GEO_JSON)
        .bind("location", place.geoJson())
        .bind("longitude", place.longitude())
        .bind("latitude", place.latitude())
        .map((row, context) -> Rows.location(row))
        .one();
  }

  /** Writes the move down; a move found out late does not take the thing from where it is now. */
  private void enter(Thing thing, Location location, Instant from) {
    boolean newest =
        handle
            .createQuery(
                "SELECT COUNT(*) FROM historical_location WHERE thing = :thing AND time > :time")
            .bind("thing", thing.id())
            .bind("time", Micros.of(from))
            .mapTo(Integer.class)
            .one()
            .equals(0);
    if (newest) {
      handle.execute("DELETE FROM thing_location WHERE thing = ?", thing.id());
      handle.execute(
          "INSERT INTO thing_location (thing, location) VALUES (?, ?)", thing.id(), location.id());
    }
    long moved =
        handle
            .createQuery(
                "INSERT INTO historical_location (thing, time) VALUES (:thing, :time) RETURNING id")
            .bind("thing", thing.id())
            .bind("time", Micros.of(from))
            .mapTo(Long.class)
            .one();
    handle.execute(
        "INSERT INTO historical_location_location (historical_location, location) VALUES (?, ?)",
        moved,
        location.id());
  }

  private void giveFeature(Thing thing, GeoPoint place, Instant from) {
    int filled =
        handle
            .createUpdate(
                """
                UPDATE feature_of_interest SET feature = :feature, name = :name
                WHERE feature IS NULL AND id IN
                  (SELECT feature FROM thing_feature WHERE thing = :thing)""")
            .bind("feature", place.geoJson())
            .bind("name", thing.name())
            .bind("thing", thing.id())
            .execute();
    if (filled == 0) {
      Births.feature(
          handle, thing.id(), thing.name(), Optional.of(place.geoJson()), Micros.of(from));
    }
  }
}
