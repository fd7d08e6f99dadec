// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The water in a lifting station: what flows in from homes and rain, what the pumps lift out, and
 * the level that results.
 *
 * <p>The level is an integral, so unlike the other quantities it cannot be asked at any instant for
 * free. It is computed in steps of 10 s from a fixed moment some days before the demo's start. The
 * state at each full hour is kept (a few numbers), an hour in use is unrolled from there, and the
 * last unrolled hours are cached. So any time can be asked in any order with the same answer, and a
 * demo that runs for weeks stays small.
 *
 * <p>Safe for many threads.
 */
final class PumpStation {
  /** Level of the forebay, m. */
  static final String LEVEL = "e41601";

  /** Current of the first pump, A. */
  static final String FIRST_PUMP = "e40101";

  /** Current of the second pump, A. */
  static final String SECOND_PUMP = "e40102";

  /** Flow lifted out, L/s. */
  static final String FLOW = "w00000";

  static final String RAIN = "x01001";

  private static final int STEP = 10;
  private static final int HOUR = 3_600;
  private static final int STEPS_PER_HOUR = HOUR / STEP;
  private static final int CACHED_HOURS = 4;
  private static final double RUNOFF_LAG_SECONDS = 40;

  /** The water at one instant. */
  record State(
      double level,
      double runoff,
      boolean first,
      boolean second,
      boolean leadIsSecond,
      double overflowing) {
    int running() {
      return (first ? 1 : 0) + (second ? 1 : 0);
    }
  }

  private final StationPlan plan;
  private final Weather weather;
  private final Script script;
  private final long seed;
  private final long anchor;
  private final List<State> hourStarts = new ArrayList<>();
  private final Map<Long, State[]> unrolled =
      new LinkedHashMap<>(8, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, State[]> eldest) {
          return size() > CACHED_HOURS;
        }
      };

  /**
   * @param anchor where the computation begins; earlier times answer with the state at the anchor
   */
  PumpStation(StationPlan plan, Weather weather, Script script, long seed, Instant anchor) {
    this.plan = requireNonNull(plan, "plan is null");
    this.weather = requireNonNull(weather, "weather is null");
    this.script = requireNonNull(script, "script is null");
    this.seed = Noise.seed(seed, plan.deviceId());
    this.anchor = Math.floorDiv(anchor.getEpochSecond(), HOUR) * HOUR;
    hourStarts.add(new State((plan.stop() + plan.start()) / 2, 0, false, false, false, 0));
  }

  StationPlan plan() {
    return plan;
  }

  synchronized State at(long epochSecond) {
    long since = Math.max(0, epochSecond - anchor);
    long hour = since / HOUR;
    while (hourStarts.size() <= hour) {
      State[] states = unroll(hourStarts.size() - 1L);
      hourStarts.add(
          next(states[STEPS_PER_HOUR - 1], anchor + hourStarts.size() * (long) HOUR - STEP));
    }
    return states(hour)[(int) (since % HOUR / STEP)];
  }

  /** A quantity of the station; NaN for a code that is none of it. */
  double value(String code, long epochSecond) {
    if (code.equals(RAIN)) {
      return weather.intensity(epochSecond);
    }
    State state = at(epochSecond);
    double ripple = Noise.at(seed + 1, epochSecond);
    return switch (code) {
      case LEVEL -> state.level() + 0.004 * ripple;
      case FIRST_PUMP -> state.first() ? plan.current() * (1 + 0.02 * ripple) : 0;
      case SECOND_PUMP -> state.second() ? plan.current() * (1 - 0.02 * ripple) : 0;
      case FLOW -> lifted(state) * (1 + 0.01 * ripple);
      default -> Double.NaN;
    };
  }

  /** 0 off, 1 running, 4 alarm: the states of HJ 212. */
  int facilityState(int pump, long epochSecond) {
    State state = at(epochSecond);
    if (script.active(Effect.Kind.TRIP, epochSecond)) {
      return 4;
    }
    return (pump == 1 ? state.first() : state.second()) ? 1 : 0;
  }

  private State[] states(long hour) {
    State[] cached = unrolled.get(hour);
    return cached == null ? unroll(hour) : cached;
  }

  private State[] unroll(long hour) {
    State[] states = new State[STEPS_PER_HOUR];
    State state = hourStarts.get((int) hour);
    long time = anchor + hour * HOUR;
    for (int step = 0; step < STEPS_PER_HOUR; step++) {
      states[step] = state;
      state = next(state, time + step * (long) STEP);
    }
    unrolled.put(hour, states);
    return states;
  }

  /** One step on from the state at a time. */
  private State next(State now, long time) {
    double runoffToCome = weather.intensity(time) * plan.runoff();
    double runoff = now.runoff() + (runoffToCome - now.runoff()) * STEP / RUNOFF_LAG_SECONDS;
    double dry =
        plan.dryInflow() * Rhythm.TWICE.factor(time, 0.45, 20) * (1 + 0.15 * Noise.at(seed, time));
    double inflow = dry + runoff;
    double level = now.level() + (inflow - lifted(now)) / 1_000 / plan.area() * STEP;
    double overflowing = 0;
    if (level > plan.overflow()) {
      overflowing = (level - plan.overflow()) * plan.area() * 1_000 / STEP;
      level = plan.overflow();
    }
    level = Math.max(0.2, level);
    return pumps(now, level, runoff, overflowing, time + STEP);
  }

  private State pumps(State before, double level, double runoff, double overflowing, long time) {
    boolean first = before.first();
    boolean second = before.second();
    boolean leadIsSecond = before.leadIsSecond();
    if (script.active(Effect.Kind.TRIP, time)) {
      return new State(level, runoff, false, false, leadIsSecond, overflowing);
    }
    boolean drain = script.active(Effect.Kind.DRAIN, time) && level > plan.stop() + 0.1;
    if (level <= plan.stop()) {
      first = false;
      second = false;
    } else if (level >= plan.secondStart()) {
      first = true;
      second = true;
    } else if ((level >= plan.start() || drain) && before.running() == 0) {
      // The duty changes with every start, so that both pumps wear alike.
      first = leadIsSecond;
      second = !leadIsSecond;
      leadIsSecond = !leadIsSecond;
    }
    return new State(level, runoff, first, second, leadIsSecond, overflowing);
  }

  /** L/s that the pumps lift at a state: a higher forebay makes their work a little easier. */
  private double lifted(State state) {
    double ease = 0.94 + 0.03 * Math.min(4, state.level());
    return state.running() * plan.pumpFlow() * ease;
  }
}
