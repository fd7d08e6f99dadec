// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Holds a stretch that was judged again against the alarms that are known there.
 *
 * <p>An alarm belongs to the first episode that it has time in common with, and takes its span. Of
 * several alarms of one episode the oldest stays and the others are merged into it; an alarm
 * without an episode is withdrawn; an episode without an alarm is found late. Pure.
 */
final class Reconciliation {
  private final Stretch stretch;
  private final boolean otherVersions;
  private final List<Alarm> free;
  private final List<Finding> findings = new ArrayList<>();

  private Reconciliation(Stretch stretch, List<Alarm> known, boolean otherVersions) {
    this.stretch = requireNonNull(stretch, "stretch is null");
    this.otherVersions = otherVersions;
    this.free =
        new ArrayList<>(
            known.stream().filter(alarm -> alarm.state() != AlarmState.WITHDRAWN).toList());
  }

  /**
   * What has to change, in the order in which it must be written.
   *
   * @param known the alarms of the stretch's rule, thing and signal, withdrawn ones too
   * @param otherVersions whether what other versions of the rule have judged is judged again: only
   *     when a person orders it
   */
  static List<Finding> of(Stretch stretch, List<Alarm> known, boolean otherVersions) {
    Reconciliation reconciliation = new Reconciliation(stretch, known, otherVersions);
    stretch.episodes().forEach(reconciliation::compare);
    reconciliation.withdrawRest();
    return reconciliation.findings;
  }

  private void compare(Episode episode) {
    List<Alarm> touching =
        free.stream()
            .filter(alarm -> overlap(alarm, episode))
            .sorted(Comparator.comparingLong(Alarm::id))
            .toList();
    free.removeAll(touching);
    if (touching.stream().anyMatch(this::isForeign)
        || !(stretch.concerns(episode) || touching.stream().anyMatch(stretch::concerns))) {
      return;
    }
    if (touching.isEmpty()) {
      found(episode);
      return;
    }
    Alarm oldest = touching.getFirst();
    Instant start = oldest.start();
    Instant end = oldest.end();
    for (Alarm younger : touching.subList(1, touching.size())) {
      findings.add(new Finding.Merged(stretch.point(), oldest, younger));
      start = younger.start().isBefore(start) ? younger.start() : start;
      end = later(end, younger.end());
    }
    if (!start.equals(episode.start())
        || !Objects.equals(end, episode.end())
        || !samePeak(oldest, episode)) {
      findings.add(new Finding.Changed(stretch.point(), oldest, episode));
    }
  }

  private void found(Episode episode) {
    boolean late = stretch.isLate(episode);
    findings.add(
        late && !episode.isOpen()
            ? new Finding.FoundLate(stretch.point(), episode)
            : new Finding.Raised(stretch.point(), episode, late));
  }

  private void withdrawRest() {
    List<Finding> withdrawn = new ArrayList<>();
    Set<Long> kept = new HashSet<>();
    for (Alarm alarm : free) {
      if (stretch.concerns(alarm) && !isForeign(alarm) && kept.add(alarm.id())) {
        withdrawn.add(new Finding.Withdrawn(stretch.point(), alarm));
      }
    }
    findings.addAll(0, withdrawn); // first: an open one makes room for another
  }

  /** Whether another version judges it: the one that raised it, or in whose time it began. */
  private boolean isForeign(Alarm alarm) {
    Rule rule = stretch.point().rule();
    return alarm.ruleVersion() != rule.version()
        && (!otherVersions
            || alarm.start().isBefore(rule.applies().from())
            || !alarm.start().isBefore(stretch.point().until()));
  }

  private static boolean samePeak(Alarm alarm, Episode episode) {
    Decimal was = alarm.peak();
    Decimal is = episode.peak();
    return is == null || (was != null && was.compareTo(is) == 0 && sameLimit(alarm, episode));
  }

  private static boolean sameLimit(Alarm alarm, Episode episode) {
    Decimal was = alarm.limit();
    Decimal is = episode.limit();
    return is == null || (was != null && was.compareTo(is) == 0);
  }

  static boolean overlap(Alarm alarm, Episode episode) {
    return (alarm.end() == null || alarm.end().isAfter(episode.start()))
        && (episode.end() == null || episode.end().isAfter(alarm.start()));
  }

  private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
    if (a == null || b == null) {
      return null;
    }
    return a.isAfter(b) ? a : b;
  }
}
