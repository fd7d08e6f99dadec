// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.reports;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.greenheart.server.accounts.Sight;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DeviceStatus;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.ObservedProperty;
import org.greenheart.storage.registry.Reach;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Thing;

/**
 * The points that a report may tell of: those asked for that lie in the caller's reach. Others do
 * not appear, as if there were none. Not thread-safe.
 */
final class Chosen {
  private final Registry registry;
  private final ReportRequest request;
  private final Sight seen;
  private final Map<Long, Said> names = new HashMap<>();

  Chosen(Registry registry, ReportRequest request, Reach reach) {
    this.registry = requireNonNull(registry, "registry is null");
    this.request = requireNonNull(request, "request is null");
    this.seen = Sight.of(reach, registry.reaches());
  }

  /** Whether all points are meant, also what belongs to none. */
  boolean isEverything() {
    return seen.isEverything() && request.points().isEmpty();
  }

  boolean has(long thing) {
    return (request.points().isEmpty() || request.points().contains(thing)) && seen.sees(thing);
  }

  /** Whether what is about an area as a whole is meant: where no points are asked for. */
  boolean hasArea(long area) {
    return request.points().isEmpty() && seen.seesArea(area);
  }

  /** By name; those that nobody accepted are none. */
  List<Thing> things() {
    return registry.catalogue().things().stream()
        .filter(thing -> has(thing.id()) && thing.status() != DeviceStatus.REJECTED)
        .sorted(Comparator.comparing(Thing::name).thenComparingLong(Thing::id))
        .toList();
  }

  /**
   * Its Datastreams of an interval that are asked for, by code. Where the device sends a quantity
   * itself, what the server computed beside it is left out.
   */
  List<Datastream> streams(long thing, Interval interval) {
    Map<String, Datastream> byCode = new HashMap<>();
    for (Datastream stream : registry.catalogue().datastreamsOf(thing)) {
      if (stream.interval() == interval
          && !stream.code().isEmpty()
          && request.wants(stream.code())) {
        byCode.merge(stream.code(), stream, (a, b) -> a.computed() ? b : a);
      }
    }
    List<Datastream> streams = new ArrayList<>(byCode.values());
    streams.sort(Comparator.comparing(Datastream::code));
    return streams;
  }

  /** What a quantity is called. */
  Said nameOf(Datastream stream) {
    return names.computeIfAbsent(
        stream.observedProperty(),
        id ->
            registry
                .catalogue()
                .observedProperty(id)
                .map(
                    (ObservedProperty property) ->
                        new Said(property.name(), property.description()))
                .orElse(Said.same(stream.code())));
  }

  static String unitOf(Datastream stream) {
    String symbol = stream.unit().symbol();
    return symbol == null ? "" : symbol;
  }
}
