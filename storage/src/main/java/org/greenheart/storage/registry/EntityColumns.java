// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.storage.registry;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where the entities' properties stand in the tables. Known keys of {@code properties} are columns:
 * they are put into the document when it is read, and used as columns when it is filtered.
 */
final class EntityColumns {
  private static final Map<String, String> THING_KEYS =
      Map.of(
          "deviceId", "device_id",
          "protocol", "protocol",
          "systemType", "system_type",
          "status", "status",
          "enterprise", "enterprise",
          "area", "area",
          "industry", "industry",
          "outlet", "outlet");
  private static final Map<String, String> DATASTREAM_KEYS =
      Map.of(
          "code", "code",
          "interval", "interval",
          "deviceId", "device_id",
          "systemType", "system_type",
          "period", "period",
          "sentCode", "sent_code",
          "computed", "computed");
  private static final Map<String, String> UNIT_KEYS =
      Map.of("name", "unit_name", "symbol", "unit_symbol", "definition", "unit_definition");
  private static final Map<String, String> OBSERVED_PROPERTY_KEYS = Map.of("code", "code");

  private EntityColumns() {}

  static String table(EntityType type) {
    return switch (type) {
      case THING -> "thing_entity";
      case LOCATION -> "location";
      case HISTORICAL_LOCATION -> "historical_location";
      case DATASTREAM -> "datastream";
      case SENSOR -> "sensor";
      case OBSERVED_PROPERTY -> "observed_property";
      case FEATURE_OF_INTEREST -> "feature_of_interest";
      case OBSERVATION ->
          throw new IllegalArgumentException("observations are not kept in the registry");
    };
  }

  /** What stands in a statement for the table: of a reach, only the rows that belong to it. */
  static String table(EntityType type, Reach reach) {
    String table = table(type);
    if (reach.everything() || type == EntityType.OBSERVED_PROPERTY) {
      return table;
    }
    String things = SqliteReaches.visible(reach);
    String which =
        switch (type) {
          case THING -> "id IN (%s)";
          case DATASTREAM, HISTORICAL_LOCATION -> "thing IN (%s)";
          case LOCATION ->
              "id IN (SELECT location FROM thing_location WHERE thing IN (%1$s)"
                  + " UNION SELECT hl.location FROM historical_location_location hl"
                  + " JOIN historical_location h ON h.id = hl.historical_location"
                  + " WHERE h.thing IN (%1$s))";
          case SENSOR -> "id IN (SELECT sensor FROM datastream WHERE thing IN (%s))";
          case FEATURE_OF_INTEREST ->
              "id IN (SELECT feature FROM thing_feature WHERE thing IN (%s))";
          case OBSERVED_PROPERTY, OBSERVATION -> throw new IllegalStateException(type.set());
        };
    return "(SELECT * FROM %s WHERE %s)".formatted(table, which.formatted(things));
  }

  /** The column of a property as it is kept. */
  static String column(EntityType type, Property property) {
    if (!property.kept()) {
      throw new IllegalArgumentException(
          "%s of %s is not kept in the registry".formatted(property.name(), type.single()));
    }
    return switch (property.name()) {
      case "encodingType" -> "encoding_type";
      case "observationType" -> "observation_type";
      default -> property.name();
    };
  }

  /** The column of a key in a JSON property; null where the key is only in the document. */
  static @Nullable String keyColumn(EntityType type, Property property, String key) {
    return keys(type, property).get(key);
  }

  private static Map<String, String> keys(EntityType type, Property property) {
    if (property.name().equals("unitOfMeasurement")) {
      return UNIT_KEYS;
    }
    if (!property.name().equals("properties")) {
      return Map.of();
    }
    return switch (type) {
      case THING -> THING_KEYS;
      case DATASTREAM -> DATASTREAM_KEYS;
      case OBSERVED_PROPERTY -> OBSERVED_PROPERTY_KEYS;
      case LOCATION, HISTORICAL_LOCATION, SENSOR, OBSERVATION, FEATURE_OF_INTEREST -> Map.of();
    };
  }

  /** What reads a property whole, with the known keys put in. */
  static String whole(EntityType type, Property property, String alias) {
    if (type == EntityType.THING && property.name().equals("description")) {
      // The standard wants a text of it, and what has no other is described by its name.
      return "COALESCE(NULLIF(%1$s.description, ''), %1$s.name)".formatted(alias);
    }
    Map<String, String> keys = keys(type, property);
    if (keys.isEmpty()) {
      return alias + "." + column(type, property);
    }
    String object =
        "json_object("
            + keys.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(key -> Stream.of("'" + key.getKey() + "'", keyValue(key, alias)))
                .collect(Collectors.joining(", "))
            + ")";
    // A merge patch leaves out the keys that have no value.
    return keys.equals(UNIT_KEYS) ? object : "json_patch(" + alias + ".properties, " + object + ")";
  }

  private static String keyValue(Map.Entry<String, String> key, String alias) {
    String column = alias + "." + key.getValue();
    return switch (key.getKey()) {
      case "computed" -> "CASE " + column + " WHEN 1 THEN json('true') END";
      case "code" -> "NULLIF(" + column + ", '')";
      default -> column;
    };
  }
}
