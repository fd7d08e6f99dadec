// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.registry.Catalogue;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.jspecify.annotations.Nullable;

/** The series of each point, read when the first of its rows comes. Not thread-safe. */
final class SeriesBook {
  /** HJ 212-2017 appendix B: the flow of waste water. */
  private static final String WATER_FLOW = "w00000";

  private final Catalogue catalogue;
  private final Map<Long, Uses> uses = new HashMap<>();
  private final Map<Series.Key, Series> series = new HashMap<>();
  private long removals;

  SeriesBook(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.removals = catalogue.removals();
  }

  /**
   * What a datastream is good for.
   *
   * @param stream null when it is not there any more
   */
  record Uses(
      @Nullable Datastream stream,
      List<Series.Key> feeds,
      List<Series.Key> replaces,
      List<Series.Key> weighs) {
    static final Uses NONE = new Uses(null, List.of(), List.of(), List.of());
  }

  /** Reads all anew if something was taken out. */
  void refresh() {
    long now = catalogue.removals();
    if (now != removals) {
      uses.clear();
      series.clear();
      removals = now;
    }
  }

  Uses uses(long datastream) {
    Uses known = uses.get(datastream);
    if (known != null) {
      return known;
    }
    Optional<Datastream> stream = catalogue.datastream(datastream);
    if (stream.isPresent()) {
      load(stream.get().thing());
    }
    return uses.computeIfAbsent(datastream, absent -> Uses.NONE);
  }

  Optional<Series> find(Series.Key key) {
    Series known = series.get(key);
    if (known == null) {
      load(key.thing());
      known = series.get(key);
    }
    return Optional.ofNullable(known);
  }

  /** Reads a point's datastreams anew. */
  void load(long thing) {
    List<Datastream> streams =
        catalogue.datastreamsOf(thing).stream().filter(stream -> !stream.code().isEmpty()).toList();
    Set<Series.Key> keys = new LinkedHashSet<>();
    for (Datastream stream : streams) {
      uses.put(
          stream.number(),
          new Uses(stream, new ArrayList<>(), new ArrayList<>(), new ArrayList<>()));
      for (Period period : Period.values()) {
        if (feeds(stream, period)) {
          keys.add(new Series.Key(thing, stream.code(), period));
        }
      }
    }
    for (Series.Key key : keys) {
      Series made = make(key, streams);
      series.put(key, made);
      made.sources().forEach(stream -> uses(stream.number()).feeds().add(key));
      made.flows().forEach(stream -> uses(stream.number()).weighs().add(key));
      if (made.own() != null) {
        uses(made.own().number()).replaces().add(key);
      }
    }
  }

  private static boolean feeds(Datastream stream, Period period) {
    // Computed minutes are nobody's; computed hours make days.
    return stream.interval() == period.source() && (!stream.computed() || period == Period.DAY);
  }

  private static Series make(Series.Key key, List<Datastream> streams) {
    Interval target = key.period().target();
    List<Datastream> sources =
        streams.stream()
            .filter(stream -> stream.code().equals(key.code()) && feeds(stream, key.period()))
            .sorted(BEST_FIRST)
            .toList();
    return new Series(
        key,
        sources,
        find(streams, key.code(), target, false),
        find(streams, key.code(), target, true),
        isConcentrationInWater(sources.getFirst())
            ? streams.stream()
                .filter(stream -> stream.code().equals(WATER_FLOW) && feeds(stream, key.period()))
                .sorted(BEST_FIRST)
                .toList()
            : List.of());
  }

  /** What the device sends goes before what is computed, the usual minutes before others. */
  private static final Comparator<Datastream> BEST_FIRST =
      Comparator.comparing(Datastream::computed)
          .thenComparing(Datastream::ownPeriod)
          .thenComparingLong(Datastream::number);

  private static boolean isConcentrationInWater(Datastream stream) {
    String unit = stream.unit().symbol();
    return stream.code().startsWith("w") && unit != null && unit.endsWith("g/L");
  }

  private static @Nullable Datastream find(
      List<Datastream> streams, String code, Interval interval, boolean computed) {
    return streams.stream()
        .filter(
            stream ->
                stream.code().equals(code)
                    && stream.interval() == interval
                    && stream.computed() == computed)
        .findFirst()
        .orElse(null);
  }
}
