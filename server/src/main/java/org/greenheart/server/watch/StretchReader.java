// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.greenheart.storage.Micros;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Alarms;
import org.jspecify.annotations.Nullable;

/**
 * Judges a stretch of a point's time again, from the rows. It begins so early and ends so late that
 * the alarms known there are seen whole, and that an episode is not cut at its beginning. Not
 * thread-safe.
 */
final class StretchReader {
  private static final Duration STEP_BACK = Duration.ofDays(1);

  /** Further back no beginning is looked for: a value that never was below begins there. */
  private static final int MOST_STEPS_BACK = 31;

  private final Alarms alarms;
  private final JudgedPoints points;

  StretchReader(Alarms alarms, JudgedPoints points) {
    this.alarms = requireNonNull(alarms, "alarms is null");
    this.points = requireNonNull(points, "points is null");
  }

  /**
   * @param first what does not reach behind this is left as it is
   * @param last what begins after this is left as it is
   * @param liveFrom since when live data speak in it; null when none do
   * @param arrival rows changed by a later one are left out
   */
  Stretch read(
      JudgedPoint point, Instant first, Instant last, @Nullable Instant liveFrom, long arrival) {
    Instant begin = first.minus(point.memory());
    Instant until = last;
    List<Alarm> known = known(point, begin, last);
    for (Alarm alarm : known) {
      Instant before = alarm.start().minus(point.memory());
      begin = before.isBefore(begin) ? before : begin;
      until = alarm.end() != null && alarm.end().isAfter(until) ? alarm.end() : until;
    }
    Run run = new Run(point, until);
    run.over(points.past(point, arrival), begin);
    for (int step = 0; run.isCut() && known.isEmpty() && step < MOST_STEPS_BACK; step++) {
      begin = begin.minus(STEP_BACK);
      run = new Run(point, until);
      run.over(points.past(point, arrival), begin);
    }
    List<Episode> episodes = run.episodes();
    if (run.isCut()) {
      episodes = beginAsKnown(episodes, known);
    }
    return new Stretch(point, first, last, liveFrom, endAsKnown(episodes, known, point.until()));
  }

  /**
   * What still held when the next version of the rule began ends there, but for an alarm that has
   * gone on: the next version has judged how long.
   */
  private static List<Episode> endAsKnown(List<Episode> episodes, List<Alarm> known, Instant end) {
    if (end.equals(Instant.MAX) || episodes.isEmpty() || !episodes.getLast().isOpen()) {
      return episodes;
    }
    Episode open = episodes.getLast();
    Instant over = end;
    for (Alarm alarm : known) {
      if (alarm.start().isBefore(end) && Reconciliation.overlap(alarm, open)) {
        if (alarm.end() == null) {
          return episodes;
        }
        over = alarm.end().isAfter(over) ? alarm.end() : over;
      }
    }
    List<Episode> ended = new ArrayList<>(episodes.subList(0, episodes.size() - 1));
    ended.add(new Episode(open.start(), over, open.peak(), open.limit()));
    return ended;
  }

  /** What held before the pass began, or before its version of the rule, began with its alarm. */
  private static List<Episode> beginAsKnown(List<Episode> episodes, List<Alarm> known) {
    if (episodes.isEmpty()) {
      return episodes;
    }
    Episode cut = episodes.getFirst();
    List<Episode> begun = new ArrayList<>(episodes);
    known.stream()
        .filter(alarm -> Reconciliation.overlap(alarm, cut))
        .map(Alarm::start)
        .min(Comparator.naturalOrder())
        .ifPresent(start -> begun.set(0, new Episode(start, cut.end(), cut.peak(), cut.limit())));
    return begun;
  }

  private List<Alarm> known(JudgedPoint point, Instant from, Instant to) {
    return alarms.within(point.rule().code(), point.thing(), point.signalCode(), from, to).stream()
        .filter(alarm -> alarm.state() != AlarmState.WITHDRAWN)
        .toList();
  }

  /** One pass over the rows. */
  private static final class Run {
    private final JudgedPoint point;
    private final Instant until;
    private final EpisodeTracker tracker;
    private final LatestSamples samples;
    private final List<Episode> over = new ArrayList<>();
    private Judgement.@Nullable Verdict first;
    private boolean near;

    Run(JudgedPoint point, Instant until) {
      this.point = point;
      this.until = until;
      this.tracker = point.newTracker();
      this.samples = point.newSamples();
    }

    void over(Timeline timeline, Instant begin) {
      timeline.read(
          new TimeRange(
              Micros.of(begin),
              point.until().equals(Instant.MAX) ? Long.MAX_VALUE : Micros.of(point.until())),
          moment -> {
            boolean isFirst = samples.now().equals(Instant.MIN);
            moment.forEach(samples::put);
            near |= isFirst && samples.now().isBefore(begin.plus(point.memory()));
            Judgement judgement = point.judge(samples);
            if (first == null && judgement.verdict() != Judgement.Verdict.UNKNOWN) {
              first = judgement.verdict();
            }
            tracker
                .step(samples.now(), judgement)
                .filter(episode -> !episode.isOpen())
                .ifPresent(over::add);
            return !samples.now().isAfter(until) || tracker.open().isPresent();
          });
    }

    /** Whether it already held when the pass began, amidst data: the beginning lies before. */
    boolean isCut() {
      return near && first == Judgement.Verdict.HOLDS;
    }

    List<Episode> episodes() {
      tracker.open().ifPresent(over::add);
      return over;
    }
  }
}
