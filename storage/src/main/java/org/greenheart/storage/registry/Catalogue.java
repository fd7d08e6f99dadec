// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The SensorThings entities but Observations. Thread-safe. */
public interface Catalogue {
  /**
   * Finds the Datastream or makes it, with its Sensor and ObservedProperty.
   *
   * @throws RegistryException {@code NOT_FOUND} when the thing does not exist
   */
  Datastream ensure(DatastreamSpec spec);

  /** {@link #ensure(DatastreamSpec)} of all in one transaction, in the same order. */
  List<Datastream> ensure(Collection<DatastreamSpec> specs);

  Optional<Datastream> datastream(long number);

  /** By number. */
  List<Datastream> datastreamsOf(long thing);

  /** Those of all things, by number; as if asked thing by thing, but in one look. */
  List<Datastream> datastreams();

  Optional<Thing> thing(long id);

  Optional<Thing> thingOf(String protocol, String deviceId);

  /** All, by id. */
  List<Thing> things();

  /**
   * Changes what a thing is called.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Thing describe(long thing, String name, String description);

  Optional<Sensor> sensor(long id);

  Optional<ObservedProperty> observedProperty(long id);

  /** All, by id. */
  List<ObservedProperty> observedProperties();

  /** Where a thing is now; several are several encodings of one place. */
  List<Location> locationsOf(long thing);

  /** By time, oldest first. */
  List<HistoricalLocation> historyOf(long thing);

  /**
   * Puts a thing at a place from a time on: a Location with its HistoricalLocation, and the
   * FeatureOfInterest of its observations from then on (the one without geometry is filled). Being
   * there already changes nothing.
   *
   * @return the thing's Location
   * @throws RegistryException {@code NOT_FOUND}
   */
  Location moveTo(long thing, GeoPoint place, String name, Instant from);

  Optional<FeatureOfInterest> feature(long id);

  /** What an observation of a thing at a time is of; empty for things without a device. */
  Optional<FeatureOfInterest> featureAt(long thing, Instant time);

  /** The minute period of a point that holds at a time; {@link MinutePeriod#DEFAULT} if not set. */
  Duration minutePeriod(long thing, Instant time);

  /** All settings of a point, oldest first. */
  List<MinutePeriod> minutePeriods(long thing);

  /**
   * Sets the minute period from a time on; settings of other times stay. The period shown by the
   * point's Datastreams is that of the newest setting.
   *
   * @throws RegistryException {@code NOT_FOUND} when the thing does not exist
   */
  void setMinutePeriod(MinutePeriod setting);

  /**
   * Takes a Datastream out for good; its number is never used again. Its rows go when the {@link
   * OutboxFollower} catches up: call that before answering.
   *
   * @throws RegistryException {@code NOT_FOUND}; {@code IN_USE} when something {@link
   *     #holdOnDatastream holds} it
   */
  void removeDatastream(long number);

  /**
   * What keeps a Datastream from being removed.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Hold holdOnDatastream(long number);

  /**
   * What keeps a Thing from being removed.
   *
   * @throws RegistryException {@code NOT_FOUND}
   */
  Hold holdOnThing(long thing);

  /**
   * Rises whenever Datastreams may have been removed: whoever keeps their numbers compares it
   * before using them. Costs no look into the database.
   */
  long removals();

  /**
   * Rises whenever a Datastream of a point has been made or got another period. Costs no look into
   * the database.
   */
  long growth(long thing);

  /**
   * Takes a Thing out with its Datastreams, its history of places and the features that only it
   * had, like {@link #removeDatastream}. Its device is forgotten but for its number: pending and
   * without a Thing, it is in no list until it sends again and knocks like any stranger.
   *
   * @throws RegistryException {@code NOT_FOUND}; {@code IN_USE} when something {@link #holdOnThing
   *     holds} it or its device has not been accepted yet
   */
  void removeThing(long thing);
}
