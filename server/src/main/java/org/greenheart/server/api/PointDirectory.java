// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.api;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.GeoPoint;
import org.greenheart.storage.registry.Location;
import org.greenheart.storage.registry.PointPlace;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;

/**
 * What the registry says of points, kept at hand: the console asks for all points at once, and what
 * is said of them changes seldom.
 *
 * <p>A change of devices, places, permits, limits or Datastreams shows at once, names within
 * {@value #LISTING_SECONDS} seconds, the rest within {@value #ENTRY_SECONDS}. Thread-safe.
 */
final class PointDirectory {
  private static final int LISTING_SECONDS = 20;
  private static final int ENTRY_SECONDS = 120;

  private final Registry registry;
  private final LimitsInForce limits;
  private final InstantSource clock;
  private final ConcurrentHashMap<Long, Entry> entries = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, Long> thingOfDatastream = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Long, LocalizedName> names = new ConcurrentHashMap<>();
  private volatile Listing listing = new Listing(Map.of(), Map.of(), -1, -1, Instant.MIN);

  PointDirectory(Registry registry, LimitsInForce limits, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /**
   * A point with what belongs to it.
   *
   * @param names of the quantities, by number of the ObservedProperty
   * @param limits that count today, by number of the Datastream
   */
  record Entry(
      long thing,
      List<Datastream> datastreams,
      Map<Long, LocalizedName> names,
      Map<Long, ValueLimit> limits,
      Optional<GeoPoint> place,
      long version,
      Instant read) {
    Entry {
      datastreams = List.copyOf(datastreams);
      names = Map.copyOf(names);
      limits = Map.copyOf(limits);
    }

    LocalizedName nameOf(Datastream datastream) {
      LocalizedName name = names.get(datastream.observedProperty());
      return name == null ? new LocalizedName(datastream.code(), datastream.code()) : name;
    }

    /**
     * The limit of the quantity, also where its mean is another: judge only where it is the same.
     */
    Optional<ValueLimit> limitOf(Datastream datastream) {
      return Optional.ofNullable(limits.get(datastream.number()));
    }
  }

  private record Listing(
      Map<Long, Thing> things,
      Map<Long, PointPlace> places,
      long devicesVersion,
      long placesVersion,
      Instant read) {}

  /** All points, also pending ones. */
  Collection<Thing> things() {
    return listing().things().values();
  }

  Optional<Thing> thing(long id) {
    Thing known = listing().things().get(id);
    return known != null ? Optional.of(known) : registry.catalogue().thing(id);
  }

  /** Where the point belongs, by numbers; empty when nowhere. */
  Optional<PointPlace> belongs(long thing) {
    return Optional.ofNullable(listing().places().get(thing));
  }

  private Listing listing() {
    Listing now = listing;
    long devices = registry.devices().version();
    long belonging = registry.places().changes();
    if (now.devicesVersion() == devices
        && now.placesVersion() == belonging
        && !isOld(now.read(), LISTING_SECONDS)) {
      return now;
    }
    Map<Long, Thing> things = new HashMap<>();
    registry.catalogue().things().forEach(thing -> things.put(thing.id(), thing));
    Map<Long, PointPlace> places = new HashMap<>();
    registry.places().points().list().forEach(place -> places.put(place.thing(), place));
    Listing read =
        new Listing(Map.copyOf(things), Map.copyOf(places), devices, belonging, clock.instant());
    listing = read;
    return read;
  }

  Entry entry(long thing) {
    Entry known = entries.get(thing);
    // All only rise, so their sum stays the same only while they do.
    long version =
        registry.places().changes()
            + registry.catalogue().removals()
            + registry.catalogue().growth(thing)
            + limits.changes();
    if (known != null && known.version() == version && !isOld(known.read(), ENTRY_SECONDS)) {
      return known;
    }
    Entry read = read(thing, version);
    entries.put(thing, read);
    read.datastreams().forEach(each -> thingOfDatastream.put(each.number(), thing));
    return read;
  }

  /** The point of a Datastream; empty when there is no such Datastream. */
  Optional<Long> thingOf(long datastream) {
    Long known = thingOfDatastream.get(datastream);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Long> thing = registry.catalogue().datastream(datastream).map(Datastream::thing);
    thing.ifPresent(found -> thingOfDatastream.put(datastream, found));
    return thing;
  }

  private Entry read(long thing, long version) {
    Catalogue catalogue = registry.catalogue();
    List<Datastream> datastreams = catalogue.datastreamsOf(thing);
    Map<Long, LocalizedName> named = new HashMap<>();
    for (Datastream datastream : datastreams) {
      named.computeIfAbsent(datastream.observedProperty(), _ -> name(datastream));
    }
    Instant now = clock.instant();
    Map<Long, ValueLimit> counting = new HashMap<>();
    for (Datastream datastream : datastreams) {
      limits.at(datastream, now).ifPresent(limit -> counting.put(datastream.number(), limit));
    }
    Optional<GeoPoint> place =
        catalogue.locationsOf(thing).stream().flatMap(PointDirectory::point).findFirst();
    return new Entry(thing, datastreams, named, counting, place, version, clock.instant());
  }

  /** Few quantities serve many points, and what they are called stays. */
  private LocalizedName name(Datastream datastream) {
    LocalizedName known = names.get(datastream.observedProperty());
    if (known != null) {
      return known;
    }
    Optional<LocalizedName> read =
        registry
            .catalogue()
            .observedProperty(datastream.observedProperty())
            .map(property -> new LocalizedName(property.name(), property.description()));
    read.ifPresent(name -> names.put(datastream.observedProperty(), name));
    return read.orElseGet(() -> new LocalizedName(datastream.code(), datastream.code()));
  }

  private static Stream<GeoPoint> point(Location location) {
    return Stream.ofNullable(location.point());
  }

  private boolean isOld(Instant read, int seconds) {
    return read.equals(Instant.MIN) || read.plusSeconds(seconds).isBefore(clock.instant());
  }
}
