// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.AlarmStation;
import org.greenheart.storage.registry.Alarms;
import org.greenheart.storage.registry.NewAlarm;
import org.greenheart.storage.registry.Rule;

/**
 * Holds the warnings that were found against the alarms that are known, within a transaction, and
 * writes what is otherwise. Writing the same twice changes nothing.
 */
final class RegionBook {
  /** What is judged: the index of the air. */
  static final String SIGNAL = "AQI";

  private static final String WHY = "hours of the region's stations";

  private final Alarms alarms;
  private final Rule rule;
  private final Instant begin;
  private final Instant last;
  private final boolean live;
  private boolean changed;

  /**
   * @param begin start of the first hour that was judged
   * @param last start of the last one
   * @param live whether that one is so new that it may sound
   */
  RegionBook(Alarms alarms, Rule rule, Instant begin, Instant last, boolean live) {
    this.alarms = requireNonNull(alarms, "alarms is null");
    this.rule = requireNonNull(rule, "rule is null");
    this.begin = requireNonNull(begin, "begin is null");
    this.last = requireNonNull(last, "last is null");
    this.live = live;
  }

  /**
   * @param rests what the region's alarm rests on at an hour of the series
   * @return whether anything was otherwise
   */
  boolean write(List<RegionEpisodes.Warning> warnings, IntFunction<List<AlarmStation>> rests) {
    List<Alarm> free =
        new ArrayList<>(
            alarms.ofArea(rule.code(), rule.applies().scope().id(), begin, last).stream()
                .filter(alarm -> alarm.state() != AlarmState.WITHDRAWN)
                .filter(alarm -> alarm.ruleVersion() == rule.version())
                .toList());
    List<List<Alarm>> known = new ArrayList<>();
    for (RegionEpisodes.Warning warning : warnings) {
      List<Alarm> touching =
          free.stream()
              .filter(alarm -> Reconciliation.overlap(alarm, warning.episode()))
              .sorted(Comparator.comparingLong(Alarm::id))
              .toList();
      free.removeAll(touching);
      known.add(touching);
    }
    // First: an open one makes room for another.
    free.stream().filter(alarm -> alarm.start().isAfter(begin)).forEach(this::withdraw);
    for (int i = 0; i < warnings.size(); i++) {
      write(warnings.get(i), known.get(i), rests.apply(warnings.get(i).peakHour()));
    }
    return changed;
  }

  private void withdraw(Alarm alarm) {
    alarms.withdraw(alarm.id(), WHY, FindingWriter.WATCH);
    changed = true;
  }

  private void write(
      RegionEpisodes.Warning warning, List<Alarm> known, List<AlarmStation> stations) {
    if (known.isEmpty()) {
      raise(warning, stations);
      return;
    }
    Alarm alarm = known.getFirst();
    for (Alarm younger : known.subList(1, known.size())) {
      alarm = alarms.merge(alarm.id(), younger.id(), WHY, FindingWriter.WATCH);
      changed = true;
    }
    move(alarm, warning);
    rise(alarm, warning);
    if (!stations.equals(alarms.stations(alarm.id()))
        || !warning.level().word().equals(alarm.level())) {
      alarms.restOn(alarm.id(), warning.level().word(), stations, FindingWriter.WATCH);
      changed = true;
    }
    if (alarm.late() && warning.episode().isOpen() && live) {
      alarms.enliven(alarm.id());
      changed = true;
    }
  }

  private void raise(RegionEpisodes.Warning warning, List<AlarmStation> stations) {
    Episode episode = warning.episode();
    Alarm alarm =
        alarms.raise(
            new NewAlarm(
                rule,
                0,
                rule.applies().scope().id(),
                SIGNAL,
                episode.start(),
                episode.end(),
                episode.peak(),
                episode.limit(),
                "",
                !(live && episode.isOpen())));
    alarms.restOn(alarm.id(), warning.level().word(), stations, FindingWriter.WATCH);
    changed = true;
  }

  private void move(Alarm alarm, RegionEpisodes.Warning warning) {
    Episode episode = warning.episode();
    Instant start = warning.cut() ? alarm.start() : episode.start();
    Instant end = episode.end();
    if (start.equals(alarm.start()) && Objects.equals(end, alarm.end())) {
      return;
    }
    if (alarm.end() == null && end != null && start.equals(alarm.start())) {
      alarms.clear(alarm.id(), end);
    } else {
      alarms.extend(alarm.id(), start, end, WHY, FindingWriter.WATCH);
    }
    changed = true;
  }

  private void rise(Alarm alarm, RegionEpisodes.Warning warning) {
    Decimal was = alarm.peak();
    Decimal is = warning.episode().peak();
    if (is == null || (was != null && was.compareTo(is) == 0)) {
      return;
    }
    boolean higher = was == null || is.compareTo(was) > 0;
    if (warning.cut() && !higher) {
      return; // the peak may lie before what was read
    }
    if (higher && alarm.state() == AlarmState.OPEN) {
      alarms.peak(alarm.id(), is, warning.episode().limit());
    } else {
      alarms.correctPeak(alarm.id(), is, warning.episode().limit(), WHY, FindingWriter.WATCH);
    }
    changed = true;
  }
}
