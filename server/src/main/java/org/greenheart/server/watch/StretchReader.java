// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
   * @param from the first moment that has changed
   * @param to the last
   * @param liveFrom since when live data speak in it; null when none do
   * @param arrival rows changed by a later one are left out
   */
  Stretch read(
      JudgedPoint point, Instant from, Instant to, @Nullable Instant liveFrom, long arrival) {
    Instant first = from.minus(point.memory());
    Instant last = to.plus(point.memory());
    Instant begin = first.minus(point.memory());
    Instant until = last;
    @Nullable Instant earliest = null;
    for (Alarm alarm : known(point, begin, last)) {
      earliest = earliest == null || alarm.start().isBefore(earliest) ? alarm.start() : earliest;
      until = alarm.end() != null && alarm.end().isAfter(until) ? alarm.end() : until;
    }
    if (earliest != null && earliest.minus(point.memory()).isBefore(begin)) {
      begin = earliest.minus(point.memory());
    }
    Run run = new Run(point, until);
    run.over(points.past(point, arrival), begin);
    for (int step = 0;
        run.isCut() && earliest == null && step < MOST_STEPS_BACK;
        step++) {
      begin = begin.minus(STEP_BACK);
      run = new Run(point, until);
      run.over(points.past(point, arrival), begin);
    }
    List<Episode> episodes = run.episodes();
    return new Stretch(
        point,
        first,
        last,
        liveFrom,
        run.isCut() && earliest != null ? beginAt(earliest, episodes) : episodes);
  }

  /** An alarm may begin within an episode: with its rule. It stays so. */
  private static List<Episode> beginAt(Instant earliest, List<Episode> episodes) {
    List<Episode> begun = new ArrayList<>(episodes);
    if (!begun.isEmpty()) {
      Episode cut = begun.getFirst();
      boolean within = cut.end() == null || cut.end().isAfter(earliest);
      if (within && cut.start().isBefore(earliest)) {
        begun.set(0, new Episode(earliest, cut.end(), cut.peak(), cut.limit()));
      }
    }
    return begun;
  }

  private List<Alarm> known(JudgedPoint point, Instant from, Instant to) {
    return alarms
        .within(point.rule().code(), point.thing(), point.signalCode(), from, to)
        .stream()
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

    Run(JudgedPoint point, Instant until) {
      this.point = point;
      this.until = until;
      this.tracker = point.newTracker();
      this.samples = point.newSamples();
    }

    void over(Timeline timeline, Instant begin) {
      timeline.read(
          new TimeRange(Micros.of(begin), Long.MAX_VALUE),
          moment -> {
            moment.forEach(samples::put);
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

    /** Whether it already held when the pass began: the beginning lies before. */
    boolean isCut() {
      return first == Judgement.Verdict.HOLDS;
    }

    List<Episode> episodes() {
      tracker.open().ifPresent(over::add);
      return over;
    }
  }
}
