// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.greenheart.server.meters.CounterWalk.Entry;
import org.greenheart.storage.Decimal;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.CounterStep;
import org.greenheart.storage.registry.CounterStep.Decision;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * What counters say was used: of meters, and of any other Datastream whose values only rise, such
 * as i33201 of HJ 212. Reads rows when asked and keeps nothing. Thread-safe.
 */
public final class CounterBook {
  /** Readings closer together than this leave no gap between them. */
  private static final Duration SMALLEST_GAP = Duration.ofMinutes(15);

  /** So many usual steps without a reading are a gap. */
  private static final int STEPS_OF_GAP = 3;

  private static final int USUAL_STEPS = 200;
  private static final Duration HOUR = Duration.ofHours(1);

  /** So many readings before an hour tell how close they usually are. */
  private static final int AROUND = 20;

  private final Registry registry;
  private final CounterReadings readings;

  public CounterBook(Registry registry, Telemetry telemetry) {
    this.registry = requireNonNull(registry, "registry is null");
    this.readings = new CounterReadings(telemetry);
  }

  /**
   * What was used after one time up to another. A Datastream that nobody has entered as a {@link
   * Counter} is read as one of unknown width.
   *
   * @throws IllegalArgumentException when {@code from} is not before {@code to}
   */
  public Consumption between(long datastream, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException("from (%s) must be before to (%s)".formatted(from, to));
    }
    Stretch stretch = new Stretch(datastream, from, to);
    walk(datastream, from, to, stretch::take);
    return stretch.result();
  }

  /**
   * What was used in each hour from one time up to another, read in one go; as {@link #between} of
   * each, but that how close readings usually are is taken from those around the hour.
   */
  public List<Consumption> hours(long datastream, Instant from, Instant to) {
    List<Entry> entries = new ArrayList<>();
    walk(datastream, from, to, entries::add);
    List<Consumption> hours = new ArrayList<>();
    int next = 0;
    for (Instant at = from; !at.plus(HOUR).isAfter(to); at = at.plus(HOUR)) {
      Stretch stretch = new Stretch(datastream, at, at.plus(HOUR));
      while (next < entries.size() && !entries.get(next).at().isAfter(at)) {
        next++;
      }
      for (int i = Math.max(0, next - AROUND); i < entries.size(); i++) {
        if (entries.get(i).at().isAfter(at.plus(HOUR))) {
          break;
        }
        stretch.take(entries.get(i));
      }
      hours.add(stretch.result());
    }
    return hours;
  }

  /**
   * Writes down which readings do not follow from those before, where readings of a stretch have
   * come or changed: those shortly before and after it are looked at again.
   */
  public void look(long datastream, Instant from, Instant to) {
    Instant begin = readings.startBefore(datastream, from, CounterWalk.WINDOW);
    List<CounterStep> steps = new ArrayList<>();
    Instant[] end = {to};
    walk(
        datastream,
        begin,
        to,
        entry -> {
          CounterStep step = entry.at().isBefore(begin) ? null : step(datastream, entry);
          if (step != null) {
            steps.add(step);
          }
          end[0] = entry.at().isAfter(end[0]) ? entry.at() : end[0];
        });
    registry.counters().replaceSteps(datastream, begin, end[0].plusNanos(1_000), steps);
  }

  private void walk(long datastream, Instant from, Instant to, Consumer<Entry> out) {
    Counter counter = registry.counters().find(datastream).orElse(null);
    Map<Instant, Decision> decisions = new HashMap<>();
    Instant start = readings.startBefore(datastream, from, 2 * CounterWalk.WINDOW);
    for (CounterStep step : registry.counters().decided(datastream, start)) {
      decisions.put(step.at(), requireNonNull(step.decision(), "decision is null"));
    }
    CounterWalk walk = new CounterWalk(counter, decisions, out);
    readings.andAfter(
        datastream,
        start,
        to,
        (at, value) -> {
          walk.read(at, value);
          return true;
        });
    walk.finish();
  }

  private @Nullable CounterStep step(long datastream, Entry entry) {
    if (entry.step() == null) {
      return null;
    }
    return new CounterStep(
        0,
        datastream,
        entry.at(),
        entry.step(),
        decimal(entry.was()),
        decimal(entry.value()),
        registry.now(),
        entry.decision());
  }

  private static Decimal decimal(BigDecimal number) {
    return Decimal.of(number).orElseThrow();
  }

  /** Gathers one answer. */
  private final class Stretch {
    private final long datastream;
    private final Instant from;
    private final Instant to;
    private final List<CounterStep> steps = new ArrayList<>();
    private final List<Consumption.Gap> wide = new ArrayList<>();
    private final List<Duration> usual = new ArrayList<>();
    private @Nullable Entry first;
    private @Nullable Entry last;
    private @Nullable Instant before;

    Stretch(long datastream, Instant from, Instant to) {
      this.datastream = datastream;
      this.from = from;
      this.to = to;
    }

    void take(Entry entry) {
      if (entry.at().isAfter(to)) {
        return;
      }
      Instant earlier = before;
      if (earlier != null) {
        Duration apart = Duration.between(earlier, entry.at());
        if (usual.size() < USUAL_STEPS) {
          usual.add(apart);
        }
        note(earlier, entry.at());
      }
      before = entry.at();
      if (!entry.at().isAfter(from) || first == null) {
        first = entry;
      }
      last = entry;
      CounterStep step = entry.at().isAfter(from) ? step(datastream, entry) : null;
      if (step != null) {
        steps.add(step);
      }
    }

    private void note(Instant start, Instant end) {
      if (end.isAfter(from) && Duration.between(start, end).compareTo(SMALLEST_GAP) > 0) {
        wide.add(new Consumption.Gap(start, end));
      }
    }

    Consumption result() {
      Entry begin = first;
      Entry end = last;
      if (begin == null || end == null) {
        return new Consumption(
            datastream,
            from,
            to,
            BigDecimal.ZERO,
            null,
            null,
            List.of(new Consumption.Gap(from, to)),
            List.of());
      }
      note(end.at(), to);
      Duration most = longestUsual();
      List<Consumption.Gap> gaps = new ArrayList<>();
      if (begin.at().isAfter(from)) {
        gaps.add(new Consumption.Gap(from, begin.at()));
      }
      for (Consumption.Gap gap : wide) {
        if (Duration.between(gap.from(), gap.to()).compareTo(most) > 0) {
          gaps.add(new Consumption.Gap(gap.from().isBefore(from) ? from : gap.from(), gap.to()));
        }
      }
      return new Consumption(
          datastream,
          from,
          to,
          end.total().subtract(begin.total()),
          begin.at(),
          end.at(),
          gaps,
          steps);
    }

    private Duration longestUsual() {
      if (usual.isEmpty()) {
        return SMALLEST_GAP;
      }
      Collections.sort(usual);
      Duration most = usual.get(usual.size() / 2).multipliedBy(STEPS_OF_GAP);
      return most.compareTo(SMALLEST_GAP) > 0 ? most : SMALLEST_GAP;
    }
  }
}
