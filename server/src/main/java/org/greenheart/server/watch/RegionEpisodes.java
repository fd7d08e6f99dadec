// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.greenheart.regulation.air.AlertLevel;
import org.greenheart.regulation.air.AlertScheme;
import org.greenheart.server.air.AirSeries;
import org.greenheart.storage.registry.Rule;

/** Judges a region hour by hour: the same hours always give the same warnings. */
final class RegionEpisodes {
  private final Rule rule;
  private final AirSeries region;
  private final Map<LocalDate, AlertScheme> schemes = new HashMap<>();
  private final List<Warning> found = new ArrayList<>();
  private AlertLevel highest = AlertLevel.NONE;
  private int peakHour;

  private RegionEpisodes(Rule rule, AirSeries region) {
    this.rule = rule;
    this.region = region;
  }

  /**
   * One stretch with a warning.
   *
   * @param level the highest one of it
   * @param peakHour the hour of the series with its peak
   * @param cut whether it may have begun before what was read
   */
  record Warning(Episode episode, AlertLevel level, int peakHour, boolean cut) {}

  /**
   * @param first the first hour to judge; those before it are looked back to
   * @param last the last hour to judge
   */
  static List<Warning> of(Rule rule, AirSeries region, int first, int last) {
    RegionEpisodes episodes = new RegionEpisodes(rule, region);
    EpisodeTracker tracker = new EpisodeTracker(rule.dwell(), rule.clearAfter(), Worst.HIGHEST);
    Instant begin = region.at(first);
    for (int hour = first; hour <= last; hour++) {
      RegionHour judged = episodes.judge(hour);
      if (judged.judgement().verdict() == Judgement.Verdict.HOLDS
          && judged.level().compareTo(episodes.highest) > 0) {
        episodes.highest = judged.level();
      }
      Optional<Episode> changed = tracker.step(region.at(hour), judged.judgement());
      if (changed.isPresent() && changed.get().isOpen()) {
        episodes.peakHour = hour;
      } else if (changed.isPresent()) {
        episodes.add(changed.get(), begin);
      } else if (tracker.open().isEmpty()
          && judged.judgement().verdict() == Judgement.Verdict.DOES_NOT_HOLD) {
        episodes.highest = AlertLevel.NONE;
      }
    }
    tracker.open().ifPresent(open -> episodes.add(open, begin));
    return episodes.found;
  }

  private RegionHour judge(int hour) {
    Instant at = region.at(hour);
    if (at.isBefore(rule.applies().from())) {
      return new RegionHour(Judgement.UNKNOWN, AlertLevel.NONE);
    }
    LocalDate day = at.atZone(AirSeries.BEIJING).toLocalDate();
    RegionHour judged = RegionHour.of(region, hour, schemes.computeIfAbsent(day, AlertScheme::at));
    if (judged.judgement().verdict() == Judgement.Verdict.HOLDS && !rule.applies().covers(at)) {
      Judgement is = judged.judgement();
      return new RegionHour(Judgement.of(false, is.value(), is.limit()), AlertLevel.NONE);
    }
    return judged;
  }

  private void add(Episode episode, Instant begin) {
    boolean cut = !episode.start().isAfter(begin.plus(Duration.ofHours(1)));
    found.add(new Warning(episode, highest, peakHour, cut));
    highest = AlertLevel.NONE;
  }
}
