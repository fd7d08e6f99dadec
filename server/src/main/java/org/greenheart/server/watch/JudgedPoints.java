// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.FacilityPair;
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
  private List<ReadRule> rules = List.of();
  private List<FacilityPair> pairs = List.of();
  private boolean stale = true;

  /** When another version of some rule begins; null when none is waiting. */
  private @Nullable Instant nextTurn;

  JudgedPoints(Telemetry telemetry, Registry registry, PermitLimits permits, InstantSource clock) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.permits = permits;
    this.clock = clock;
  }

  /** Which point it is. */
  private record Key(String rule, long thing, String signalCode) {}

  private record ReadRule(Rule rule, Body body, Predicate<Datastream> scope) {}

  /** Forgets everything in memory: rules, alarms or cases have changed, or a write failed. */
  void forget() {
    stale = true;
  }

  /** Whether the time of another version of some rule has come. */
  boolean turned() {
    return nextTurn != null && !clock.instant().isBefore(nextTurn);
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
    for (ReadRule rule : rules) {
      for (Tied tied : tie(rule, datastream, at)) {
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
    List<ReadRule> read = new ArrayList<>();
    Instant now = clock.instant();
    nextTurn = registry.rules().nextTurn(now).orElse(null);
    ScopeThings scopes = new ScopeThings(registry.places().points());
    for (Rule rule : registry.rules().validAt(now)) {
      if (!rule.enabled()) {
        continue;
      }
      try {
        RuleReader.criterion(rule);
        read.add(new ReadRule(rule, RuleReader.body(rule), scopes.of(rule.applies().scope())));
      } catch (RuleException e) {
        log.error(
            "Rule {} version {} is left out: {}", rule.code(), rule.version(), e.getMessage());
      }
    }
    rules = read;
    pairs = registry.places().pairs().list();
    stale = false;
  }

  /** A rule's condition at one point. */
  private record Tied(long thing, String signalCode, Condition condition, boolean converted) {}

  private List<Tied> tie(ReadRule read, Datastream datastream, Instant at) {
    return switch (read.body()) {
      case Body.EachStream body when read.scope().test(datastream) ->
          each(body, datastream, at).map(List::of).orElse(List.of());
      case Body.OnePoint body when read.scope().test(datastream) ->
          body.condition().signals().contains(new Signal(datastream.code(), datastream.interval()))
              ? List.of(
                  new Tied(
                      datastream.thing(), body.condition().lead().code(), body.condition(), false))
              : List.of();
      case Body.OnePair body -> pairs(read, body, datastream);
      case Body.EachStream body -> List.of();
      case Body.OnePoint body -> List.of();
      // Told by the clock: see Silences.
      case Body.Silent body -> List.of();
    };
  }

  private Optional<Tied> each(Body.EachStream body, Datastream datastream, Instant at) {
    if (body.interval() != datastream.interval()
        || (body.code() != null && !body.code().equals(datastream.code()))
        || !Units.fit(body.unit(), datastream.unit().symbol())) {
      return Optional.empty();
    }
    Signal signal = new Signal(datastream.code(), datastream.interval());
    Decimal own = body.limit();
    AboveLimit.Limits limits =
        own != null
            ? moment -> Optional.of(own)
            : moment -> permits.at(datastream.thing(), signal.code(), signal.interval(), moment);
    if (body.limited() && limits.at(at).isEmpty()) {
      return Optional.empty();
    }
    Duration period = datastream.period();
    Condition condition =
        body.maker().make(signal, period == null ? Duration.ofMinutes(1) : period, limits);
    return Optional.of(new Tied(datastream.thing(), signal.code(), condition, body.converted()));
  }

  /** The pairs that a Datastream is part of; the point after the facility must be in scope. */
  private List<Tied> pairs(ReadRule read, Body.OnePair body, Datastream datastream) {
    if (body.interval() != datastream.interval() || !body.codes().contains(datastream.code())) {
      return List.of();
    }
    List<Tied> tied = new ArrayList<>();
    for (FacilityPair pair : pairs) {
      if ((pair.inlet() == datastream.thing() || pair.outlet() == datastream.thing())
          && outletInScope(read, pair, datastream)) {
        Condition condition = body.maker().apply(pair);
        boolean first =
            pairs.stream()
                .noneMatch(other -> other.outlet() == pair.outlet() && other.id() < pair.id());
        String code = condition.lead().code();
        tied.add(
            new Tied(pair.outlet(), first ? code : code + "/" + pair.inlet(), condition, false));
      }
    }
    return tied;
  }

  private boolean outletInScope(ReadRule read, FacilityPair pair, Datastream datastream) {
    return pair.outlet() == datastream.thing()
        ? read.scope().test(datastream)
        : registry.catalogue().datastreamsOf(pair.outlet()).stream().anyMatch(read.scope());
  }

  private JudgedPoint point(
      ReadRule read, Datastream datastream, Tied tied, Instant at, long judged) {
    Key key = new Key(read.rule().code(), tied.thing(), tied.signalCode());
    JudgedPoint known = all.get(key);
    if (known != null) {
      return known;
    }
    JudgedPoint made =
        new JudgedPoint(
            read.rule(),
            tied.thing(),
            tied.signalCode(),
            unit(datastream, tied),
            tied.condition(),
            tied.converted(),
            RuleKinds.of(read.rule().kind()).marks(),
            registry.pointMarks().of(tied.thing()));
    all.put(key, made);
    warmUp(made, at, judged);
    registry
        .cases()
        .open(read.rule().code(), tied.thing(), tied.signalCode())
        .ifPresent(file -> resume(made, file, judged));
    return made;
  }

  private String unit(Datastream datastream, Tied tied) {
    Signal lead = tied.condition().lead();
    String symbol = datastream.unit().symbol();
    if (datastream.thing() == tied.thing() && datastream.code().equals(lead.code())) {
      return symbol == null ? "" : symbol;
    }
    return registry.catalogue().datastreamsOf(tied.thing()).stream()
        .filter(other -> other.code().equals(lead.code()))
        .map(other -> other.unit().symbol())
        .filter(other -> other != null)
        .findFirst()
        .orElse("");
  }

  private void warmUp(JudgedPoint point, Instant at, long judged) {
    registry
        .alarms()
        .open(point.rule().code(), point.thing(), point.signalCode())
        .ifPresent(point::resume);
    TimeRange past = new TimeRange(Micros.of(at.minus(point.memory())), Long.MAX_VALUE);
    timeline(point, judged)
        .read(
            past,
            samples -> {
              point.step(samples);
              return true;
            });
    point.replayed();
  }

  /** The rows of a point's signals as far as they have been judged. */
  Timeline timeline(JudgedPoint point, long judged) {
    Map<Long, Signal> streams = new HashMap<>();
    Set<Signal> signals = point.condition().signals();
    Set<Long> things = new HashSet<>(Set.of(point.thing()));
    signals.stream().map(Signal::thing).filter(thing -> thing != 0).forEach(things::add);
    for (long thing : things) {
      for (Datastream datastream : registry.catalogue().datastreamsOf(thing)) {
        Signal signal = point.signal(datastream);
        if (signals.contains(signal)) {
          streams.put(datastream.number(), signal);
        }
      }
    }
    return new Timeline(telemetry, streams, point::sample, judged);
  }

  /** Goes on with a case: its proof is led again from the rows since the case began. */
  void resume(JudgedPoint point, CaseFile file, long judged) {
    Optional<Proof> proof = newProof(point);
    proof.ifPresent(
        led -> {
          LatestSamples samples = point.newSamples();
          timeline(point, judged)
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
