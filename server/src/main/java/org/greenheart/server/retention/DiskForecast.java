// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.greenheart.storage.registry.DiskSample;
import org.jspecify.annotations.Nullable;

/**
 * How long the disk lasts, in a way that can be told in two sentences. Each part grows by what the
 * straight line through its hourly samples of the last 30 days says. A part of which the oldest
 * will come of age grows until then and no longer; one of which the oldest has come of age goes on
 * as measured since, which is what comes less what goes. Immutable.
 *
 * @param growth bytes a day by part; empty while there is too little to tell
 * @param growsUntil when the oldest of a part comes of age: those for which that is still to come
 * @param since beginning of the samples
 */
record DiskForecast(
    Map<Part, Double> growth, Map<Part, Instant> growsUntil, @Nullable Instant since) {
  /** How much of the past is looked at. */
  static final Duration WINDOW = Duration.ofDays(30);

  /** A growth seen over less is none: the store writes its log into files in bursts. */
  private static final Duration LEAST = Duration.ofDays(1);

  private static final double DAY_SECONDS = 86_400;

  DiskForecast {
    growth = Map.copyOf(growth);
    growsUntil = Map.copyOf(growsUntil);
  }

  /**
   * @param samples oldest first
   * @param ofAge when the oldest of a part comes or came of age; those that never do left out
   */
  static DiskForecast of(List<DiskSample> samples, Map<Part, Instant> ofAge, Instant now) {
    List<DiskSample> window =
        samples.stream().filter(sample -> !sample.at().isBefore(now.minus(WINDOW))).toList();
    Map<Part, Instant> growsUntil = new EnumMap<>(Part.class);
    Map<Part, Double> growth = new EnumMap<>(Part.class);
    boolean enough = spans(window);
    for (Part part : Part.values()) {
      Instant age = ofAge.get(part);
      List<DiskSample> used = window;
      if (age != null && age.isAfter(now)) {
        growsUntil.put(part, age);
      } else if (age != null) {
        used = window.stream().filter(sample -> !sample.at().isBefore(age)).toList();
      }
      if (enough) {
        growth.put(part, spans(used) ? slope(used, part::bytes) : 0.0);
      }
    }
    return new DiskForecast(growth, growsUntil, window.isEmpty() ? null : window.getFirst().at());
  }

  private static boolean spans(List<DiskSample> samples) {
    return !samples.isEmpty()
        && Duration.between(samples.getFirst().at(), samples.getLast().at()).compareTo(LEAST) >= 0;
  }

  /** Bytes a day, by least squares. */
  private static double slope(List<DiskSample> samples, ToDoubleFunction<DiskSample> bytes) {
    Instant begin = samples.getFirst().at();
    double meanX = samples.stream().mapToDouble(one -> days(begin, one.at())).average().orElse(0);
    double meanY = samples.stream().mapToDouble(bytes).average().orElse(0);
    double above = 0;
    double below = 0;
    for (DiskSample sample : samples) {
      double x = days(begin, sample.at()) - meanX;
      above += x * (bytes.applyAsDouble(sample) - meanY);
      below += x * x;
    }
    return above / below;
  }

  private static double days(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds() / DAY_SECONDS;
  }

  /** Bytes a day in all; null while there is too little to tell. */
  @Nullable Long perDay() {
    return growth.isEmpty()
        ? null
        : Math.round(growth.values().stream().mapToDouble(Double::doubleValue).sum());
  }

  /** Bytes a day of a part; null while there is too little to tell. */
  @Nullable Long perDay(Part part) {
    Double bytes = growth.get(part);
    return bytes == null ? null : Math.round(bytes);
  }

  /**
   * Whole days until so many bytes are taken, at most {@code most}; null while there is too little
   * to tell.
   */
  @Nullable Long daysLeft(long free, Instant now, long most) {
    if (growth.isEmpty()) {
      return null;
    }
    for (long days = 1; days <= most; days++) {
      double taken = 0;
      for (Map.Entry<Part, Double> part : growth.entrySet()) {
        Instant until = growsUntil.get(part.getKey());
        taken +=
            part.getValue()
                * (until == null ? (double) days : Math.min((double) days, days(now, until)));
      }
      if (taken > free) {
        return days - 1;
      }
    }
    return most;
  }
}
