// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.sensorthings;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Entities;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.MinutePeriod;
import org.greenheart.storage.registry.StreamRow;

/**
 * How long the values of Datastreams stand: fixed for hours and days, a dated setting of the point
 * for minutes. Remembers settings for one request. Not thread-safe.
 */
final class Periods {
  private static final long HOUR = micros(Duration.ofHours(1));
  private static final long DAY = micros(Duration.ofDays(1));
  private static final long DEFAULT_MINUTES = micros(MinutePeriod.DEFAULT);

  private final Entities entities;
  private final Map<Long, TreeMap<Long, Long>> settings = new HashMap<>();

  Periods(Entities entities) {
    this.entities = entities;
  }

  private static long micros(Duration duration) {
    return duration.toMillis() * 1_000;
  }

  /** Reads the settings of these Datastreams' points in one go. */
  void prepare(Collection<StreamRow> streams) {
    List<Long> unknown =
        streams.stream()
            .filter(stream -> stream.interval() == Interval.MINUTE && stream.ownPeriod() == null)
            .map(StreamRow::thing)
            .filter(thing -> !settings.containsKey(thing))
            .distinct()
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    unknown.forEach(thing -> settings.put(thing, new TreeMap<>()));
    for (MinutePeriod period : entities.minutePeriodsOf(unknown)) {
      settings
          .computeIfAbsent(period.thing(), thing -> new TreeMap<>())
          .put(Micros.of(period.from()), micros(period.period()));
    }
  }

  /** How long the value of a start stands, in microseconds; 0 for an instant. */
  long micros(StreamRow stream, long startMicros) {
    Duration own = stream.ownPeriod();
    if (own != null) {
      return micros(own);
    }
    return switch (stream.interval()) {
      case REALTIME -> 0;
      case HOUR -> HOUR;
      case DAY -> DAY;
      case MINUTE -> minutes(stream, startMicros);
    };
  }

  private long minutes(StreamRow stream, long startMicros) {
    TreeMap<Long, Long> periods = settings.get(stream.thing());
    if (periods == null) {
      prepare(List.of(stream));
      periods = settings.getOrDefault(stream.thing(), new TreeMap<>());
    }
    var entry = periods.floorEntry(startMicros);
    return entry == null ? DEFAULT_MINUTES : entry.getValue();
  }
}
