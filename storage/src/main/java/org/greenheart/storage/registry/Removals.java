// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Takes Datastreams and Things out of the catalogue, on an open connection. Their rows follow
 * through the outbox.
 */
final class Removals {
  private final Handle handle;
  private final long nowMicros;

  Removals(Handle handle, long nowMicros) {
    this.handle = handle;
    this.nowMicros = nowMicros;
  }

  void datastream(long number) {
    List<Long> sensors =
        handle
            .createQuery("DELETE FROM datastream WHERE id = :id RETURNING sensor")
            .bind("id", number)
            .mapTo(Long.class)
            .list();
    if (sensors.isEmpty()) {
      throw RegistryException.notFound("datastream", number);
    }
    // A device's Sensor is there for its Datastreams only.
    sensors.forEach(
        sensor ->
            handle.execute(
                """
                DELETE FROM sensor WHERE id = ? AND source IS NOT NULL
                  AND NOT EXISTS (SELECT 1 FROM datastream d WHERE d.sensor = sensor.id)""",
                sensor));
    SqliteOutbox.add(handle, DatastreamDrop.KIND, Long.toString(number), nowMicros);
  }

  void thing(long id) {
    References.require(handle, "thing", "thing", id);
    handle
        .createQuery("SELECT id FROM datastream WHERE thing = :thing ORDER BY id")
        .bind("thing", id)
        .mapTo(Long.class)
        .list()
        .forEach(this::datastream);
    List<Long> features =
        handle
            .createQuery("SELECT feature FROM thing_feature WHERE thing = :thing")
            .bind("thing", id)
            .mapTo(Long.class)
            .list();
    handle.execute("UPDATE device SET thing = NULL, status = 'pending' WHERE thing = ?", id);
    try {
      handle.execute("DELETE FROM thing WHERE id = ?", id);
    } catch (JdbiException e) {
      if (!References.violated(e)) {
        throw e;
      }
      throw new RegistryException(
          RegistryException.Code.IN_USE,
          "thing (%s) stands in an alarm, a case, a rule or a pair: it is held".formatted(id),
          e);
    }
    features.forEach(
        feature ->
            handle.execute(
                """
                DELETE FROM feature_of_interest WHERE id = ?
                  AND NOT EXISTS (
                    SELECT 1 FROM thing_feature t WHERE t.feature = feature_of_interest.id)""",
                feature));
  }
}
