// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import static org.greenheart.storage.registry.TermType.GEOGRAPHY;
import static org.greenheart.storage.registry.TermType.JSON;
import static org.greenheart.storage.registry.TermType.NUMBER;
import static org.greenheart.storage.registry.TermType.TEXT;
import static org.greenheart.storage.registry.TermType.TIME;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The types of entities of OGC SensorThings 1.1 (18-088, clause 8) with their properties, in the
 * order in which they are written. Relations between them are {@link Navigation}s.
 *
 * <p>All but Observation are kept in the registry.
 */
public enum EntityType {
  THING(
      "Thing",
      "Things",
      required("name", TEXT),
      required("description", TEXT),
      optional("properties", JSON)),
  LOCATION(
      "Location",
      "Locations",
      required("name", TEXT),
      required("description", TEXT),
      required("encodingType", TEXT),
      required("location", GEOGRAPHY),
      optional("properties", JSON)),
  HISTORICAL_LOCATION("HistoricalLocation", "HistoricalLocations", required("time", TIME)),
  DATASTREAM(
      "Datastream",
      "Datastreams",
      required("name", TEXT),
      required("description", TEXT),
      required("observationType", TEXT),
      required("unitOfMeasurement", JSON),
      derived("observedArea", GEOGRAPHY),
      derived("phenomenonTime", TIME),
      derived("resultTime", TIME),
      optional("properties", JSON)),
  SENSOR(
      "Sensor",
      "Sensors",
      required("name", TEXT),
      required("description", TEXT),
      required("encodingType", TEXT),
      required("metadata", JSON),
      optional("properties", JSON)),
  OBSERVED_PROPERTY(
      "ObservedProperty",
      "ObservedProperties",
      required("name", TEXT),
      required("definition", TEXT),
      required("description", TEXT),
      optional("properties", JSON)),
  OBSERVATION(
      "Observation",
      "Observations",
      required("phenomenonTime", TIME),
      required("result", JSON),
      required("resultTime", TIME),
      optional("resultQuality", JSON),
      optional("validTime", TIME),
      optional("parameters", JSON)),
  FEATURE_OF_INTEREST(
      "FeatureOfInterest",
      "FeaturesOfInterest",
      required("name", TEXT),
      required("description", TEXT),
      required("encodingType", TEXT),
      required("feature", GEOGRAPHY),
      optional("properties", JSON));

  /** The property of every entity that is written {@code @iot.id}. */
  public static final Property ID = new Property("id", NUMBER, true, true);

  private final String single;
  private final String set;

  @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
  private final List<Property> properties;

  EntityType(String single, String set, Property... properties) {
    this.single = single;
    this.set = set;
    this.properties = List.of(properties);
  }

  private static Property required(String name, TermType type) {
    return new Property(name, type, true, true);
  }

  private static Property optional(String name, TermType type) {
    return new Property(name, type, false, true);
  }

  private static Property derived(String name, TermType type) {
    return new Property(name, type, false, false);
  }

  /** {@code Thing} */
  public String single() {
    return single;
  }

  /** {@code Things} */
  public String set() {
    return set;
  }

  /** Without {@link #ID}. */
  public List<Property> properties() {
    return properties;
  }

  /** Also finds {@link #ID}, as {@code id} and {@code @iot.id}. */
  public Optional<Property> property(String name) {
    if (name.equals("id") || name.equals("@iot.id")) {
      return Optional.of(ID);
    }
    return properties.stream().filter(property -> property.name().equals(name)).findFirst();
  }

  public List<Navigation> navigations() {
    return Index.NAVIGATIONS.getOrDefault(this, List.of());
  }

  public Optional<Navigation> navigation(String word) {
    return navigations().stream().filter(step -> step.word().equals(word)).findFirst();
  }

  public static Optional<EntityType> ofSet(String set) {
    return Optional.ofNullable(Index.SETS.get(set));
  }

  /** Made when first asked for, because navigations are made from finished types. */
  private static final class Index {
    static final Map<EntityType, List<Navigation>> NAVIGATIONS =
        Arrays.stream(Navigation.values()).collect(Collectors.groupingBy(Navigation::source));
    static final Map<String, EntityType> SETS =
        Arrays.stream(EntityType.values())
            .collect(Collectors.toMap(EntityType::set, Function.identity()));
  }
}
