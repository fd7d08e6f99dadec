// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.greenheart.storage.Micros;
import org.greenheart.storage.RowKey;
import org.greenheart.storage.TimeRange;
import org.greenheart.storage.registry.Alarm;
import org.greenheart.storage.registry.AlarmStation;
import org.greenheart.storage.registry.CaseFile;
import org.greenheart.storage.registry.CaseTie;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.Device;
import org.greenheart.storage.registry.Tables;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What has to stay although it is old: all rows of a point from an hour before an alarm or a case
 * begins to an hour after it ends, the rows that were corrected, and the frames that brought or
 * changed any of these rows. A rule may look at any quantity of its point, so all of them stay.
 *
 * <p>A picture of one moment: what is raised later concerns rows that are there, since an alarm is
 * raised on data that the watch reads, and nothing behind the watch's position goes. Not
 * thread-safe.
 */
final class Holds {
  private static final int PAGE = 500;

  /** Longer than any rule looks back behind the beginning of what it found. */
  private static final Duration AROUND = Duration.ofHours(1);

  /** How far a device's clock may be ahead of ours. */
  private static final Duration AHEAD = Duration.ofDays(1);

  private final Map<Reason, Map<Long, Ranges>> byThing =
      Map.of(Reason.ALARM, new HashMap<>(), Reason.CASE, new HashMap<>());
  private final Map<Long, Long> thingOfDatastream = new HashMap<>();
  private final Map<Long, Long> thingOfDevice = new HashMap<>();
  private final Map<Long, List<RowKey>> rowsOf = new HashMap<>();
  private final Set<RowKey> corrected = new HashSet<>();
  private final Map<Long, Long> keptFrames;
  private final List<Datastream> datastreams = new ArrayList<>();

  private Holds(Tables tables) {
    for (Datastream datastream : tables.catalogue().datastreams()) {
      datastreams.add(datastream);
      thingOfDatastream.put(datastream.number(), datastream.thing());
    }
    for (Device device : tables.devices().list()) {
      thingOfDevice.put(device.number(), device.thing());
    }
    for (RowKey row : tables.correctedRows().all()) {
      corrected.add(row);
      holdRow(row);
    }
    keptFrames = Map.copyOf(tables.keptFrames().all());
    readAlarms(tables);
    readCases(tables);
  }

  /** As the tables are now. */
  static Holds read(Tables tables) {
    return new Holds(tables);
  }

  private void readAlarms(Tables tables) {
    long before = Long.MAX_VALUE;
    List<Alarm> page = tables.alarms().list(null, null, before, PAGE);
    while (!page.isEmpty()) {
      page.forEach(alarm -> hold(tables, alarm));
      before = page.getLast().id();
      page = tables.alarms().list(null, null, before, PAGE);
    }
  }

  private void readCases(Tables tables) {
    long before = Long.MAX_VALUE;
    List<CaseFile> page = tables.cases().list(null, null, before, PAGE);
    while (!page.isEmpty()) {
      page.forEach(this::hold);
      before = page.getLast().id();
      page = tables.cases().list(null, null, before, PAGE);
    }
  }

  private void hold(CaseFile file) {
    CaseTie tie = file.tie();
    if (tie != null) {
      hold(Reason.CASE, tie.thing(), tie.since(), file.closed());
    }
  }

  /** An alarm of an area holds the stations that it rests on. */
  private void hold(Tables tables, Alarm alarm) {
    if (alarm.area() == 0) {
      hold(Reason.ALARM, alarm.thing(), alarm.start(), alarm.end());
    } else {
      for (AlarmStation station : tables.alarms().stations(alarm.id())) {
        hold(Reason.ALARM, station.thing(), alarm.start(), alarm.end());
      }
    }
  }

  private void hold(Reason reason, long thing, Instant from, @Nullable Instant to) {
    long end = to == null ? Long.MAX_VALUE : Micros.of(to.plus(AROUND)) + 1;
    byThing
        .getOrDefault(reason, Map.of())
        .computeIfAbsent(thing, id -> new Ranges())
        .add(new TimeRange(Micros.of(from.minus(AROUND)), end));
  }

  /** A row that stays this time, without its frames. */
  void holdRow(RowKey row) {
    rowsOf.computeIfAbsent(row.datastream(), number -> new ArrayList<>()).add(row);
  }

  /** All Datastreams there are. */
  List<Datastream> datastreams() {
    return List.copyOf(datastreams);
  }

  /** Starts of rows of a Datastream that stay. */
  List<TimeRange> rows(Datastream datastream) {
    Ranges all = new Ranges();
    byThing
        .values()
        .forEach(
            things ->
                Optional.ofNullable(things.get(datastream.thing()))
                    .ifPresent(ranges -> ranges.list().forEach(all::add)));
    rowsOf
        .getOrDefault(datastream.number(), List.of())
        .forEach(row -> all.add(new TimeRange(row.startMicros(), row.startMicros() + 1)));
    return all.list();
  }

  /** Why an arrival stays; empty when it may go. */
  Optional<Reason> reason(Arrival arrival) {
    if (arrival.outcome() == Outcome.PENDING) {
      return ofPending(arrival);
    }
    boolean ofCase = false;
    boolean ofAlarm = false;
    for (Arrival.Touched touched : arrival.rows()) {
      if (touched.old() != null || corrected.contains(touched.key())) {
        return Optional.of(Reason.CORRECTION);
      }
      ofCase |= holds(Reason.CASE, touched.key());
      ofAlarm |= holds(Reason.ALARM, touched.key());
    }
    if (ofCase) {
      return Optional.of(Reason.CASE);
    }
    return ofAlarm ? Optional.of(Reason.ALARM) : Optional.empty();
  }

  private boolean holds(Reason reason, RowKey row) {
    Long thing = thingOfDatastream.get(row.datastream());
    Ranges ranges = thing == null ? null : byThing.getOrDefault(reason, Map.of()).get(thing);
    return ranges != null && ranges.contains(row.startMicros());
  }

  /**
   * A frame from before its device was accepted names no rows: the arrival that read it later does,
   * and points back to it. These frames are few (they are bounded for each device), so all of a
   * point stay that can have brought a row that stays.
   */
  private Optional<Reason> ofPending(Arrival arrival) {
    Long after = keptFrames.get(arrival.device());
    if (after != null && arrival.number() > after) {
      return Optional.of(Reason.NOT_READ);
    }
    long thing = thingOfDevice.getOrDefault(arrival.device(), 0L);
    long latest = Micros.of(arrival.received().plus(AHEAD));
    for (Reason reason : List.of(Reason.CASE, Reason.ALARM)) {
      Ranges ranges = byThing.getOrDefault(reason, Map.of()).get(thing);
      if (ranges != null && ranges.beginsBy(latest)) {
        return Optional.of(reason);
      }
    }
    return Optional.empty();
  }
}
