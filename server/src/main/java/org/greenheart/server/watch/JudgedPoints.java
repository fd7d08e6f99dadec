// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every rule at every point that it applies to, made when the first sample comes. A new one is
 * brought to where the watch stands by replaying the rows that have been judged, so nothing but the
 * alarms, the cases and the watch's position has to be kept on disk. Not thread-safe.
 */
final class JudgedPoints {
  private static final Logger log = LoggerFactory.getLogger(JudgedPoints.class);

  private final Telemetry telemetry;
  private final Registry registry;
  private final PermitLimits permits;
  private final InstantSource clock;
  private final Map<Long, Datastream> datastreams = new HashMap<>();
  private final Map<Long, List<JudgedPoint>> byDatastream = new HashMap<>();
  private final Map<Key, JudgedPoint> all = new HashMap<>();
  private List<Ties.Read> rules = List.of();
  private Ties ties;
  private boolean stale = true;

  /** When another version of some rule begins; null when none is waiting. */
  private @Nullable Instant nextTurn;

  JudgedPoints(Telemetry telemetry, Registry registry, PermitLimits permits, InstantSource clock) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.permits = permits;
    this.clock = clock;
    this.ties = new Ties(telemetry, registry, permits);
  }

  /** Which point it is. */
  private record Key(String rule, long thing, String signalCode) {}

  /** Forgets everything in memory: rules, alarms or cases have changed, or a write failed. */
  void forget() {
    stale = true;
  }

  /** Whether the time of another version of some rule has come. */
  boolean turned() {
    return nextTurn != null && !clock.instant().isBefore(nextTurn);
  }

  /** Forgets some points: they are made again when their next sample comes. */
  void drop(Collection<JudgedPoint> points) {
    if (!points.isEmpty()) {
      all.values().removeAll(points);
      byDatastream.values().removeIf(listening -> !Collections.disjoint(listening, points));
    }
  }

  /** Forgets the rules of one point, as {@link #drop}. */
  void dropPoint(long thing) {
    drop(all.values().stream().filter(point -> point.thing() == thing).toList());
  }

  /**
   * The points that listen to a datastream, which know nothing yet and are not kept: to judge the
   * past apart from what is live.
   *
   * @param rule null for all
   * @param moments at any of which the rule may find a limit
   */
  List<JudgedPoint> apart(Datastream datastream, @Nullable String rule, Instant... moments) {
    if (stale) {
      load();
    }
    List<JudgedPoint> points = new ArrayList<>();
    for (Ties.Read read : rules) {
      if (rule == null || rule.equals(read.rule().code())) {
        Arrays.stream(moments)
            .map(at -> ties.tie(read, datastream, at))
            .filter(tied -> !tied.isEmpty())
            .findFirst()
            .ifPresent(
                found -> found.forEach(tied -> points.add(ties.point(read, datastream, tied))));
      }
    }
    return points;
  }

  /** The datastream of a row; empty when it has been deleted. */
  Optional<Datastream> datastream(long number) {
    Datastream known = datastreams.get(number);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Datastream> found = registry.catalogue().datastream(number);
    found.ifPresent(datastream -> datastreams.put(number, datastream));
    return found;
  }

  /**
   * The points that listen to a datastream.
   *
   * @param at time of the sample that asks
   * @param judged the last arrival judged
   */
  List<JudgedPoint> listening(Datastream datastream, Instant at, long judged) {
    if (stale) {
      load();
    }
    List<JudgedPoint> known = byDatastream.get(datastream.number());
    if (known != null) {
      return known;
    }
    List<JudgedPoint> points = new ArrayList<>();
    for (Ties.Read rule : rules) {
      for (Ties.Tied tied : ties.tie(rule, datastream, at)) {
        points.add(point(rule, datastream, tied, at, judged));
      }
    }
    byDatastream.put(datastream.number(), points);
    return points;
  }

  private void load() {
    all.clear();
    byDatastream.clear();
    datastreams.clear();
    permits.forget();
    List<Ties.Read> read = new ArrayList<>();
    ties = new Ties(telemetry, registry, permits);
    Instant now = clock.instant();
    nextTurn = registry.rules().nextTurn(now).orElse(null);
    ScopeThings scopes = new ScopeThings(registry.places().points());
    for (Rule rule : registry.rules().validAt(now)) {
      if (!rule.enabled()) {
        continue;
      }
      try {
        RuleReader.criterion(rule);
        read.add(new Ties.Read(rule, RuleReader.body(rule), scopes.of(rule.applies().scope())));
      } catch (RuleException e) {
        log.error(
            "Rule {} version {} is left out: {}", rule.code(), rule.version(), e.getMessage());
      }
    }
    rules = read;
    stale = false;
  }

  private JudgedPoint point(
      Ties.Read read, Datastream datastream, Ties.Tied tied, Instant at, long judged) {
    Key key = new Key(read.rule().code(), tied.thing(), tied.signalCode());
    JudgedPoint known = all.get(key);
    if (known != null) {
      return known;
    }
    JudgedPoint made = ties.point(read, datastream, tied);
    all.put(key, made);
    warmUp(made, at, judged);
    registry
        .cases()
        .open(read.rule().code(), tied.thing(), tied.signalCode())
        .ifPresent(file -> resume(made, file, judged));
    return made;
  }

  private void warmUp(JudgedPoint point, Instant at, long judged) {
    registry
        .alarms()
        .open(point.rule().code(), point.thing(), point.signalCode())
        .ifPresent(point::resume);
    TimeRange past = new TimeRange(Micros.of(at.minus(point.memory())), Long.MAX_VALUE);
    // What was judged before this sample stands as it is now, as it did when it was judged.
    ties.timeline(point, judged, Micros.of(at) - 1)
        .read(
            past,
            samples -> {
              point.step(samples);
              return true;
            });
    point.replayed();
  }

  /**
   * The rows of a point's signals as far as they have been judged, with the past as it is now: up
   * to where the point stands, whatever changed it.
   */
  Timeline past(JudgedPoint point, long judged) {
    return ties.timeline(
        point, judged, point.now().equals(Instant.MIN) ? Long.MIN_VALUE : Micros.of(point.now()));
  }

  /** Goes on with a case: its proof is led again from the rows since the case began. */
  void resume(JudgedPoint point, CaseFile file, long judged) {
    Optional<Proof> proof = newProof(point);
    proof.ifPresent(
        led -> {
          LatestSamples samples = point.newSamples();
          past(point, judged)
              .read(
                  new TimeRange(Micros.of(file.since()), Long.MAX_VALUE),
                  moment -> {
                    moment.forEach(samples::put);
                    led.step(samples);
                    return true;
                  });
        });
    point.setCase(file, proof.orElse(null));
  }

  private static Optional<Proof> newProof(JudgedPoint point) {
    return RuleReader.criterion(point.rule())
        .map(
            criterion ->
                point.condition() instanceof PumpNotStarted pump
                    ? new RainProof(
                        pump, point.rule().dwell(), criterion.dryAfter(), criterion.count())
                    : new BelowLimitProof(point.condition(), criterion.count()));
  }
}
