// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.greenheart.server.limits.PointLimits;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rejudgement.Counts;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.Thing;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Judges a range of the past again, by the rules and limits as they are now, and tells what would
 * come out otherwise. Reads only. Not thread-safe.
 */
public final class Rejudging {
  /** So many changes are listed; all are counted. */
  static final int LISTED = 1_000;

  private final Registry registry;
  private final JudgedPoints points;
  private final StretchReader stretches;

  Rejudging(
      Telemetry telemetry, Registry registry, Supplier<PointLimits> limits, InstantSource clock) {
    this.registry = requireNonNull(registry, "registry is null");
    this.points = new JudgedPoints(telemetry, registry, limits, clock);
    this.stretches = new StretchReader(registry.alarms(), points);
  }

  /**
   * What is judged again.
   *
   * @param rule null for all rules
   * @param things empty for all points
   * @param from in the data's time
   * @param to in the data's time
   */
  public record Range(@Nullable String rule, List<Long> things, Instant from, Instant to) {
    public Range {
      things = List.copyOf(things);
      requireNonNull(from, "from is null");
      requireNonNull(to, "to is null");
    }
  }

  /**
   * What comes out otherwise.
   *
   * @param points how many points were judged
   * @param changes the first {@value #LISTED}
   */
  public record Difference(int points, Counts counts, List<Changed> changes) {
    public Difference {
      changes = List.copyOf(changes);
    }
  }

  /** What becomes of an alarm. */
  public enum Kind {
    RAISED,
    CHANGED,
    WITHDRAWN,
    /** Becomes part of an older one. */
    MERGED
  }

  /**
   * One change.
   *
   * @param alarm null when it would be raised
   * @param was null when there was none
   * @param is null when there will be none
   */
  public record Changed(
      Kind kind,
      String rule,
      int ruleVersion,
      long thing,
      String signalCode,
      String unit,
      @Nullable Long alarm,
      @Nullable Span was,
      @Nullable Span is) {}

  /** What an alarm says, or would. */
  public record Span(
      Instant start, @Nullable Instant end, @Nullable Decimal peak, @Nullable Decimal limit) {
    static Span of(Alarm alarm) {
      return new Span(alarm.start(), alarm.end(), alarm.peak(), alarm.limit());
    }

    static Span of(Episode episode) {
      return new Span(episode.start(), episode.end(), episode.peak(), episode.limit());
    }
  }

  /** Reads rules and limits anew. */
  void refresh() {
    points.forget();
  }

  /** Judges all points of a range, as far as the watch has come. */
  Difference difference(Range range, long arrival) {
    Counts counts = Counts.NONE;
    List<Changed> changes = new ArrayList<>();
    List<Long> things = things(range, 0);
    for (long thing : things) {
      for (Stretch stretch : judge(range, thing, arrival)) {
        List<Finding> findings = Reconciliation.of(stretch, stretch.known(registry.alarms()), true);
        counts = counts.plus(count(findings));
        findings.stream()
            .limit(Math.max(0, LISTED - changes.size()))
            .map(Rejudging::changed)
            .forEach(changes::add);
      }
    }
    return new Difference(things.size(), counts, changes);
  }

  /** The points of a range beyond one, by id. */
  List<Long> things(Range range, long past) {
    return registry.catalogue().things().stream()
        .map(Thing::id)
        .filter(id -> id > past && (range.things().isEmpty() || range.things().contains(id)))
        .sorted()
        .toList();
  }

  /** One point by all rules of a range. */
  List<Stretch> judge(Range range, long thing, long arrival) {
    List<Stretch> judged = new ArrayList<>();
    Set<String> done = new HashSet<>();
    for (Datastream datastream : registry.catalogue().datastreamsOf(thing)) {
      for (JudgedPoint point : points.apart(datastream, range.rule(), range.from(), range.to())) {
        Rule rule = point.rule();
        if (point.thing() == thing
            && done.add(rule.code() + " " + rule.version() + " " + point.signalCode())) {
          // Each version judges its own time.
          Instant from = later(range.from(), rule.applies().from());
          Instant last =
              point.until().equals(Instant.MAX) ? range.to() : point.until().minusNanos(1_000);
          judged.add(
              stretches.read(
                  point, from, last.isBefore(range.to()) ? last : range.to(), null, arrival));
        }
      }
    }
    return judged;
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  static Counts count(List<Finding> findings) {
    Counts counts = Counts.NONE;
    for (Finding finding : findings) {
      counts =
          counts.plus(
              switch (changed(finding).kind()) {
                case RAISED -> new Counts(1, 0, 0, 0);
                case CHANGED -> new Counts(0, 1, 0, 0);
                case WITHDRAWN -> new Counts(0, 0, 1, 0);
                case MERGED -> new Counts(0, 0, 0, 1);
              });
    }
    return counts;
  }

  private static Changed changed(Finding finding) {
    return switch (finding) {
      case Finding.Raised raised -> raised(raised.point(), raised.episode());
      case Finding.FoundLate late -> raised(late.point(), late.episode());
      case Finding.Changed changed ->
          changed(Kind.CHANGED, changed.point(), changed.alarm(), Span.of(changed.episode()));
      case Finding.Withdrawn withdrawn ->
          changed(Kind.WITHDRAWN, withdrawn.point(), withdrawn.alarm(), null);
      case Finding.Merged merged ->
          changed(Kind.MERGED, merged.point(), merged.younger(), Span.of(merged.older()));
      case Finding.Peaked live -> throw notOfAStretch(live);
      case Finding.Enlivened live -> throw notOfAStretch(live);
      case Finding.GapFilled live -> throw notOfAStretch(live);
      case Finding.Cleared live -> throw notOfAStretch(live);
      case Finding.Proved live -> throw notOfAStretch(live);
    };
  }

  private static IllegalStateException notOfAStretch(Finding finding) {
    return new IllegalStateException("%s does not come of judging again".formatted(finding));
  }

  private static Changed raised(JudgedPoint point, Episode episode) {
    return new Changed(
        Kind.RAISED,
        point.rule().code(),
        point.rule().version(),
        point.thing(),
        point.signalCode(),
        point.unit(),
        null,
        null,
        Span.of(episode));
  }

  private static Changed changed(Kind kind, JudgedPoint point, Alarm alarm, @Nullable Span is) {
    return new Changed(
        kind,
        point.rule().code(),
        point.rule().version(),
        point.thing(),
        point.signalCode(),
        point.unit(),
        alarm.id(),
        Span.of(alarm),
        is);
  }
}
