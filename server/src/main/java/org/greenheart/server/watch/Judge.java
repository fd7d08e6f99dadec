// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.storage.Observation;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.Alarms;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.FedArrival;

/**
 * Judges one arrival after the other.
 *
 * <p>Samples that go on from where a point stands move its episode. What came late, was corrected
 * or deleted makes the stretch around it be judged anew from the rows, at the end of the batch:
 * until then the point stands still. Data that comes in order but long after its time (a logger's
 * backlog) is judged in order and its alarms are marked late, until one of them is seen to hold in
 * live data. Not thread-safe.
 */
final class Judge {
  /** Data older than this on receipt is history: it may be recorded, but it must not sound. */
  static final Duration LIVE = Duration.ofHours(1);

  private final JudgedPoints points;
  private final StretchReader stretches;
  private final Map<JudgedPoint, LateRanges> late = new LinkedHashMap<>();

  Judge(Alarms alarms, JudgedPoints points) {
    this.points = points;
    this.stretches = new StretchReader(alarms, points);
  }

  /**
   * What an arrival shows; the points have moved on by it.
   *
   * @param findings takes it
   */
  void judge(FedArrival fed, List<Finding> findings) {
    Arrival arrival = fed.arrival();
    collect(fed)
        .forEach(
            (point, moments) -> {
              for (Moment moment : moments) {
                judge(arrival, point, moment, findings);
              }
            });
  }

  private void judge(Arrival arrival, JudgedPoint point, Moment moment, List<Finding> findings) {
    Instant at = moment.at;
    boolean before = at.isBefore(point.now());
    boolean corrected = moment.corrected && !at.isAfter(point.now());
    if (before || corrected || (!late.isEmpty() && late.containsKey(point))) {
      boolean live =
          !before && !moment.samples.isEmpty() && isLive(arrival, moment.samples.getFirst());
      late(point).add(at, live);
    } else if (!moment.samples.isEmpty()) {
      step(point, moment.samples, isLive(arrival, moment.samples.getFirst()), findings);
    }
  }

  private LateRanges late(JudgedPoint point) {
    return late.computeIfAbsent(point, absent -> new LateRanges(point.memory()));
  }

  /**
   * The stretches that late and corrected data touched since the last call, judged anew.
   *
   * @param arrival the last that was judged
   * @param findings takes proofs that are led otherwise
   */
  List<Stretch> takeLate(long arrival, List<Finding> findings) {
    List<Stretch> read = new ArrayList<>();
    late.forEach(
        (point, ranges) -> {
          for (LateRanges.Range range : ranges.list()) {
            read.add(
                stretches.read(
                    point,
                    range.from().minus(point.memory()),
                    range.to().plus(point.memory()),
                    ranges.liveFrom(),
                    arrival));
          }
          point.caseFile().ifPresent(file -> proveAnew(point, file, arrival, findings));
        });
    late.clear();
    return read;
  }

  private void proveAnew(JudgedPoint point, CaseFile file, long arrival, List<Finding> findings) {
    points.resume(point, file, arrival);
    point
        .proof()
        .map(Proof::progress)
        .filter(progress -> !FindingWriter.json(progress).equals(file.progress()))
        .ifPresent(progress -> findings.add(new Finding.Proved(point, progress)));
  }

  /** Forgets what was not taken. */
  void forget() {
    late.clear();
  }

  /** The samples of one moment, and whether one that was there is another now, or gone. */
  private static final class Moment {
    private final Instant at;
    private final List<Sample> samples = new ArrayList<>(1);
    private boolean corrected;

    Moment(Instant at) {
      this.at = at;
    }
  }

  /** What an arrival brings to each point, by time. */
  private Map<JudgedPoint, List<Moment>> collect(FedArrival fed) {
    Map<JudgedPoint, List<Moment>> moments = new LinkedHashMap<>();
    Arrival arrival = fed.arrival();
    for (int i = 0; i < arrival.rows().size(); i++) {
      Arrival.Touched touched = arrival.rows().get(i);
      Instant at = touched.key().start();
      JudgedPoints.Listening listening =
          points.listening(touched.key().datastream(), at, arrival.number() - 1);
      Observation row = fed.rows().get(i);
      points.earlier(listening, at).forEach(point -> late(point).add(at, false));
      if (row != null || touched.deleted()) {
        for (JudgedPoints.Listener listener : listening.listeners()) {
          JudgedPoint point = listener.point();
          Moment moment = moment(moments.computeIfAbsent(point, absent -> new ArrayList<>(1)), at);
          moment.corrected |= touched.old() != null;
          if (row != null) {
            moment.samples.add(point.sample(listener.signal(), row));
          }
        }
      }
    }
    return moments;
  }

  /** The moment of a time among some in order; mostly the last one, or one after it. */
  private static Moment moment(List<Moment> moments, Instant at) {
    int place = moments.size();
    while (place > 0 && !moments.get(place - 1).at.isBefore(at)) {
      place--;
    }
    if (place < moments.size() && moments.get(place).at.equals(at)) {
      return moments.get(place);
    }
    Moment made = new Moment(at);
    moments.add(place, made);
    return made;
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
}
