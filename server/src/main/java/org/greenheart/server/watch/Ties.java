// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.greenheart.server.limits.HeldLimits;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.server.limits.StandingLimit;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.FacilityPair;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Ties rules to points: which conditions a Datastream is part of, by the places, pairs and limits
 * as of the moment of making. Not thread-safe.
 */
final class Ties {
  private final Telemetry telemetry;
  private final Registry registry;
  private final PointLimits limits;
  private final List<FacilityPair> pairs;

  Ties(Telemetry telemetry, Registry registry, PointLimits limits) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.limits = limits;
    this.pairs = registry.places().pairs().list();
  }

  /**
   * A version of a rule that has been read.
   *
   * @param until when the next version began, in the data's time; {@link Instant#MAX} for the one
   *     that judges now
   */
  record Read(Rule rule, Body body, Predicate<Datastream> scope, Instant until) {
    /** Whether data of a time are judged by it. */
    boolean judges(Instant at) {
      return !at.isBefore(rule.applies().from()) && at.isBefore(until);
    }
  }

  /** A rule's condition at one point. */
  record Tied(long thing, String signalCode, Condition condition, boolean converted) {}

  List<Tied> tie(Read read, Datastream datastream, Instant at) {
    return switch (read.body()) {
      case Body.EachStream body when read.scope().test(datastream) ->
          datastream.code().equals(LimitedSignal.OXYGEN) && body.limited()
              ? withOxygen(body, datastream, at)
              : each(body, datastream, at).map(List::of).orElse(List.of());
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
      // Judged as a whole: see RegionWarnings.
      case Body.Area body -> List.of();
    };
  }

  private Optional<Tied> each(Body.EachStream body, Datastream datastream, Instant at) {
    if (body.interval() != datastream.interval()
        || (body.code() != null && !body.code().equals(datastream.code()))
        || !Units.fit(body.unit(), datastream.unit().symbol())) {
      return Optional.empty();
    }
    Signal signal = new Signal(datastream.code(), datastream.interval());
    HeldLimits held = held(body, datastream);
    if (body.limited() && !held.anyFrom(at)) {
      return Optional.empty();
    }
    LimitedSignal limited =
        held.anyConvertedFrom(at)
            ? new LimitedSignal(
                signal, new Signal(LimitedSignal.OXYGEN, datastream.interval()), held)
            : new LimitedSignal(signal, held);
    Duration period = datastream.period();
    Condition condition =
        body.maker().make(signal, period == null ? Duration.ofMinutes(1) : period, limited);
    if (signal.code().equals(LimitKinds.PH)
        && (condition instanceof NearLimit || condition instanceof Clipped)) {
      return Optional.empty(); // a rule over every limited quantity leaves pH out
    }
    return Optional.of(new Tied(datastream.thing(), signal.code(), condition, body.converted()));
  }

  private HeldLimits held(Body.EachStream body, Datastream datastream) {
    StandingLimit own = body.limit();
    return own != null ? moment -> Optional.of(own) : limits.of(datastream);
  }

  /** The conditions that need the oxygen of a point to convert what is measured beside it. */
  private List<Tied> withOxygen(Body.EachStream body, Datastream oxygen, Instant at) {
    Signal signal = new Signal(oxygen.code(), oxygen.interval());
    return registry.catalogue().datastreamsOf(oxygen.thing()).stream()
        .filter(other -> other.interval() == oxygen.interval())
        .flatMap(other -> each(body, other, at).stream())
        .filter(tied -> tied.condition().signals().contains(signal))
        .toList();
  }

  /**
   * What a rule says of a Datastream that it names, or that is limited, in another unit.
   *
   * @param at time of the data
   */
  Optional<LeftOut> leftOut(Read read, Datastream datastream, Instant at) {
    if (!(read.body() instanceof Body.EachStream body)
        || body.interval() != datastream.interval()
        || !read.scope().test(datastream)) {
      return Optional.empty();
    }
    String unit = body.unit();
    if (unit != null && !Units.fit(unit, datastream.unit().symbol())) {
      return datastream.code().equals(body.code())
          ? Optional.of(LeftOut.ofUnit(read.rule().code(), datastream, unit))
          : Optional.empty();
    }
    if (!body.limited() || (body.code() != null && !body.code().equals(datastream.code()))) {
      return Optional.empty();
    }
    HeldLimits held = held(body, datastream);
    return held.anyFrom(at)
        ? Optional.empty()
        : held.otherUnit(at).map(other -> LeftOut.ofUnit(read.rule().code(), datastream, other));
  }

  /** The pairs that a Datastream is part of; the point after the facility must be in scope. */
  private List<Tied> pairs(Read read, Body.OnePair body, Datastream datastream) {
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

  private boolean outletInScope(Read read, FacilityPair pair, Datastream datastream) {
    return pair.outlet() == datastream.thing()
        ? read.scope().test(datastream)
        : registry.catalogue().datastreamsOf(pair.outlet()).stream().anyMatch(read.scope());
  }

  /** A point that knows nothing yet. */
  JudgedPoint point(Read read, Datastream datastream, Tied tied) {
    return new JudgedPoint(
        read.rule(),
        tied.thing(),
        tied.signalCode(),
        tied.condition().unit().orElseGet(() -> unit(datastream, tied)),
        tied.condition(),
        tied.converted(),
        RuleKinds.of(read.rule().kind()).marks(),
        registry.pointMarks().of(tied.thing()),
        read.until());
  }

  /** The unit of a tied condition's values; empty when it is not known. */
  String unit(Datastream datastream, Tied tied) {
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

  /** The rows of a point's signals as far as they have been judged. */
  Timeline timeline(JudgedPoint point, long judged) {
    return timeline(point, judged, Long.MIN_VALUE);
  }

  /**
   * The same.
   *
   * @param anyArrivalTo see {@link Timeline}
   */
  Timeline timeline(JudgedPoint point, long judged, long anyArrivalTo) {
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
    return new Timeline(telemetry, streams, point::sample, judged, anyArrivalTo);
  }
}
