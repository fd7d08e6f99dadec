// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Every rule at every point that it applies to, made when the first sample comes. A new one is
 * brought to where the watch stands by replaying the rows that have been judged, so nothing but the
 * alarms, the cases and the watch's position has to be kept on disk. Not thread-safe.
 */
final class JudgedPoints {
  private final Telemetry telemetry;
  private final Registry registry;
  private final Supplier<PointLimits> limits;
  private final InstantSource clock;
  private final Map<Long, Listening> byDatastream = new HashMap<>();
  private final Map<Key, JudgedPoint> all = new ConcurrentHashMap<>();
  private final Map<Earlier, JudgedPoint> earlier = new HashMap<>();
  private final Set<LeftOut> leftOut = ConcurrentHashMap.newKeySet();
  private RuleBook rules = RuleBook.EMPTY;
  private Ties ties;
  private boolean stale = true;

  /** When another version of some rule begins; null when none is waiting. */
  private @Nullable Instant nextTurn;

  JudgedPoints(
      Telemetry telemetry, Registry registry, Supplier<PointLimits> limits, InstantSource clock) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.limits = limits;
    this.clock = clock;
    this.ties = new Ties(telemetry, registry, limits.get());
  }

  /** Which point it is. */
  private record Key(String rule, long thing, String signalCode) {
    static Key of(JudgedPoint point) {
      return new Key(point.rule().code(), point.thing(), point.signalCode());
    }
  }

  private record Earlier(Key key, int version) {}

  /** A point and what it calls the rows of a datastream. */
  record Listener(JudgedPoint point, Signal signal) {}

  /**
   * Who listens to a datastream.
   *
   * @param stream null when it has been deleted
   */
  record Listening(@Nullable Datastream stream, List<Listener> listeners) {
    Listening {
      listeners = List.copyOf(listeners);
    }

    private boolean isAny(Set<JudgedPoint> of) {
      return listeners.stream().map(Listener::point).anyMatch(of::contains);
    }
  }

  /** Forgets everything in memory: rules, alarms or cases have changed, or a write failed. */
  void forget() {
    stale = true;
  }

  /** Whether the time of another version of some rule has come. */
  boolean turned() {
    return nextTurn != null && !clock.instant().isBefore(nextTurn);
  }

  /**
   * Forgets some points, whatever version of their rule they are of: they are made again when their
   * next sample comes.
   */
  void drop(Collection<JudgedPoint> points) {
    Set<JudgedPoint> dropped = new HashSet<>();
    for (JudgedPoint point : points) {
      JudgedPoint known = all.remove(Key.of(point));
      if (known != null) {
        dropped.add(known);
      }
    }
    earlier.values().removeAll(points);
    if (!dropped.isEmpty()) {
      byDatastream.values().removeIf(listening -> listening.isAny(dropped));
    }
  }

  /** Forgets the rules of one point, as {@link #drop}. */
  void dropPoint(long thing) {
    drop(all.values().stream().filter(point -> point.thing() == thing).toList());
  }

  /**
   * The points that listen to a datastream, which know nothing yet and are not kept: to judge the
   * past apart from what is live. One for each version of a rule that judged some of the time, the
   * older ones first.
   *
   * @param rule null for all
   * @param from in the data's time
   * @param to in the data's time
   */
  List<JudgedPoint> apart(Datastream datastream, @Nullable String rule, Instant from, Instant to) {
    if (stale) {
      load();
    }
    List<JudgedPoint> points = new ArrayList<>();
    for (Ties.Read read : rules.all()) {
      Instant begin = later(from, read.rule().applies().from());
      if ((rule == null || rule.equals(read.rule().code()))
          && !begin.isAfter(to)
          && begin.isBefore(read.until())) {
        List<Ties.Tied> tied = ties.tie(read, datastream, begin);
        if (tied.isEmpty()) {
          tied = ties.tie(read, datastream, to); // a limit may have come meanwhile
        }
        tied.forEach(each -> points.add(ties.point(read, datastream, each)));
      }
    }
    return points;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /**
   * The points of earlier versions of rules, which judged data of a time, that listen to a
   * datastream. They know nothing yet.
   */
  List<JudgedPoint> earlier(Listening listening, Instant at) {
    Datastream datastream = listening.stream();
    if (datastream == null || !at.isBefore(rules.turn())) {
      return List.of();
    }
    List<JudgedPoint> points = new ArrayList<>();
    for (Ties.Read read : rules.earlierAt(at)) {
      for (Ties.Tied tied : ties.tie(read, datastream, at)) {
        Key key = new Key(read.rule().code(), tied.thing(), tied.signalCode());
        points.add(
            earlier.computeIfAbsent(
                new Earlier(key, read.rule().version()),
                absent -> ties.point(read, datastream, tied)));
      }
    }
    return points;
  }

  /** Whether it is not known that nobody listens to a datastream. */
  boolean mayListen(long datastream) {
    Listening known = stale ? null : byDatastream.get(datastream);
    return known == null || !known.listeners().isEmpty();
  }

  /**
   * Who listens to a datastream.
   *
   * @param at time of the sample that asks
   * @param judged the last arrival judged
   */
  Listening listening(long datastream, Instant at, long judged) {
    if (stale) {
      load();
    }
    Listening known = byDatastream.get(datastream);
    if (known == null) {
      known =
          registry
              .catalogue()
              .datastream(datastream)
              .map(stream -> listening(stream, at, judged))
              .orElseGet(() -> new Listening(null, List.of()));
      byDatastream.put(datastream, known);
    }
    return known;
  }

  /** What rules name and do not judge, as far as it has sent anything. Thread-safe. */
  List<LeftOut> leftOut() {
    return Stream.concat(
            leftOut.stream(), all.values().stream().flatMap(point -> point.leftOut().stream()))
        .sorted(
            Comparator.comparing(LeftOut::rule)
                .thenComparingLong(LeftOut::thing)
                .thenComparing(LeftOut::code))
        .toList();
  }

  private Listening listening(Datastream stream, Instant at, long judged) {
    List<Listener> listeners = new ArrayList<>();
    Set<String> kinds = new HashSet<>();
    for (Ties.Read rule : rules.now()) {
      for (Ties.Tied tied : ties.tie(rule, stream, at)) {
        JudgedPoint point = point(rule, stream, tied, at, judged);
        listeners.add(new Listener(point, point.signal(stream)));
        kinds.add(rule.rule().kind());
      }
    }
    for (Ties.Read rule : rules.now()) {
      // Where a rule of the same kind is made for the unit, nothing is missing.
      if (!kinds.contains(rule.rule().kind())) {
        ties.leftOut(rule, stream, at).ifPresent(leftOut::add);
      }
    }
    return new Listening(stream, listeners);
  }

  private void load() {
    all.clear();
    byDatastream.clear();
    earlier.clear();
    leftOut.clear();
    ties = new Ties(telemetry, registry, limits.get());
    Instant now = clock.instant();
    nextTurn = registry.rules().nextTurn(now).orElse(null);
    rules = RuleBook.read(registry, now);
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
    CaseTie tie = requireNonNull(file.tie(), "tie is null");
    proof.ifPresent(
        led -> {
          LatestSamples samples = point.newSamples();
          past(point, judged)
              .read(
                  new TimeRange(Micros.of(tie.since()), Long.MAX_VALUE),
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
        .flatMap(
            criterion -> {
              if (point.condition() instanceof PumpNotStarted pump) {
                return Optional.<Proof>of(
                    new RainProof(
                        pump, point.rule().dwell(), criterion.dryAfter(), criterion.count()));
              }
              return switch (criterion.kind()) {
                case RuleReader.Criterion.VALID_DAYS ->
                    Optional.<Proof>of(
                        new ValidDaysProof(
                            point.condition(), criterion.count(), criterion.valuesPerDay()));
                // Told by the clock and by what comes: see FindingWriter.
                case RuleReader.Criterion.SILENCE_ENDED -> Optional.<Proof>empty();
                default ->
                    Optional.<Proof>of(new BelowLimitProof(point.condition(), criterion.count()));
              };
            });
  }
}
