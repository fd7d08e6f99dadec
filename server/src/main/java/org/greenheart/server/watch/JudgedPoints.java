// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

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

  private record ReadRule(Rule rule, RuleReader.Body body, Predicate<Datastream> scope) {}

  /** Forgets everything in memory: rules, alarms or cases have changed, or a write failed. */
  void forget() {
    stale = true;
  }

  /** Forgets everything when the time of another version of some rule has come. */
  void turn() {
    if (nextTurn != null && !clock.instant().isBefore(nextTurn)) {
      forget();
    }
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
      condition(rule, datastream, at)
          .ifPresent(condition -> points.add(point(rule, datastream, condition, at, judged)));
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
    stale = false;
  }

  private Optional<Condition> condition(ReadRule read, Datastream datastream, Instant at) {
    if (!read.scope().test(datastream)) {
      return Optional.empty();
    }
    Signal signal = new Signal(datastream.code(), datastream.interval());
    return switch (read.body()) {
      case RuleReader.AboveLimitBody body -> aboveLimit(body, signal, datastream.thing(), at);
      case RuleReader.PumpBody body ->
          body.condition().signals().contains(signal)
              ? Optional.of(body.condition())
              : Optional.empty();
    };
  }

  private Optional<Condition> aboveLimit(
      RuleReader.AboveLimitBody body, Signal signal, long thing, Instant at) {
    if (body.interval() != signal.interval()
        || (body.code() != null && !body.code().equals(signal.code()))) {
      return Optional.empty();
    }
    Decimal own = body.limit();
    AboveLimit.Limits limits =
        own != null
            ? moment -> Optional.of(own)
            : moment -> permits.at(thing, signal.code(), signal.interval(), moment);
    return limits.at(at).isEmpty() ? Optional.empty() : Optional.of(new AboveLimit(signal, limits));
  }

  private JudgedPoint point(
      ReadRule read, Datastream datastream, Condition condition, Instant at, long judged) {
    String signalCode = condition.lead().code();
    Key key = new Key(read.rule().code(), datastream.thing(), signalCode);
    JudgedPoint known = all.get(key);
    if (known != null) {
      return known;
    }
    boolean converted = read.body() instanceof RuleReader.AboveLimitBody body && body.converted();
    JudgedPoint made =
        new JudgedPoint(
            read.rule(),
            datastream.thing(),
            signalCode,
            unit(datastream, signalCode),
            condition,
            converted,
            MarkUse.VALUE,
            registry.pointMarks().of(datastream.thing()));
    all.put(key, made);
    warmUp(made, at, judged);
    registry
        .cases()
        .open(read.rule().code(), datastream.thing(), signalCode)
        .ifPresent(file -> resume(made, file, judged));
    return made;
  }

  private String unit(Datastream datastream, String signalCode) {
    String symbol = datastream.unit().symbol();
    if (datastream.code().equals(signalCode)) {
      return symbol == null ? "" : symbol;
    }
    return registry.catalogue().datastreamsOf(datastream.thing()).stream()
        .filter(other -> other.code().equals(signalCode))
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
                switch (point.condition()) {
                  case AboveLimit above -> new BelowLimitProof(above, criterion.count());
                  case PumpNotStarted pump ->
                      new RainProof(
                          pump, point.rule().dwell(), criterion.dryAfter(), criterion.count());
                });
  }
}
