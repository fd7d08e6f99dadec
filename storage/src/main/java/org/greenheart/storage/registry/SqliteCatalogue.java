// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.jdbi.v3.core.Handle;

final class SqliteCatalogue implements Catalogue {
  private final Access access;
  private final Changes changes;

  SqliteCatalogue(Access access, Changes changes) {
    this.access = access;
    this.changes = changes;
  }

  @Override
  public Datastream ensure(DatastreamSpec spec) {
    return ensure(List.of(spec)).getFirst();
  }

  @Override
  public List<Datastream> ensure(Collection<DatastreamSpec> specs) {
    return access.write(
        handle -> {
          Datastreams datastreams = new Datastreams(handle);
          List<Datastream> ensured = specs.stream().map(datastreams::ensure).toList();
          datastreams.grown().forEach(thing -> access.afterCommit(() -> changes.grew(thing)));
          return ensured;
        });
  }

  @Override
  public Optional<Datastream> datastream(long number) {
    return access.read(handle -> new Datastreams(handle).find(number));
  }

  @Override
  public List<Datastream> datastreamsOf(long thing) {
    return access.read(handle -> new Datastreams(handle).ofThing(thing));
  }

  @Override
  public List<Datastream> datastreams() {
    return access.read(handle -> new Datastreams(handle).all());
  }

  @Override
  public Optional<Thing> thing(long id) {
    return access.read(handle -> thing(handle, id));
  }

  private static Optional<Thing> thing(Handle handle, long id) {
    return handle
        .createQuery("SELECT * FROM thing_entity WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> Rows.thing(row))
        .findOne();
  }

  private static Thing existing(Handle handle, long id) {
    return thing(handle, id).orElseThrow(() -> RegistryException.notFound("thing", id));
  }

  @Override
  public Optional<Thing> thingOf(String protocol, String deviceId) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT * FROM thing_entity
                    WHERE device_id = :deviceId AND protocol = :protocol ORDER BY id LIMIT 1""")
                .bind("deviceId", deviceId)
                .bind("protocol", protocol)
                .map((row, context) -> Rows.thing(row))
                .findOne());
  }

  @Override
  public List<Thing> things() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM thing_entity ORDER BY id")
                .map((row, context) -> Rows.thing(row))
                .list());
  }

  @Override
  public Thing describe(long thing, String name, String description) {
    return access.write(
        handle -> {
          existing(handle, thing);
          handle.execute(
              "UPDATE thing SET name = ?, description = ? WHERE id = ?", name, description, thing);
          return existing(handle, thing);
        });
  }

  @Override
  public Optional<Sensor> sensor(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM sensor WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> Rows.sensor(row))
                .findOne());
  }

  @Override
  public Optional<ObservedProperty> observedProperty(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM observed_property WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> Rows.observedProperty(row))
                .findOne());
  }

  @Override
  public List<ObservedProperty> observedProperties() {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM observed_property ORDER BY id")
                .map((row, context) -> Rows.observedProperty(row))
                .list());
  }

  @Override
  public List<Location> locationsOf(long thing) {
    return access.read(handle -> new Whereabouts(handle).locationsOf(thing));
  }

  @Override
  public List<HistoricalLocation> historyOf(long thing) {
    return access.read(handle -> new Whereabouts(handle).historyOf(thing));
  }

  @Override
  public Location moveTo(long thing, GeoPoint place, String name, Instant from) {
    return access.write(
        handle -> new Whereabouts(handle).move(existing(handle, thing), place, name, from));
  }

  @Override
  public Optional<FeatureOfInterest> feature(long id) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM feature_of_interest WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> Rows.feature(row))
                .findOne());
  }

  @Override
  public Optional<FeatureOfInterest> featureAt(long thing, Instant time) {
    return access.read(handle -> new Whereabouts(handle).featureAt(thing, time));
  }

  @Override
  public Duration minutePeriod(long thing, Instant time) {
    return access.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT period FROM minute_period
                    WHERE thing = :thing AND from_time <= :time ORDER BY from_time DESC LIMIT 1""")
                .bind("thing", thing)
                .bind("time", Micros.of(time))
                .map((row, context) -> Duration.parse(row.getString("period")))
                .findOne()
                .orElse(MinutePeriod.DEFAULT));
  }

  @Override
  public List<MinutePeriod> minutePeriods(long thing) {
    return access.read(
        handle ->
            handle
                .createQuery("SELECT * FROM minute_period WHERE thing = :thing ORDER BY from_time")
                .bind("thing", thing)
                .map((row, context) -> Rows.minutePeriod(row))
                .list());
  }

  @Override
  public void setMinutePeriod(MinutePeriod setting) {
    access.write(
        handle -> {
          existing(handle, setting.thing());
          handle
              .createUpdate(
                  """
                  INSERT INTO minute_period (thing, from_time, period, source)
                  VALUES (:thing, :from, :period, :source)
                  ON CONFLICT (thing, from_time) DO UPDATE SET period = :period, source = :source""")
              .bind("thing", setting.thing())
              .bind("from", Micros.of(setting.from()))
              .bind("period", setting.period().toString())
              .bind("source", setting.source().text())
              .execute();
          access.afterCommit(() -> changes.grew(setting.thing()));
          return new Datastreams(handle).showMinutePeriod(setting.thing());
        });
  }

  @Override
  public void removeDatastream(long number) {
    access.write(
        handle -> {
          removals(handle).datastream(number);
          access.afterCommit(changes.removals()::incrementAndGet);
          return number;
        });
  }

  @Override
  public void removeThing(long thing) {
    access.write(
        handle -> {
          removals(handle).thing(thing);
          access.afterCommit(changes.devices()::incrementAndGet);
          access.afterCommit(changes.removals()::incrementAndGet);
          return thing;
        });
  }

  @Override
  public Hold holdOnDatastream(long number) {
    return access.read(handle -> Removals.holdOnDatastream(handle, number));
  }

  @Override
  public Hold holdOnThing(long thing) {
    return access.read(handle -> Removals.holdOnThing(handle, thing));
  }

  @Override
  public long removals() {
    return changes.removals().get();
  }

  @Override
  public long growth(long thing) {
    return changes.growth().getOrDefault(thing, 0L);
  }

  private Removals removals(Handle handle) {
    return new Removals(handle, Micros.of(access.clock().instant()));
  }
}
