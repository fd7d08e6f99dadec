// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** How a device's Thing comes into the world: with one FeatureOfInterest that has no place yet. */
final class Births {
  /** Before any row that a device could send. */
  static final long BEGINNING = Long.MIN_VALUE;

  private Births() {}

  static long thing(Handle handle, String protocol, String deviceId, Optional<String> systemType) {
    long thing =
        handle
            .createQuery(
                """
                INSERT INTO thing (name, description, protocol, device_id, system_type)
                VALUES (:deviceId, '', :protocol, :deviceId, :systemType) RETURNING id""")
            .bind("deviceId", deviceId)
            .bind("protocol", protocol)
            .bind("systemType", systemType.orElse(null))
            .mapTo(Long.class)
            .one();
    feature(handle, thing, deviceId, Optional.empty(), BEGINNING);
    return thing;
  }

  /**
   * Takes back a Thing that nothing has been tied to yet.
   *
   * @return whether it is gone; false for one that has a Datastream or a Location
   */
  static boolean takeBack(Handle handle, long thing) {
    boolean used =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM datastream WHERE thing = :thing)
                  OR EXISTS (SELECT 1 FROM thing_location WHERE thing = :thing)""")
            .bind("thing", thing)
            .mapTo(Boolean.class)
            .one();
    if (used) {
      return false;
    }
    List<Long> features =
        handle
            .createQuery("SELECT feature FROM thing_feature WHERE thing = :thing")
            .bind("thing", thing)
            .mapTo(Long.class)
            .list();
    handle.execute("UPDATE device SET thing = NULL WHERE thing = ?", thing);
    handle.execute("DELETE FROM thing WHERE id = ?", thing);
    features.forEach(
        feature -> handle.execute("DELETE FROM feature_of_interest WHERE id = ?", feature));
    return true;
  }

  /** A FeatureOfInterest of a thing from a time on. */
  static void feature(
      Handle handle, long thing, String name, Optional<String> geoJson, long fromMicros) {
    long feature =
        handle
            .createQuery(
                """
                INSERT INTO feature_of_interest (name, description, encoding_type, feature)
                VALUES (:name, '', :encodingType, :feature) RETURNING id""")
            .bind("name", name)
            .bind("encodingType", Location.GEO_JSON)
            .bind("feature", geoJson.orElse(null))
            .mapTo(Long.class)
            .one();
    handle
        .createUpdate(
            """
            INSERT INTO thing_feature (thing, from_time, feature) VALUES (:thing, :from, :feature)
            ON CONFLICT (thing, from_time) DO UPDATE SET feature = :feature""")
        .bind("thing", thing)
        .bind("from", fromMicros)
        .bind("feature", feature)
        .execute();
  }
}
