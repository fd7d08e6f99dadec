// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.server.meters;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How a source and each of its meters does. Thread-safe. */
final class SourceState {
  private static final int MOST_UNITS = 10_000;

  private final Map<String, UnitState> units = new ConcurrentSkipListMap<>();
  private final AtomicLong kept = new AtomicLong();
  private final AtomicLong missed = new AtomicLong();
  private volatile @Nullable Problem connection;
  private volatile boolean connected;

  /**
   * @param since the first of the same code in a row
   */
  record Problem(String code, String message, Instant since) {}

  /**
   * @param device its number; null while it never answered
   * @param kept when its last answer was on disk; null when there was none since the start
   * @param values of the last answer
   * @param problem null when its last answer was kept
   */
  record UnitState(
      String unit,
      @Nullable Long device,
      @Nullable Instant kept,
      List<ReadValue> values,
      @Nullable Problem problem) {
    UnitState {
      values = List.copyOf(values);
    }
  }

  void kept(String unit, long device, Instant at, List<ReadValue> values) {
    connected = true;
    connection = null;
    kept.incrementAndGet();
    if (units.size() < MOST_UNITS || units.containsKey(unit)) {
      boolean none = !values.isEmpty() && values.stream().allMatch(each -> each.value() == null);
      Problem problem =
          none
              ? new Problem(
                  "meter-values-none",
                  "meter %s answers, but has none of the values of the map".formatted(unit),
                  at)
              : null;
      units.merge(
          unit,
          new UnitState(unit, device, at, values, problem),
          (was, now) ->
              new UnitState(
                  unit,
                  device,
                  at,
                  values,
                  problem == null
                      ? null
                      : new Problem(
                          problem.code(),
                          problem.message(),
                          since(was.problem(), problem.code(), at))));
    }
  }

  void failed(String unit, String code, String message, Instant at) {
    if (units.size() < MOST_UNITS || units.containsKey(unit)) {
      units.merge(
          unit,
          new UnitState(unit, null, null, List.of(), new Problem(code, message, at)),
          (was, now) ->
              new UnitState(
                  unit,
                  was.device(),
                  was.kept(),
                  was.values(),
                  new Problem(code, message, since(was.problem(), code, at))));
    }
  }

  /** What failed under a name that is no meter's does so no more. */
  void mended(String name) {
    units.computeIfPresent(name, (_, was) -> was.device() == null ? null : was);
  }

  private static Instant since(@Nullable Problem was, String code, Instant at) {
    return was != null && was.code().equals(code) ? was.since() : at;
  }

  void connected() {
    connected = true;
    connection = null;
  }

  /** None of its meters can be asked. */
  void connectionFailed(String code, String message, Instant at) {
    connected = false;
    connection = new Problem(code, message, since(connection, code, at));
  }

  /** A round that was not begun because the one before took too long. */
  void missed(long rounds) {
    missed.addAndGet(rounds);
  }

  boolean isConnected() {
    return connected;
  }

  Optional<Problem> connection() {
    return Optional.ofNullable(connection);
  }

  Collection<UnitState> units() {
    return List.copyOf(units.values());
  }

  long keptAnswers() {
    return kept.get();
  }

  long missedRounds() {
    return missed.get();
  }
}
