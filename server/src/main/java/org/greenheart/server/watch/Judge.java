// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.greenheart.storage.Micros;
import org.greenheart.storage.Observation;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Alarms;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * Judges one arrival after the other.
 *
 * <p>Samples that go on from where a point stands move its episode. A sample older than that is
 * late: the stretch around it is judged anew from the rows, and an episode that no alarm knows is
 * found late: recorded with its own times, over, and never sounded. Data that comes in order but
 * long after its time (a logger's backlog) is judged in order and its alarms are marked late, until
 * one of them is seen to hold in live data. Not thread-safe.
 */
final class Judge {
  /** Data older than this on receipt is history: it may be recorded, but it must not sound. */
  static final Duration LIVE = Duration.ofHours(1);

  private final Telemetry telemetry;
  private final Alarms alarms;
  private final JudgedPoints points;

  Judge(Telemetry telemetry, Alarms alarms, JudgedPoints points) {
    this.telemetry = telemetry;
    this.alarms = alarms;
    this.points = points;
  }

  /** What an arrival shows; the points have moved on by it. */
  List<Finding> judge(Arrival arrival) {
    Map<JudgedPoint, SortedMap<Instant, List<Sample>>> samples = collect(arrival);
    List<Finding> findings = new ArrayList<>();
    samples.forEach(
        (point, moments) ->
            moments.forEach(
                (at, moment) -> {
                  if (at.isBefore(point.now())) {
                    late(point, at, arrival.number(), findings);
                  } else {
                    step(point, moment, isLive(arrival, moment.getFirst()), findings);
                  }
                }));
    return findings;
  }

  private Map<JudgedPoint, SortedMap<Instant, List<Sample>>> collect(Arrival arrival) {
    Map<JudgedPoint, SortedMap<Instant, List<Sample>>> samples = new LinkedHashMap<>();
    for (Arrival.Touched touched : arrival.rows()) {
      Optional<Datastream> datastream = points.datastream(touched.key().datastream());
      if (touched.deleted() || datastream.isEmpty()) {
        continue;
      }
      Instant at = touched.key().start();
      List<JudgedPoint> listening = points.listening(datastream.get(), at, arrival.number() - 1);
      if (listening.isEmpty()) {
        continue;
      }
      Optional<Observation> row = telemetry.find(touched.key());
      if (row.isEmpty()) {
        continue;
      }
      for (JudgedPoint point : listening) {
        samples
            .computeIfAbsent(point, absent -> new TreeMap<>())
            .computeIfAbsent(at, absent -> new ArrayList<>())
            .add(point.sample(point.signal(datastream.get()), row.get()));
      }
    }
    return samples;
  }

  private static boolean isLive(Arrival arrival, Sample sample) {
    Interval interval = sample.signal().interval();
    Duration period = interval.fixedPeriod().orElse(Duration.ofMinutes(10));
    return arrival.received().isBefore(sample.at().plus(period).plus(LIVE));
  }

  private static void step(
      JudgedPoint point, List<Sample> moment, boolean live, List<Finding> findings) {
    boolean wasOpen = point.isOpen();
    Optional<Progress> before = point.proof().map(Proof::progress);
    Optional<Episode> changed = point.step(moment);
    if (changed.isPresent()) {
      Episode episode = changed.get();
      if (!episode.isOpen()) {
        findings.add(new Finding.Cleared(point, episode));
      } else if (wasOpen) {
        findings.add(new Finding.Peaked(point, episode));
      } else {
        findings.add(new Finding.Raised(point, episode, !live));
      }
    }
    if (live && point.alarm().filter(Alarm::late).isPresent() && point.holds()) {
      findings.add(new Finding.Enlivened(point));
    }
    Optional<Progress> after = point.proof().map(Proof::progress);
    if (after.isPresent() && !after.equals(before)) {
      findings.add(new Finding.Proved(point, after.get()));
    }
  }

  private void proveAnew(JudgedPoint point, CaseFile file, long arrival, List<Finding> findings) {
    Optional<Progress> before = point.proof().map(Proof::progress);
    points.resume(point, file, arrival);
    Optional<Progress> after = point.proof().map(Proof::progress);
    if (after.isPresent() && !after.equals(before)) {
      findings.add(new Finding.Proved(point, after.get()));
    }
  }

  private void late(JudgedPoint point, Instant at, long arrival, List<Finding> findings) {
    Instant from = at.minus(point.memory());
    Instant until = at.plus(point.memory());
    EpisodeTracker tracker = point.newTracker();
    LatestSamples samples = point.newSamples();
    List<Episode> over = new ArrayList<>();
    points
        .timeline(point, arrival)
        .read(
            new TimeRange(Micros.of(from), Long.MAX_VALUE),
            moment -> {
              moment.forEach(samples::put);
              tracker
                  .step(samples.now(), point.judge(samples))
                  .filter(episode -> !episode.isOpen())
                  .ifPresent(over::add);
              return samples.now().isBefore(until) || tracker.open().isPresent();
            });
    for (Episode episode : over) {
      Instant end = episode.end() == null ? episode.start() : episode.end();
      boolean known =
          !alarms
              .within(point.rule().code(), point.thing(), point.signalCode(), episode.start(), end)
              .isEmpty();
      boolean found =
          findings.stream()
              .anyMatch(
                  finding ->
                      finding instanceof Finding.FoundLate earlier
                          && earlier.point() == point
                          && earlier.episode().touches(episode));
      if (!known && !found) {
        findings.add(new Finding.FoundLate(point, episode));
      }
    }
    point.caseFile().ifPresent(file -> proveAnew(point, file, arrival, findings));
  }
}
