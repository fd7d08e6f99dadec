// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.greenheart.storage.registry.Counter;
import org.greenheart.storage.registry.CounterStep.Decision;
import org.greenheart.storage.registry.CounterStep.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Goes along the readings of a counter, oldest first, and adds up what they say.
 *
 * <p><b>The idea.</b> A reading that is not below the one before adds the difference. One that is
 * below has one of four reasons: the counter began again at 0 (it was near its width and is near 0
 * now); the reading before was too high (the one before that fits again); this one is too low (one
 * of the next is above the level again); or it is another meter. Only the last of them needs a
 * person, and until one has said what it was, nothing is added over it: never a negative amount,
 * never a huge one. What is told from the readings that follow needs a look ahead: an entry is
 * handed out when {@value #WINDOW} more have come, and {@link #finish} hands out the rest.
 *
 * <p>Not thread-safe.
 */
final class CounterWalk {
  /** So many readings may stand too high or too low before it is called another meter. */
  static final int WINDOW = 6;

  private static final BigDecimal NEAR_END = new BigDecimal("0.9");
  private static final BigDecimal NEAR_START = new BigDecimal("0.1");
  private static final BigDecimal NANOS_PER_HOUR =
      BigDecimal.valueOf(Duration.ofHours(1).toNanos());

  /**
   * A reading in its place.
   *
   * @param total of all before and with it, from the first reading on
   * @param sound false: the reading counts for nothing
   * @param step why it does not follow from {@code was}; null when it does
   */
  record Entry(
      Instant at,
      BigDecimal value,
      BigDecimal total,
      boolean sound,
      @Nullable Kind step,
      BigDecimal was,
      @Nullable Decision decision) {
    private Entry leftOut(BigDecimal newTotal, @Nullable Kind why, BigDecimal level) {
      return new Entry(at, value, newTotal, false, why, level, null);
    }
  }

  private final @Nullable BigDecimal width;
  private final @Nullable BigDecimal mostPerHour;
  private final Map<Instant, Decision> decisions;
  private final Consumer<Entry> out;
  private final Deque<Entry> window = new ArrayDeque<>();
  private @Nullable Entry lastSound;

  /**
   * @param counter null: of unknown width, and any rise is believed
   * @param decisions by the time of the reading
   */
  CounterWalk(@Nullable Counter counter, Map<Instant, Decision> decisions, Consumer<Entry> out) {
    this.width =
        counter == null || counter.wrapsAt() == null ? null : counter.wrapsAt().toBigDecimal();
    this.mostPerHour =
        counter == null || counter.mostPerHour() == null
            ? null
            : counter.mostPerHour().toBigDecimal();
    this.decisions = Map.copyOf(decisions);
    this.out = requireNonNull(out, "out is null");
  }

  /** The next reading. One of the same time as the last is passed over. */
  void read(Instant at, BigDecimal value) {
    Entry before = lastSound;
    if (!window.isEmpty() && !at.isAfter(window.getLast().at())) {
      return;
    }
    Decision decision = decisions.get(at);
    if (before == null) {
      add(new Entry(at, value, BigDecimal.ZERO, true, null, value, null));
    } else if (decision != null) {
      add(decided(before, at, value, decision));
    } else if (value.compareTo(before.value()) >= 0) {
      rise(before, at, value);
    } else {
      fall(before, at, value);
    }
    while (window.size() > WINDOW) {
      out.accept(window.removeFirst());
    }
  }

  /** Hands out what waits for more readings. */
  void finish() {
    window.forEach(out);
    window.clear();
  }

  private void add(Entry entry) {
    window.add(entry);
    if (entry.sound()) {
      lastSound = entry;
    }
  }

  private Entry decided(Entry before, Instant at, BigDecimal value, Decision decision) {
    BigDecimal was = before.value();
    Kind kind = value.compareTo(was) < 0 ? Kind.BACKWARDS : Kind.JUMP;
    BigDecimal used =
        switch (decision.verdict()) {
          case FAULTY -> BigDecimal.ZERO;
          case RIGHT -> value.subtract(was).max(BigDecimal.ZERO);
          case WRAPPED ->
              width == null ? BigDecimal.ZERO : width.subtract(was).add(value).max(BigDecimal.ZERO);
          case REPLACED -> replaced(was, value, decision);
        };
    boolean sound =
        switch (decision.verdict()) {
          case FAULTY -> false;
          case RIGHT, WRAPPED, REPLACED -> true;
        };
    return new Entry(at, value, before.total().add(used), sound, kind, was, decision);
  }

  /** What the old meter had still counted, and the new one already. */
  private static BigDecimal replaced(BigDecimal was, BigDecimal value, Decision decision) {
    BigDecimal old =
        decision.oldLast() == null
            ? BigDecimal.ZERO
            : decision.oldLast().toBigDecimal().subtract(was).max(BigDecimal.ZERO);
    BigDecimal young =
        decision.newFirst() == null
            ? BigDecimal.ZERO
            : value.subtract(decision.newFirst().toBigDecimal()).max(BigDecimal.ZERO);
    return old.add(young);
  }

  private void rise(Entry before, Instant at, BigDecimal value) {
    Entry level = levelBeforeDip(value);
    if (level != null) {
      leaveOutAfter(level, Kind.DIP);
      rise(level, at, value);
      return;
    }
    BigDecimal used = value.subtract(before.value());
    boolean believed = isPossible(used, before.at(), at);
    add(
        new Entry(
            at,
            value,
            believed ? before.total().add(used) : before.total(),
            true,
            believed ? null : Kind.JUMP,
            before.value(),
            null));
  }

  /** The entry from which a fall began that this value makes good; null when there is none. */
  private @Nullable Entry levelBeforeDip(BigDecimal value) {
    Entry sound = null;
    for (Entry entry : window) {
      if (entry.step() == Kind.BACKWARDS
          && entry.decision() == null
          && sound != null
          && value.compareTo(entry.was()) >= 0) {
        return sound;
      }
      sound = entry.sound() ? entry : sound;
    }
    return null;
  }

  private void fall(Entry before, Instant at, BigDecimal value) {
    if (hasWrapped(before, at, value)) {
      BigDecimal used = requireNonNull(width, "width is null").subtract(before.value()).add(value);
      add(new Entry(at, value, before.total().add(used), true, Kind.WRAPPED, before.value(), null));
      return;
    }
    Entry level = levelBeforeSpike(value);
    if (level != null) {
      leaveOutAfter(level, Kind.SPIKE);
      rise(level, at, value);
      return;
    }
    add(new Entry(at, value, before.total(), true, Kind.BACKWARDS, before.value(), null));
  }

  private boolean hasWrapped(Entry before, Instant at, BigDecimal value) {
    return width != null
        && value.signum() >= 0
        && before.value().compareTo(width) < 0
        && before.value().compareTo(width.multiply(NEAR_END)) >= 0
        && value.compareTo(width.multiply(NEAR_START)) <= 0
        && isPossible(width.subtract(before.value()).add(value), before.at(), at);
  }

  /** The newest sound entry that the value follows from, with nothing but rises after it. */
  private @Nullable Entry levelBeforeSpike(BigDecimal value) {
    Entry level = null;
    for (Entry entry : window) {
      if (entry.step() != null && entry.step() != Kind.JUMP) {
        level = null;
      }
      if (entry.sound() && entry.decision() == null && entry.value().compareTo(value) <= 0) {
        level = entry;
      }
    }
    return level;
  }

  /** Readings after an entry count for nothing; the first of them says why. */
  // That very reading: another one may tell the same.
  @SuppressWarnings("ReferenceEquality")
  private void leaveOutAfter(Entry level, Kind why) {
    List<Entry> all = new ArrayList<>(window);
    window.clear();
    boolean after = false;
    boolean told = false;
    for (Entry entry : all) {
      if (after) {
        window.add(entry.leftOut(level.total(), told ? null : why, level.value()));
        told = true;
      } else {
        window.add(entry);
      }
      after = after || entry == level;
    }
    lastSound = level;
  }

  private boolean isPossible(BigDecimal used, Instant from, Instant to) {
    return mostPerHour == null
        || used.compareTo(
                mostPerHour
                    .multiply(BigDecimal.valueOf(Duration.between(from, to).toNanos()))
                    .divide(NANOS_PER_HOUR, MathContext.DECIMAL64))
            <= 0;
  }
}
