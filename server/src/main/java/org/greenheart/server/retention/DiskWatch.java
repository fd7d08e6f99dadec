// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.greenheart.server.api.DiskFigures;
import org.greenheart.storage.Micros;
import org.greenheart.storage.registry.Datastream;
import org.greenheart.storage.registry.DiskSample;
import org.greenheart.storage.registry.Interval;
import org.greenheart.storage.registry.Registry;
import org.greenheart.storage.telemetry.Arrival;
import org.greenheart.storage.telemetry.Summary;
import org.greenheart.storage.telemetry.Telemetry;
import org.jspecify.annotations.Nullable;

/**
 * Samples what the disk holds, keeps the samples across restarts, and tells from them how long it
 * lasts. Thread-safe.
 */
final class DiskWatch {
  /** What is asked in between is answered from the last measure. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final RetentionLimits limits;
  private final Telemetry telemetry;
  private final Registry registry;
  private final DiskMeter meter;
  private final Supplier<Map<String, Long>> fileBytes;
  private final InstantSource clock;
  private DiskForecast forecast = new DiskForecast(Map.of(), Map.of(), null);
  private @Nullable DiskSample last;
  private @Nullable Measured measured;

  private record Measured(Instant at, DiskMeter.Measure measure) {}

  /**
   * @param fileBytes bytes of the telemetry by what they hold
   */
  DiskWatch(
      RetentionLimits limits,
      Telemetry telemetry,
      Registry registry,
      DiskMeter meter,
      Supplier<Map<String, Long>> fileBytes,
      InstantSource clock) {
    this.limits = requireNonNull(limits, "limits is null");
    this.telemetry = requireNonNull(telemetry, "telemetry is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.meter = requireNonNull(meter, "meter is null");
    this.fileBytes = requireNonNull(fileBytes, "fileBytes is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Takes a sample and forecasts anew. */
  void sample() {
    Instant now = clock.instant();
    DiskMeter.Measure measure = meter.measure();
    Map<Interval, Long> rows = new EnumMap<>(Interval.class);
    Map<Interval, Instant> oldest = new EnumMap<>(Interval.class);
    for (Datastream datastream : registry.catalogue().datastreams()) {
      Summary summary = telemetry.summary(datastream.number());
      if (summary.count() > 0) {
        rows.merge(datastream.interval(), summary.count(), Long::sum);
        oldest.merge(
            datastream.interval(),
            Micros.toInstant(summary.firstMicros()),
            (a, b) -> a.isBefore(b) ? a : b);
      }
    }
    Map<String, Long> bytes = fileBytes.get();
    DiskSample sample =
        new DiskSample(
            now,
            measure.used(),
            measure.free(),
            sum(bytes, "arrivals", "by-device"),
            sum(bytes, "rows", "chunks", "heads", "ids"),
            rows.getOrDefault(Interval.REALTIME, 0L),
            rows.getOrDefault(Interval.MINUTE, 0L),
            rows.getOrDefault(Interval.HOUR, 0L) + rows.getOrDefault(Interval.DAY, 0L));
    registry.diskSamples().keep(sample, now.minus(DiskForecast.WINDOW));
    DiskForecast anew = DiskForecast.of(registry.diskSamples().all(), ofAge(oldest), now);
    synchronized (this) {
      last = sample;
      measured = new Measured(now, measure);
      forecast = anew;
    }
  }

  private static long sum(Map<String, Long> bytes, String... names) {
    return Stream.of(names).mapToLong(name -> bytes.getOrDefault(name, 0L)).sum();
  }

  private Map<Part, Instant> ofAge(Map<Interval, Instant> oldest) {
    Map<Part, Instant> ofAge = new EnumMap<>(Part.class);
    List<Arrival> first = telemetry.feed(0, 1);
    if (!first.isEmpty()) {
      limits
          .frames()
          .ifPresent(keep -> ofAge.put(Part.FRAMES, first.getFirst().received().plus(keep)));
    }
    ofAge(oldest, Interval.REALTIME).ifPresent(at -> ofAge.put(Part.REALTIME, at));
    ofAge(oldest, Interval.MINUTE).ifPresent(at -> ofAge.put(Part.MINUTE, at));
    Optional<Instant> hours = ofAge(oldest, Interval.HOUR);
    Optional<Instant> days = ofAge(oldest, Interval.DAY);
    if (hours.isPresent() && days.isPresent()) {
      ofAge.put(Part.LASTING, hours.get().isAfter(days.get()) ? hours.get() : days.get());
    }
    return ofAge;
  }

  private Optional<Instant> ofAge(Map<Interval, Instant> oldest, Interval interval) {
    return limits
        .of(interval)
        .flatMap(keep -> Optional.ofNullable(oldest.get(interval)).map(at -> at.plus(keep)));
  }

  /** The disk now; measured at most once a minute. */
  synchronized DiskFigures figures() {
    Instant now = clock.instant();
    Measured known = measured;
    if (known == null || Duration.between(known.at(), now).abs().compareTo(FRESH) > 0) {
      known = new Measured(now, meter.measure());
      measured = known;
    }
    DiskMeter.Measure measure = known.measure();
    return new DiskFigures(
        measure.used(),
        measure.free(),
        measure.total(),
        forecast.perDay(),
        forecast.since(),
        forecast.daysLeft(measure.free(), now, DiskFigures.MOST_DAYS),
        parts());
  }

  private List<DiskFigures.Part> parts() {
    DiskSample sample = last;
    if (sample == null) {
      return List.of();
    }
    return Stream.of(Part.values())
        .map(
            part ->
                new DiskFigures.Part(
                    part.text(),
                    Math.max(0, Math.round(part.bytes(sample))),
                    forecast.perDay(part),
                    forecast.growsUntil().get(part)))
        .toList();
  }
}
