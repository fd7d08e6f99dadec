// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The datastream table on an open connection, and what a new Datastream needs around it. */
final class Datastreams {
  private static final String SELECT = "SELECT * FROM datastream ";

  private final Handle handle;

  /** Things that a Datastream was made for. */
  private final Set<Long> grown = new HashSet<>();

  Datastreams(Handle handle) {
    this.handle = handle;
  }

  Optional<Datastream> find(long number) {
    return handle
        .createQuery(SELECT + "WHERE id = :id")
        .bind("id", number)
        .map((row, context) -> Rows.datastream(row))
        .findOne();
  }

  List<Datastream> ofThing(long thing) {
    return handle
        .createQuery(SELECT + "WHERE thing = :thing ORDER BY id")
        .bind("thing", thing)
        .map((row, context) -> Rows.datastream(row))
        .list();
  }

  List<Datastream> all() {
    return handle
        .createQuery(SELECT + "ORDER BY id")
        .map((row, context) -> Rows.datastream(row))
        .list();
  }

  Datastream ensure(DatastreamSpec spec) {
    return find(spec).orElseGet(() -> make(spec));
  }

  private Optional<Datastream> find(DatastreamSpec spec) {
    return handle
        .createQuery(
            SELECT
                + """
                WHERE thing = :thing AND code = :code AND interval = :interval
                  AND COALESCE(own_period, '') = :ownPeriod AND computed = :computed
                  AND code <> ''""")
        .bind("thing", spec.thing())
        .bind("code", spec.code())
        .bind("interval", spec.interval().text())
        .bind("ownPeriod", spec.ownPeriod() == null ? "" : spec.ownPeriod().toString())
        .bind("computed", spec.computed() ? 1 : 0)
        .map((row, context) -> Rows.datastream(row))
        .findOne();
  }

  private Datastream make(DatastreamSpec spec) {
    ThingRow thing = thing(spec.thing());
    UnitOfMeasurement unit = spec.unit();
    long number =
        handle
            .createQuery(
                """
                INSERT INTO datastream (thing, sensor, observed_property, name, description,
                  observation_type, unit_name, unit_symbol, unit_definition, code, interval,
                  own_period, period, device_id, system_type, sent_code, computed)
                VALUES (:thing, :sensor, :observedProperty, :name, :description,
                  :observationType, :unitName, :unitSymbol, :unitDefinition, :code, :interval,
                  :ownPeriod, :period, :deviceId, :systemType, :sentCode, :computed)
                RETURNING id""")
            .bind("thing", spec.thing())
            .bind("sensor", sensor(spec, thing))
            .bind("observedProperty", observedProperty(spec))
            .bind("name", spec.nameZh() + " " + chinese(spec.interval()))
            .bind("description", spec.nameEn() + ", " + spec.interval().text())
            .bind("observationType", Datastream.MEASUREMENT)
            .bind("unitName", unit.name())
            .bind("unitSymbol", unit.symbol())
            .bind("unitDefinition", unit.definition())
            .bind("code", spec.code())
            .bind("interval", spec.interval().text())
            .bind("ownPeriod", spec.ownPeriod() == null ? null : spec.ownPeriod().toString())
            .bind("period", period(spec).map(Duration::toString).orElse(null))
            .bind("deviceId", thing.deviceId())
            .bind("systemType", spec.systemType())
            .bind("sentCode", spec.sentCode())
            .bind("computed", spec.computed() ? 1 : 0)
            .mapTo(Long.class)
            .one();
    grown.add(spec.thing());
    return find(number).orElseThrow();
  }

  Set<Long> grown() {
    return Set.copyOf(grown);
  }

  private static String chinese(Interval interval) {
    return switch (interval) {
      case REALTIME -> "实时";
      case MINUTE -> "分钟";
      case HOUR -> "小时";
      case DAY -> "日";
    };
  }

  private Optional<Duration> period(DatastreamSpec spec) {
    if (spec.interval() != Interval.MINUTE) {
      return spec.interval().fixedPeriod();
    }
    return Optional.of(
        spec.ownPeriod() == null ? newestMinutePeriod(spec.thing()) : spec.ownPeriod());
  }

  private Duration newestMinutePeriod(long thing) {
    return handle
        .createQuery(
            """
            SELECT period FROM minute_period
            WHERE thing = :thing ORDER BY from_time DESC LIMIT 1""")
        .bind("thing", thing)
        .map((row, context) -> Duration.parse(row.getString("period")))
        .findOne()
        .orElse(MinutePeriod.DEFAULT);
  }

  /** Lets the point's usual minute Datastreams show the newest setting; returns how many. */
  int showMinutePeriod(long thing) {
    return handle
        .createUpdate(
            """
            UPDATE datastream SET period = :period
            WHERE thing = :thing AND interval = 'minute' AND own_period IS NULL""")
        .bind("period", newestMinutePeriod(thing).toString())
        .bind("thing", thing)
        .execute();
  }

  private record ThingRow(@Nullable String protocol, @Nullable String deviceId) {}

  private ThingRow thing(long id) {
    return handle
        .createQuery("SELECT protocol, device_id FROM thing WHERE id = :id")
        .bind("id", id)
        .map(
            (row, context) ->
                new ThingRow(Columns.text(row, "protocol"), Columns.text(row, "device_id")))
        .findOne()
        .orElseThrow(() -> RegistryException.notFound("thing", id));
  }

  /** One Sensor for all that a device sends (which analyser it was is not said), one for us. */
  private long sensor(DatastreamSpec spec, ThingRow thing) {
    return spec.computed()
        ? sensor("computed", "Greenheart", "Computed by the server", "")
        : sensor(
            "thing:" + spec.thing(),
            thing.deviceId() == null ? "Thing " + spec.thing() : thing.deviceId(),
            "Data logger and its analysers",
            thing.protocol() == null ? "" : thing.protocol());
  }

  private long sensor(String source, String name, String description, String metadata) {
    return handle
        .createQuery("SELECT id FROM sensor WHERE source = :source")
        .bind("source", source)
        .mapTo(Long.class)
        .findOne()
        .orElseGet(
            () ->
                handle
                    .createQuery(
                        """
                        INSERT INTO sensor (name, description, encoding_type, metadata, source)
                        VALUES (:name, :description, 'text/plain', :metadata, :source)
                        RETURNING id""")
                    .bind("name", name)
                    .bind("description", description)
                    .bind("metadata", metadata)
                    .bind("source", source)
                    .mapTo(Long.class)
                    .one());
  }

  private long observedProperty(DatastreamSpec spec) {
    nameIfNowKnown(spec);
    return handle
        .createQuery("SELECT id FROM observed_property WHERE code = :code ORDER BY id LIMIT 1")
        .bind("code", spec.code())
        .mapTo(Long.class)
        .findOne()
        .orElseGet(
            () ->
                handle
                    .createQuery(
                        """
                        INSERT INTO observed_property (name, definition, description, code)
                        VALUES (:name, :definition, :description, :code) RETURNING id""")
                    .bind("name", spec.nameZh())
                    .bind("definition", "urn:greenheart:code:" + spec.code())
                    .bind("description", spec.nameEn())
                    .bind("code", spec.code())
                    .mapTo(Long.class)
                    .one());
  }

  /** A code that was not known when it first came may be known to a newer factor table. */
  private void nameIfNowKnown(DatastreamSpec spec) {
    handle
        .createUpdate(
            """
            UPDATE observed_property SET name = :name, description = :description
            WHERE code = :code AND name = code AND :name <> code""")
        .bind("name", spec.nameZh())
        .bind("description", spec.nameEn())
        .bind("code", spec.code())
        .execute();
  }
}
