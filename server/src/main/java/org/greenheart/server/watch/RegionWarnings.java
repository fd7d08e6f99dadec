// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.greenheart.regulation.air.AirQualityIndex;
import org.greenheart.regulation.air.Pollutant;
import org.greenheart.server.air.AirSeries;
import org.greenheart.server.air.AirStations;
import org.greenheart.server.waiting.ClockPause;
import org.greenheart.server.waiting.Pause;
import org.greenheart.server.waiting.Rounds;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.AlarmStation;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of heavy pollution of a region: one alarm on the area, which names the stations that it
 * rests on. A region is judged whole, over days, whenever all its stations have told of another
 * hour, and once an hour whatever comes: so nothing has to be remembered over a restart, and late
 * data are judged within the hour.
 *
 * <p>One thread judges; the public methods are thread-safe.
 */
public final class RegionWarnings implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RegionWarnings.class);
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration AGAIN = Duration.ofHours(1);
  private static final int DAY = 24;

  /** So far back warnings are judged again. */
  private static final int JUDGED_HOURS = 5 * DAY;

  private static final int READ_HOURS = JUDGED_HOURS + RegionHour.LONGEST_DAYS * DAY;

  private final Registry registry;
  private final AirStations stations;
  private final InstantSource clock;
  private final Rounds rounds;
  private final Map<String, Done> done = new HashMap<>();
  private volatile @Nullable String failure;

  RegionWarnings(Telemetry telemetry, Registry registry, Pause pause, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.stations = new AirStations(telemetry, registry);
    this.clock = requireNonNull(clock, "clock is null");
    this.rounds = new Rounds("region-warnings", pause, this::step);
  }

  public static RegionWarnings start(Telemetry telemetry, Registry registry, InstantSource clock) {
    RegionWarnings warnings = new RegionWarnings(telemetry, registry, new ClockPause(clock), clock);
    warnings.rounds.start();
    return warnings;
  }

  /** What was judged last of a rule. */
  private record Done(int version, Instant hour, Instant at) {}

  void run() {
    rounds.run();
  }

  /** Judges what is due; returns when to look again. */
  private Instant step() {
    Instant now = clock.instant();
    try {
      for (Rule rule : registry.rules().validAt(now)) {
        if (rule.enabled()
            && rule.kind().equals(AreaKinds.REGION_WARNING)
            && RuleReader.body(rule) instanceof Body.Area body) {
          judge(rule, body, now);
        }
      }
      failure = null;
    } catch (RuntimeException e) {
      log.error("Regions could not be judged; it is tried again", e);
      failure = String.valueOf(e.getMessage());
    }
    return now.plus(EVERY);
  }

  private void judge(Rule rule, Body.Area body, Instant now) {
    List<Long> things = stations.of(rule.applies().scope().id());
    Instant last = lastHour(things, now).orElse(null);
    if (last == null) {
      return;
    }
    Done before = done.get(rule.code());
    if (before != null
        && before.version() == rule.version()
        && before.hour().equals(last)
        && now.isBefore(before.at().plus(AGAIN))) {
      return;
    }
    Instant from = last.minus(Duration.ofHours(READ_HOURS - 1L));
    Map<Long, AirSeries> own = new HashMap<>();
    things.forEach(thing -> own.put(thing, stations.read(thing, from, READ_HOURS)));
    AirSeries region = AirSeries.mean(List.copyOf(own.values()), body.stationPercent());
    List<RegionEpisodes.Warning> warnings =
        RegionEpisodes.of(rule, region, READ_HOURS - JUDGED_HOURS, READ_HOURS - 1);
    boolean live = now.isBefore(last.plus(Duration.ofHours(1)).plus(Judge.LIVE));
    Instant begin = region.at(READ_HOURS - JUDGED_HOURS);
    registry.<Boolean>write(
        tables ->
            new RegionBook(tables.alarms(), rule, begin, last, live)
                .write(warnings, hour -> rest(own, hour)));
    done.put(rule.code(), new Done(rule.version(), last, now));
  }

  /** The newest hour that all stations have told of, or that they had long enough to tell of. */
  private Optional<Instant> lastHour(List<Long> things, Instant now) {
    List<Instant> newest = new ArrayList<>();
    things.forEach(thing -> stations.newest(thing).ifPresent(newest::add));
    Instant over =
        now.minus(AirStations.patience()).truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(1));
    return newest.stream()
        .filter(hour -> !hour.isAfter(now))
        .map(hour -> hour.isBefore(over) ? latest(newest, over) : hour)
        .min(Comparator.naturalOrder());
  }

  /** A station that is behind is not waited for: the others' newest hour that is long over. */
  private static Instant latest(List<Instant> newest, Instant over) {
    Instant last = newest.stream().max(Comparator.naturalOrder()).orElseThrow();
    return last.isAfter(over) ? over : last;
  }

  private static List<AlarmStation> rest(Map<Long, AirSeries> own, int hour) {
    List<AlarmStation> rests = new ArrayList<>();
    own.forEach(
        (thing, series) -> {
          Optional<AirQualityIndex> index = series.day24(hour);
          Decimal value =
              index.isPresent() && index.get().value().isPresent()
                  ? Decimal.of(index.get().value().getAsInt())
                  : null;
          String primary =
              index.map(AirQualityIndex::primary).orElse(List.of()).stream()
                  .map(Pollutant::word)
                  .collect(Collectors.joining(", "));
          rests.add(new AlarmStation(thing, value, primary));
        });
    rests.sort(Comparator.comparingLong(AlarmStation::thing));
    return rests;
  }

  /** Why it does not get on; null when it does. */
  public @Nullable String failure() {
    return failure;
  }

  @Override
  public void close() {
    rounds.close();
  }
}
