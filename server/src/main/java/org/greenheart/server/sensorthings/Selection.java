// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.EntityType;
import org.greenheart.storage.registry.Navigation;
import org.greenheart.storage.registry.Property;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of an entity are written.
 *
 * @param id whether {@code @iot.id} is
 * @param selfLink whether {@code @iot.selfLink} is
 * @param properties with the paths into their JSON documents that are wanted; no path: all of it
 */
record Selection(
    boolean id,
    boolean selfLink,
    Map<Property, List<List<String>>> properties,
    Set<Navigation> navigations) {

  static Selection everything(EntityType type) {
    Map<Property, List<List<String>>> properties = new HashMap<>();
    type.properties().forEach(property -> properties.put(property, List.of()));
    Set<Navigation> navigations = EnumSet.noneOf(Navigation.class);
    navigations.addAll(type.navigations());
    return new Selection(true, true, properties, navigations);
  }

  /** Everything when nothing is named. */
  static Selection of(EntityType type, List<Expression.Path> paths) {
    if (paths.isEmpty()) {
      return everything(type);
    }
    boolean id = false;
    boolean selfLink = false;
    Map<Property, List<List<String>>> properties = new HashMap<>();
    Set<Navigation> navigations = EnumSet.noneOf(Navigation.class);
    for (Expression.Path path : paths) {
      String name = path.names().getFirst();
      List<String> inside = path.names().subList(1, path.names().size());
      Optional<Navigation> step = type.navigation(name);
      Optional<Property> property = type.property(name);
      if (name.equals("@iot.selfLink")) {
        selfLink = true;
      } else if (step.isPresent() && inside.isEmpty()) {
        navigations.add(step.get());
      } else if (property.isPresent() && property.get().equals(EntityType.ID)) {
        id = true;
      } else if (property.isPresent()) {
        add(properties, property.get(), inside);
      } else {
        throw RequestException.bad(
            "unknown-property",
            "$select at %d: %s has no '%s'".formatted(path.position(), type.single(), path.text()));
      }
    }
    return new Selection(id, selfLink, properties, navigations);
  }

  private static void add(
      Map<Property, List<List<String>>> properties, Property property, List<String> inside) {
    List<List<String>> paths = properties.get(property);
    if (inside.isEmpty() || (paths != null && paths.isEmpty())) {
      properties.put(property, List.of());
      return;
    }
    List<List<String>> more = new ArrayList<>(paths == null ? List.of() : paths);
    more.add(inside);
    properties.put(property, more);
  }

  boolean has(Property property) {
    return properties.containsKey(property);
  }

  /** Whether a property of that name is written. */
  boolean has(String name) {
    return properties.keySet().stream().anyMatch(property -> property.name().equals(name));
  }

  /** The paths into a property's document; empty for all of it, null when it is not wanted. */
  @Nullable List<List<String>> inside(Property property) {
    return properties.get(property);
  }
}
