// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.registry.RuleException;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Order;
import org.greenheart.storage.telemetry.RowCursor;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells silence by the clock: a point (or each of its Datastreams) from which nothing has come for
 * so long after the next value was due. Time in which the server did not listen does not count. The
 * alarm begins when the value was due and ends with the next data; data that come late and fill the
 * gap shorten the alarm or withdraw it. Costs an arrival one look-up per row. Not thread-safe.
 */
final class Silences {
  private static final Logger log = LoggerFactory.getLogger(Silences.class);

  /** A point that must not sound now (a mark, the schedule) is asked again after this. */
  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** Late data look back so far for silence that they fill. */
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  private final Telemetry telemetry;
  private final Registry registry;
  private final InstantSource clock;
  private final Instant listeningSince;
  private final Map<Long, List<QuietPoint>> byDatastream = new HashMap<>();
  private final Map<Long, Datastream> known = new HashMap<>();
  private final PriorityQueue<Waiting> waiting =
      new PriorityQueue<>(Comparator.comparing(Waiting::until));
  private List<Told> rules = List.of();
  private boolean stale = true;

  Silences(Telemetry telemetry, Registry registry, InstantSource clock) {
    this.telemetry = telemetry;
    this.registry = registry;
    this.clock = clock;
    this.listeningSince = clock.instant();
  }

  private record Waiting(QuietPoint point, Instant until) {}

  private record Told(Rule rule, Body.Silent body, Predicate<Datastream> scope) {}

  /** Forgets everything in memory: rules, places or alarms have changed, or a write failed. */
  void forget() {
    stale = true;
  }

  private void load() {
    byDatastream.clear();
    known.clear();
    waiting.clear();
    stale = false;
    List<Told> read = new ArrayList<>();
    ScopeThings scopes = new ScopeThings(registry.places().points());
    for (Rule rule : registry.rules().validAt(clock.instant())) {
      try {
        if (rule.enabled() && RuleReader.body(rule) instanceof Body.Silent silent) {
          read.add(new Told(rule, silent, scopes.of(rule.applies().scope())));
        }
      } catch (RuleException e) {
        log.debug("Rule {} is left out", rule.code(), e); // JudgedPoints says so at error
      }
    }
    rules = read;
    if (!rules.isEmpty()) {
      registry.catalogue().things().forEach(thing -> load(thing.id()));
    }
  }

  private void load(long thing) {
    List<Datastream> all = registry.catalogue().datastreamsOf(thing);
    all.forEach(datastream -> known.put(datastream.number(), datastream));
    for (Told told : rules) {
      List<Datastream> meant =
          all.stream().filter(told.scope()).filter(told.body()::means).toList();
      if (told.body().byPoint() && !meant.isEmpty()) {
        add(told, thing, "", meant);
      } else {
        meant.forEach(one -> add(told, thing, told.body().signalCode(one), List.of(one)));
      }
    }
  }

  private void add(Told told, long thing, String signalCode, List<Datastream> meant) {
    Map<Long, Observation> latest =
        telemetry.latest(meant.stream().map(Datastream::number).toList());
    Instant heard =
        latest.values().stream()
            .map(row -> earlier(row.key().start(), row.resultTime()))
            .max(Comparator.naturalOrder())
            .orElse(null);
    if (heard == null) {
      return;
    }
    Duration period = told.body().period(meant);
    Signal lead = new Signal(signalCode, meant.getFirst().interval());
    JudgedPoint point =
        new JudgedPoint(
            told.rule(),
            thing,
            signalCode,
            "",
            new Silent(lead),
            false,
            MarkUse.SILENCE,
            registry.pointMarks().of(thing),
            Instant.MAX);
    QuietPoint quiet =
        new QuietPoint(
            point,
            meant.stream().map(Datastream::number).collect(Collectors.toSet()),
            period,
            told.body().after(),
            heard);
    registry
        .alarms()
        .open(told.rule().code(), thing, signalCode)
        .ifPresent(
            open -> {
              point.resume(open);
              // Data that came meanwhile are in the feed yet and will end it.
              quiet.hear(open.start().minus(period).minus(period));
            });
    meant.forEach(
        one -> byDatastream.computeIfAbsent(one.number(), absent -> new ArrayList<>()).add(quiet));
    waiting.add(new Waiting(quiet, quiet.deadline(listeningSince)));
  }

  private static Instant earlier(Instant at, @Nullable Instant received) {
    return received != null && received.isBefore(at) ? received : at;
  }

  /**
   * What an arrival says of silences: it ends them, or fills them late.
   *
   * @param findings takes it
   */
  void heard(Arrival arrival, List<Finding> findings) {
    if (stale) {
      load();
    }
    if (rules.isEmpty()) {
      return;
    }
    for (Arrival.Touched row : arrival.rows()) {
      long number = row.key().datastream();
      if (row.deleted()) {
        continue;
      }
      List<QuietPoint> listening = byDatastream.get(number);
      if (listening == null) {
        listening = welcome(number);
      }
      if (!listening.isEmpty()) {
        Instant at = earlier(row.key().start(), arrival.received());
        for (QuietPoint quiet : listening) {
          hear(quiet, at, findings);
        }
      }
    }
  }

  /** A Datastream that was not there when the rules were read: its thing is read anew. */
  private List<QuietPoint> welcome(long number) {
    if (known.containsKey(number)) {
      return List.of();
    }
    Datastream datastream = registry.catalogue().datastream(number).orElse(null);
    if (datastream == null) {
      return List.of();
    }
    stale = rules.stream().anyMatch(told -> told.scope().test(datastream));
    known.put(number, datastream);
    return List.of();
  }

  private void hear(QuietPoint quiet, Instant at, List<Finding> findings) {
    JudgedPoint point = quiet.point();
    Alarm open = point.alarm().orElse(null);
    if (at.isAfter(quiet.heard())) {
      Instant before = quiet.heard();
      quiet.hear(at);
      if (open == null) {
        return;
      }
      if (!quiet.apart(before, at)) {
        // What was due did come, only late: there was no silence in the data.
        findings.add(new Finding.GapFilled(point, open, null));
      } else {
        Instant end = at.isBefore(open.start()) ? open.start() : at;
        findings.add(new Finding.Cleared(point, new Episode(open.start(), end, null, null)));
      }
      waiting.add(new Waiting(quiet, quiet.deadline(listeningSince)));
    } else if (at.isBefore(quiet.heard())) {
      fill(quiet, at, findings);
    }
  }

  private void fill(QuietPoint quiet, Instant at, List<Finding> findings) {
    JudgedPoint point = quiet.point();
    if (at.isBefore(quiet.heard().minus(LOOK_BACK))) {
      return;
    }
    for (Alarm alarm :
        registry.alarms().within(point.rule().code(), point.thing(), point.signalCode(), at, at)) {
      Instant end = alarm.end();
      if (alarm.state() == AlarmState.CLEARED && end != null) {
        Episode was = new Episode(alarm.start(), end, null, null);
        Episode rest = rest(quiet, was).orElse(null);
        if (rest == null || !rest.equals(was)) {
          findings.removeIf(
              finding ->
                  finding instanceof Finding.GapFilled earlier
                      && earlier.alarm().id() == alarm.id());
          findings.add(new Finding.GapFilled(point, alarm, rest));
        }
      }
    }
  }

  /** The longest silence that the rows leave of an alarm. */
  private Optional<Episode> rest(QuietPoint quiet, Episode was) {
    Instant end = requireNonNull(was.end(), "end is null");
    SortedSet<Instant> times = new TreeSet<>();
    for (long number : quiet.datastreams()) {
      try (RowCursor rows =
          telemetry.rows(
              number,
              new TimeRange(Micros.of(was.start().minus(Duration.ofDays(3))), Micros.of(end) + 1),
              Order.OLDEST_FIRST)) {
        rows.forEachRemaining(row -> times.add(row.key().start()));
      }
    }
    times.add(end);
    Episode longest = null;
    Instant before = null;
    for (Instant at : times) {
      if (before != null && at.isAfter(was.start()) && quiet.apart(before, at)) {
        Instant start = later(quiet.dueAfter(before), was.start());
        Episode gap = new Episode(start, later(at, start), null, null);
        longest = longest == null || longer(gap, longest) ? gap : longest;
      }
      before = at;
    }
    return Optional.ofNullable(longest);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static boolean longer(Episode gap, Episode than) {
    return Duration.between(gap.start(), requireNonNull(gap.end(), "end"))
            .compareTo(Duration.between(than.start(), requireNonNull(than.end(), "end")))
        > 0;
  }

  /** What is silent now; ask only when everything that came has been heard. */
  List<Finding> tell() {
    if (stale) {
      load();
    }
    Instant now = clock.instant();
    List<Finding> findings = new ArrayList<>();
    while (!waiting.isEmpty() && !waiting.peek().until().isAfter(now)) {
      QuietPoint quiet = waiting.remove().point();
      JudgedPoint point = quiet.point();
      Instant deadline = quiet.deadline(listeningSince);
      if (point.alarm().isPresent()) {
        continue; // comes back when data come
      }
      if (deadline.isAfter(now)) {
        waiting.add(new Waiting(quiet, deadline));
      } else if (point.isMarked(now) || !point.rule().applies().covers(now)) {
        waiting.add(new Waiting(quiet, now.plus(AGAIN)));
      } else {
        findings.add(new Finding.Raised(point, new Episode(quiet.due(), null, null, null), false));
      }
    }
    return findings;
  }
}
