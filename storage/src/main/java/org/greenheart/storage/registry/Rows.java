// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Rows of the catalogue's tables as records. */
final class Rows {
  private Rows() {}

  static Thing thing(ResultSet row) throws SQLException {
    @Nullable String status = Columns.text(row, "status");
    return new Thing(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        Columns.text(row, "protocol"),
        Columns.text(row, "device_id"),
        Columns.text(row, "system_type"),
        status == null ? null : DeviceStatus.ofText(status),
        Columns.text(row, "enterprise"),
        Columns.text(row, "enterprise_code"),
        Columns.text(row, "industry"),
        Columns.text(row, "area"),
        Columns.text(row, "area_code"),
        Columns.text(row, "outlet"),
        row.getString("properties"));
  }

  static Datastream datastream(ResultSet row) throws SQLException {
    return new Datastream(
        row.getLong("id"),
        row.getLong("thing"),
        row.getLong("sensor"),
        row.getLong("observed_property"),
        row.getString("name"),
        row.getString("description"),
        row.getString("observation_type"),
        new UnitOfMeasurement(
            Columns.text(row, "unit_name"),
            Columns.text(row, "unit_symbol"),
            Columns.text(row, "unit_definition")),
        row.getString("code"),
        Interval.ofText(row.getString("interval")),
        Columns.duration(row, "period"),
        Columns.text(row, "own_period") != null,
        Columns.text(row, "device_id"),
        Columns.text(row, "system_type"),
        Columns.text(row, "sent_code"),
        row.getInt("computed") == 1,
        row.getString("properties"));
  }

  static Sensor sensor(ResultSet row) throws SQLException {
    return new Sensor(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("encoding_type"),
        row.getString("metadata"),
        row.getString("properties"));
  }

  static ObservedProperty observedProperty(ResultSet row) throws SQLException {
    return new ObservedProperty(
        row.getLong("id"),
        row.getString("name"),
        row.getString("definition"),
        row.getString("description"),
        Columns.text(row, "code"),
        row.getString("properties"));
  }

  static FeatureOfInterest feature(ResultSet row) throws SQLException {
    return new FeatureOfInterest(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("encoding_type"),
        Columns.text(row, "feature"),
        row.getString("properties"));
  }

  static Location location(ResultSet row) throws SQLException {
    double longitude = row.getDouble("longitude");
    boolean isPoint = !row.wasNull();
    return new Location(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        row.getString("encoding_type"),
        row.getString("location"),
        isPoint ? new GeoPoint(longitude, row.getDouble("latitude")) : null,
        row.getString("properties"));
  }

  static MinutePeriod minutePeriod(ResultSet row) throws SQLException {
    return new MinutePeriod(
        row.getLong("thing"),
        Columns.instant(row, "from_time"),
        Duration.parse(row.getString("period")),
        MinutePeriod.Source.ofText(row.getString("source")));
  }
}
