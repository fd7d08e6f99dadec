// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.greenheart.server.air.AirSeries;
import org.greenheart.server.air.AirStations;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Area;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Judges past rows by a rule without writing anything: what it would have raised. Reads at most so
 * many points and rows and says when it stopped. Thread-safe.
 */
final class Rehearsal {
  static final int MOST_POINTS = 2_000;
  static final long MOST_ROWS = 2_000_000;
  static final int MOST_EPISODES = 500;

  private final Telemetry telemetry;
  private final Registry registry;
  private final Supplier<PointLimits> limits;

  Rehearsal(Telemetry telemetry, Registry registry, Supplier<PointLimits> limits) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.limits = limits;
  }

  /**
   * What would have been raised.
   *
   * @param alarms all of them, also those that are not listed
   * @param points how many were judged
   * @param leftOut what the rule names and would not judge, and why
   * @param cut why not all was judged or listed: points, rows or episodes; null when all was
   */
  record Outcome(
      Instant from,
      Instant to,
      int alarms,
      int points,
      long rows,
      @Nullable String cut,
      List<LeftOut> leftOut,
      List<PointOutcome> list) {}

  /**
   * One point's, or that of an area, whose thing is 0 and name that of the area.
   *
   * @param code empty for a silence of all that a point sends
   */
  record PointOutcome(
      long thing, String thingName, String code, String unit, List<EpisodeOutcome> episodes) {}

  /**
   * One alarm that would have been.
   *
   * @param end null when it would be open at the end of the range
   */
  record EpisodeOutcome(
      Instant start, @Nullable Instant end, @Nullable String peak, @Nullable String limit) {
    static EpisodeOutcome of(Episode episode) {
      return new EpisodeOutcome(
          episode.start(), episode.end(), text(episode.peak()), text(episode.limit()));
    }

    private static @Nullable String text(@Nullable Decimal number) {
      return number == null ? null : number.toString();
    }
  }

  Outcome run(Rule rule, Instant from, Instant to) {
    Run run = new Run(rule, from, to);
    if (run.read.body() instanceof Body.Area body) {
      run.area(body);
      return run.outcome();
    }
    for (Thing thing : registry.catalogue().things()) {
      List<Datastream> all = registry.catalogue().datastreamsOf(thing.id());
      if (run.read.body() instanceof Body.Silent silent) {
        run.silence(thing, silent, all);
      } else {
        all.forEach(datastream -> run.datastream(thing, datastream));
      }
    }
    return run.outcome();
  }

  /** One run over all points. */
  private final class Run {
    private final Ties.Read read;
    private final Ties ties;
    private final Instant from;
    private final Instant to;
    private final Set<String> seen = new HashSet<>();
    private final List<PointOutcome> list = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private int alarms;
    private int listed;
    private long rows;
    private @Nullable String cut;

    private Run(Rule rule, Instant from, Instant to) {
      this.read =
          new Ties.Read(
              rule,
              RuleReader.body(rule),
              new ScopeThings(registry.places().points()).of(rule.applies().scope()),
              Instant.MAX);
      this.ties = new Ties(telemetry, registry, limits.get());
      this.from = from;
      this.to = to;
    }

    private void datastream(Thing thing, Datastream datastream) {
      if (leftOut.size() < MOST_POINTS) {
        ties.leftOut(read, datastream, from).ifPresent(leftOut::add);
      }
      for (Ties.Tied tied : ties.tie(read, datastream, from)) {
        if (seen.add(tied.thing() + " " + tied.signalCode()) && room()) {
          String name =
              tied.thing() == thing.id()
                  ? thing.name()
                  : registry.catalogue().thing(tied.thing()).map(Thing::name).orElse("");
          judge(ties.point(read, datastream, tied), name);
        }
      }
    }

    /** A region as a whole, looked back to as far as its levels ask. */
    private void area(Body.Area body) {
      long id = read.rule().applies().scope().id();
      AirStations stations = new AirStations(telemetry, registry);
      List<Long> things = stations.of(id);
      int before = RegionHour.LONGEST_DAYS * 24;
      Instant first = from.truncatedTo(ChronoUnit.HOURS);
      int hours = (int) Duration.between(first, to).toHours();
      if (things.isEmpty() || hours == 0) {
        return;
      }
      int most = (int) (MOST_ROWS / things.size()) - before;
      if (hours > most) {
        hours = most;
        cut = "rows";
      }
      int length = before + hours;
      Instant begin = first.minus(Duration.ofHours(before));
      AirSeries region =
          AirSeries.mean(
              things.stream().map(thing -> stations.read(thing, begin, length)).toList(),
              body.stationPercent());
      rows += (long) things.size() * length;
      things.forEach(thing -> seen.add(thing + " "));
      String name = registry.places().areas().find(id).map(Area::name).orElse("");
      List<Episode> found =
          RegionEpisodes.of(read.rule(), region, before, length - 1).stream()
              .map(RegionEpisodes.Warning::episode)
              .toList();
      add(0, name, RegionBook.SIGNAL, "", found);
    }

    private boolean room() {
      if (seen.size() > MOST_POINTS) {
        cut = "points";
      } else if (rows > MOST_ROWS) {
        cut = "rows";
      }
      return seen.size() <= MOST_POINTS && rows <= MOST_ROWS;
    }

    private void judge(JudgedPoint point, String name) {
      List<Episode> over = new ArrayList<>();
      @Nullable Episode[] open = new @Nullable Episode[1];
      ties.timeline(point, Long.MAX_VALUE)
          .read(
              new TimeRange(Micros.of(from.minus(point.memory())), Micros.of(to)),
              moment -> {
                rows += moment.size();
                point
                    .step(moment)
                    .ifPresent(
                        episode -> {
                          open[0] = episode.isOpen() ? episode : null;
                          if (!episode.isOpen()) {
                            over.add(episode);
                          }
                        });
                return rows <= MOST_ROWS;
              });
      if (open[0] != null) {
        over.add(open[0]);
      }
      add(point.thing(), name, point.signalCode(), point.unit(), over);
      point.leftOut().ifPresent(leftOut::add);
    }

    private void silence(Thing thing, Body.Silent body, List<Datastream> all) {
      Map<String, List<Datastream>> meant =
          all.stream()
              .filter(one -> body.means(one) && read.scope().test(one))
              .collect(Collectors.groupingBy(body::signalCode));
      meant.forEach(
          (code, streams) -> {
            seen.add(thing.id() + " " + code);
            if (room()) {
              add(thing.id(), thing.name(), code, "", gaps(body, streams));
            }
          });
    }

    private List<Episode> gaps(Body.Silent body, List<Datastream> streams) {
      SortedSet<Instant> times = new TreeSet<>();
      for (Datastream one : streams) {
        try (RowCursor cursor =
            telemetry.rows(
                one.number(),
                new TimeRange(Micros.of(from.minus(Duration.ofDays(3))), Micros.of(to)),
                Order.OLDEST_FIRST)) {
          while (cursor.hasNext() && rows++ <= MOST_ROWS) {
            times.add(cursor.next().key().start());
          }
        }
      }
      List<Episode> gaps = new ArrayList<>();
      Instant before = null;
      for (Instant at : times) {
        if (before != null && body.apart(streams, before, at)) {
          Instant due = before.plus(body.period(streams).multipliedBy(2));
          gaps.add(new Episode(due, at.isAfter(due) ? at : due, null, null));
        }
        before = at;
      }
      if (before != null && body.apart(streams, before, to)) {
        gaps.add(new Episode(before.plus(body.period(streams).multipliedBy(2)), null, null, null));
      }
      return gaps;
    }

    /** Alarms that were over before the range are not counted. */
    private void add(long thing, String name, String code, String unit, List<Episode> found) {
      List<Episode> within =
          found.stream()
              .filter(episode -> episode.end() == null || !episode.end().isBefore(from))
              .toList();
      alarms += within.size();
      List<EpisodeOutcome> shown =
          within.stream().limit(MOST_EPISODES - listed).map(EpisodeOutcome::of).toList();
      listed += shown.size();
      if (shown.size() < within.size()) {
        cut = "episodes";
      }
      if (!within.isEmpty()) {
        list.add(new PointOutcome(thing, name, code, unit, shown));
      }
    }

    private Outcome outcome() {
      list.sort(
          Comparator.comparingInt((PointOutcome point) -> point.episodes().size()).reversed());
      int judged = Math.min(seen.size(), MOST_POINTS);
      return new Outcome(from, to, alarms, judged, rows, cut, leftOut, list);
    }
  }
}
