// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.watch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The newest samples of each signal of one point, as of the moment that the watch has come to: the
 * last one, and so much of the past as the rule looks back on, at most {@value #MOST} a signal. Not
 * thread-safe.
 */
final class LatestSamples {
  /** A day of minutes. */
  static final int MOST = 1440;

  private final Duration keep;
  private final Map<Signal, Held> held = new HashMap<>();
  private Instant now = Instant.MIN;

  /** One that remembers the newest sample alone. */
  LatestSamples() {
    this(Duration.ZERO);
  }

  /**
   * @param keep how much of the past is kept
   */
  LatestSamples(Duration keep) {
    this.keep = requireNonNull(keep, "keep is null");
  }

  void put(Sample sample) {
    Held of = held.computeIfAbsent(sample.signal(), absent -> new Held());
    of.put(sample, keep);
    if (sample.at().isAfter(now)) {
      now = sample.at();
    }
  }

  /** The time of the newest sample of all. */
  Instant now() {
    return now;
  }

  /** The newest sample, whatever its marks. */
  Optional<Sample> newest(Signal signal) {
    Held of = held.get(signal);
    return of == null ? Optional.empty() : Optional.ofNullable(of.newest);
  }

  /** The sample of a time, whatever its marks, as far back as is kept. */
  Optional<Sample> at(Signal signal, Instant at) {
    Held of = held.get(signal);
    if (of == null || of.newest == null) {
      return Optional.empty();
    }
    if (of.newest.at().equals(at)) {
      return Optional.of(of.newest);
    }
    Iterator<Sample> newestFirst = of.past.descendingIterator();
    while (newestFirst.hasNext()) {
      Sample sample = newestFirst.next();
      if (!sample.at().isAfter(at)) {
        return sample.at().equals(at) ? Optional.of(sample) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The newest countable sample, unless it is older than {@code maxAge}. */
  Optional<Sample> fresh(Signal signal, Duration maxAge) {
    Held of = held.get(signal);
    Sample sample = of == null ? null : of.newest;
    return sample == null || !sample.countable() || sample.at().plus(maxAge).isBefore(now)
        ? Optional.empty()
        : Optional.of(sample);
  }

  /**
   * The samples of the last {@code width}, oldest first: those after now less {@code width}. Never
   * more than is kept.
   */
  List<Sample> window(Signal signal, Duration width) {
    Held of = held.get(signal);
    if (of == null) {
      return List.of();
    }
    Instant after = now.minus(width);
    List<Sample> samples = new ArrayList<>();
    Iterator<Sample> newestFirst = of.past.descendingIterator();
    while (newestFirst.hasNext()) {
      Sample sample = newestFirst.next();
      if (!sample.at().isAfter(after)) {
        break;
      }
      samples.add(sample);
    }
    Collections.reverse(samples);
    return samples;
  }

  /** When the value began that the newest countable sample still has. */
  Optional<Instant> unchangedSince(Signal signal) {
    Held of = held.get(signal);
    return of == null ? Optional.empty() : Optional.ofNullable(of.unchangedSince);
  }

  /** What is kept of one signal. */
  private static final class Held {
    private final Deque<Sample> past = new ArrayDeque<>();
    private @Nullable Sample newest;
    private @Nullable Sample counted;
    private @Nullable Instant unchangedSince;

    private void put(Sample sample, Duration keep) {
      newest = sample;
      if (sample.countable() && sample.value() != null) {
        if (counted == null
            || counted.value() == null
            || counted.value().compareTo(sample.value()) != 0) {
          unchangedSince = sample.at();
        }
        counted = sample;
      }
      if (keep.isZero()) {
        return;
      }
      Sample last = past.peekLast();
      if (last != null && last.at().equals(sample.at())) {
        past.removeLast();
      }
      past.addLast(sample);
      Instant oldest = sample.at().minus(keep);
      while (past.size() > MOST || past.getFirst().at().isBefore(oldest)) {
        past.removeFirst();
      }
    }
  }
}
