// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.upkeep;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.greenheart.server.api.ExceedingKinds;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmFilter;
import org.greenheart.storage.registry.AlarmState;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.registry.Rule;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;

/**
 * What each day brought at a point, read from its hours; where it has none, from its minutes, else
 * from its realtime rows. A Datastream is expected from its first row on until seven days after its
 * last one, so that a quantity sent once by mistake is not missed for ever; when all are silent,
 * all are missed. Thread-safe.
 */
final class DayCalendar {
  static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");

  private static final Duration MISSED_FOR = Duration.ofDays(7);
  private static final int HOURS = 24;
  private static final int PAGE = 500;

  private final Telemetry telemetry;
  private final Registry registry;

  DayCalendar(Telemetry telemetry, Registry registry) {
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
  }

  private record Stream(HourTally hours, Instant first, Instant last) {}

  /**
   * @param to itself within
   * @param now hours that are not over yet are not expected
   */
  List<PointDay> days(long thing, LocalDate from, LocalDate to, Instant now) {
    Instant start = from.atStartOfDay(BEIJING).toInstant();
    Instant end = to.plusDays(1).atStartOfDay(BEIJING).toInstant();
    int hours = Math.toIntExact(Duration.between(start, end).toHours());
    List<Stream> streams = new ArrayList<>();
    for (Datastream each : coarsest(registry.catalogue().datastreamsOf(thing))) {
      Summary summary = telemetry.summary(each.number());
      if (summary.count() > 0) {
        streams.add(
            new Stream(
                HourTally.read(telemetry, each.number(), start, hours),
                Micros.toInstant(summary.firstMicros()),
                Micros.toInstant(summary.lastMicros())));
      }
    }
    List<Alarm> alarms = alarms(thing, start, end);
    Set<Long> exceeded = exceeded(alarms);
    List<PointDay> days = new ArrayList<>();
    for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
      int first = Math.toIntExact((day.toEpochDay() - from.toEpochDay()) * HOURS);
      days.add(day(day, start, first, expected(streams, day), now, alarms, exceeded));
    }
    return days;
  }

  private static List<Datastream> coarsest(List<Datastream> all) {
    for (Interval interval : List.of(Interval.HOUR, Interval.MINUTE, Interval.REALTIME)) {
      List<Datastream> some = all.stream().filter(stream -> stream.interval() == interval).toList();
      if (!some.isEmpty()) {
        return some;
      }
    }
    return List.of();
  }

  private static List<Stream> expected(List<Stream> streams, LocalDate day) {
    Instant begin = day.atStartOfDay(BEIJING).toInstant();
    List<Stream> lively =
        streams.stream().filter(each -> !each.last.plus(MISSED_FOR).isBefore(begin)).toList();
    return lively.isEmpty() ? streams : lively;
  }

  private static PointDay day(
      LocalDate day,
      Instant start,
      int firstHour,
      List<Stream> streams,
      Instant now,
      List<Alarm> alarms,
      Set<Long> exceeded) {
    int expected = 0;
    int received = 0;
    int valid = 0;
    int marked = 0;
    int stopped = 0;
    for (Stream stream : streams) {
      for (int hour = firstHour; hour < firstHour + HOURS; hour++) {
        Instant over = start.plus(Duration.ofHours(hour + 1L));
        if (over.isAfter(now) || !over.isAfter(stream.first)) {
          continue;
        }
        expected++;
        received += stream.hours.received(hour) ? 1 : 0;
        valid += stream.hours.valid(hour) ? 1 : 0;
        marked += stream.hours.marked(hour) ? 1 : 0;
        stopped += stream.hours.stopped(hour) ? 1 : 0;
      }
    }
    Instant begin = start.plus(Duration.ofHours(firstHour));
    Instant end = begin.plus(Duration.ofHours(HOURS));
    List<Alarm> here = alarms.stream().filter(alarm -> lasts(alarm, begin, end, now)).toList();
    int above = (int) here.stream().filter(alarm -> exceeded.contains(alarm.id())).count();
    return new PointDay(day, expected, received, valid, marked, stopped, here.size(), above);
  }

  private static boolean lasts(Alarm alarm, Instant begin, Instant end, Instant now) {
    Instant over = alarm.end();
    return alarm.start().isBefore(end)
        && (over == null ? begin.isBefore(now) : !over.isBefore(begin));
  }

  private List<Alarm> alarms(long thing, Instant from, Instant to) {
    AlarmFilter filter =
        new AlarmFilter(null, null, null, thing, null, null, from, to, null, null, null);
    List<Alarm> all = new ArrayList<>();
    List<Alarm> page = registry.alarms().list(filter, Long.MAX_VALUE, PAGE);
    while (!page.isEmpty()) {
      page.stream().filter(alarm -> alarm.state() != AlarmState.WITHDRAWN).forEach(all::add);
      page = registry.alarms().list(filter, page.getLast().id(), PAGE);
    }
    return all;
  }

  private Set<Long> exceeded(List<Alarm> alarms) {
    Set<Long> some = new HashSet<>();
    for (Alarm alarm : alarms) {
      registry
          .rules()
          .version(alarm.rule(), alarm.ruleVersion())
          .map(Rule::kind)
          .filter(ExceedingKinds::contains)
          .ifPresent(kind -> some.add(alarm.id()));
    }
    return some;
  }
}
