// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.List;
import org.jdbi.v3.core.Handle;

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

  static Hold holdOnThing(Handle handle, long thing) {
    References.require(handle, "thing", "thing", thing);
    return handle
        .createQuery(
            """
            SELECT (SELECT COUNT(*) FROM alarm WHERE thing = :thing)
                + (SELECT COUNT(*) FROM alarm_station WHERE thing = :thing) AS alarms,
              (SELECT COUNT(*) FROM case_file WHERE thing = :thing) AS cases,
              (SELECT COUNT(*) FROM rule WHERE thing = :thing) AS rules,
              (SELECT COUNT(*) FROM pair WHERE inlet = :thing OR outlet = :thing) AS pairs,
              (SELECT COUNT(*) FROM manual_report WHERE thing = :thing) AS reports""")
        .bind("thing", thing)
        .map(
            (row, context) ->
                new Hold(
                    row.getInt("alarms"),
                    row.getInt("cases"),
                    row.getInt("rules"),
                    row.getInt("pairs"),
                    row.getInt("reports")))
        .one();
  }

  static Hold holdOnDatastream(Handle handle, long number) {
    References.require(handle, "datastream", "datastream", number);
    return handle
        .createQuery(
            """
            SELECT
              (SELECT COUNT(*) FROM alarm a WHERE a.thing = d.thing AND a.signal_code = d.code
                AND a.state <> 'withdrawn') AS alarms,
              (SELECT COUNT(*) FROM case_file c WHERE c.thing = d.thing
                AND c.signal_code = d.code) AS cases
            FROM datastream d WHERE d.id = :number""")
        .bind("number", number)
        .map((row, context) -> new Hold(row.getInt("alarms"), row.getInt("cases"), 0, 0, 0))
        .one();
  }

  void datastream(long number) {
    refuse("datastream", number, holdOnDatastream(handle, number));
    remove(number);
  }

  private static void refuse(String what, long id, Hold hold) {
    if (hold.holds()) {
      throw new RegistryException(
          RegistryException.Code.IN_USE, "%s (%s) is held by %s".formatted(what, id, hold));
    }
  }

  private void remove(long datastream) {
    long sensor =
        handle
            .createQuery("DELETE FROM datastream WHERE id = :id RETURNING sensor")
            .bind("id", datastream)
            .mapTo(Long.class)
            .one();
    // A device's Sensor is there for its Datastreams only.
    handle.execute(
        """
        DELETE FROM sensor WHERE id = ? AND source IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM datastream d WHERE d.sensor = sensor.id)""",
        sensor);
    SqliteOutbox.add(handle, DatastreamDrop.KIND, Long.toString(datastream), nowMicros);
  }

  void thing(long id) {
    refuse("thing", id, holdOnThing(handle, id));
    refusePending(id);
    handle
        .createQuery("SELECT id FROM datastream WHERE thing = :thing ORDER BY id")
        .bind("thing", id)
        .mapTo(Long.class)
        .list()
        .forEach(this::remove);
    List<Long> features =
        handle
            .createQuery("SELECT feature FROM thing_feature WHERE thing = :thing")
            .bind("thing", id)
            .mapTo(Long.class)
            .list();
    makeStranger(id);
    handle.execute("DELETE FROM thing WHERE id = ?", id);
    features.forEach(
        feature ->
            handle.execute(
                """
                DELETE FROM feature_of_interest WHERE id = ?
                  AND NOT EXISTS (
                    SELECT 1 FROM thing_feature t WHERE t.feature = feature_of_interest.id)""",
                feature));
  }

  /** What is kept of a pending device is given up by rejecting it, and by nothing else. */
  private void refusePending(long thing) {
    boolean pending =
        handle
            .createQuery(
                """
                SELECT EXISTS (
                  SELECT 1 FROM device WHERE thing = :thing AND status = 'pending')""")
            .bind("thing", thing)
            .mapTo(Boolean.class)
            .one();
    if (pending) {
      throw new RegistryException(
          RegistryException.Code.IN_USE,
          "thing (%s) is that of a device that waits to be accepted: reject the device"
              .formatted(thing));
    }
  }

  /**
   * The device keeps its number only, which its frames are found by. One that was rejected stays
   * so; any other is a stranger again when it next sends: see {@link SqliteKeptFrames#expect}.
   */
  private void makeStranger(long thing) {
    List<Long> devices =
        handle
            .createQuery(
                """
                UPDATE device SET thing = NULL, password = NULL,
                  status = CASE status WHEN 'rejected' THEN status ELSE 'pending' END,
                  crc_policy = :crc, answer_policy = :answer, password_policy = :passwordPolicy
                WHERE thing = :thing RETURNING number""")
            .bind("crc", Acceptance.PLAIN.crcPolicy().name())
            .bind("answer", Acceptance.PLAIN.answerPolicy().name())
            .bind("passwordPolicy", Acceptance.PLAIN.passwordPolicy().name())
            .bind("thing", thing)
            .mapTo(Long.class)
            .list();
    for (long device : devices) {
      handle.execute("DELETE FROM device_contact WHERE device = ?", device);
      handle.execute("DELETE FROM device_event WHERE device = ?", device);
      handle.execute("DELETE FROM kept_frames WHERE device = ?", device);
    }
  }
}
