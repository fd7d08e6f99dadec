// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The rain over the city: the scripted rains of the demo, and before and after them rains drawn
 * from the seed. Pure function of time, safe for many threads.
 */
final class Weather {
  private static final long DAY = 86_400;

  /** Days drawn before the demo's start, and after it; later days repeat nothing and stay dry. */
  private static final int DAYS_BEFORE = 10;

  private static final int DAYS_AFTER = 400;

  /** Around the scripted rains nothing is drawn: the story has its own weather. */
  private static final long QUIET_BEFORE = 10 * 3_600;

  private static final long QUIET_AFTER = 3 * 3_600;

  private static final double FULLY_WET_MM_PER_HOUR = 25;

  private final List<RainEvent> rains;
  private final long[] starts;

  private Weather(List<RainEvent> rains) {
    this.rains = rains.stream().sorted(Comparator.comparingLong(RainEvent::start)).toList();
    this.starts = this.rains.stream().mapToLong(RainEvent::start).toArray();
  }

  /** The scripted rains, which must not overlap, and drawn ones around them. */
  static Weather of(long seed, Instant start, List<RainEvent> scripted) {
    long zero = start.getEpochSecond();
    long rainSeed = Noise.seed(seed, "rain");
    List<RainEvent> all = new ArrayList<>(scripted);
    for (int day = -DAYS_BEFORE; day < DAYS_AFTER; day++) {
      if (Noise.uniform(rainSeed, 4L * day) > 0.4) {
        continue;
      }
      long at = zero + day * DAY + (long) (Noise.uniform(rainSeed, 4L * day + 1) * 18 * 3_600);
      long seconds = 1_800 + (long) (Noise.uniform(rainSeed, 4L * day + 2) * 3 * 3_600);
      double peak = 4 + Noise.uniform(rainSeed, 4L * day + 3) * 10;
      if (at + seconds < zero - QUIET_BEFORE || at > zero + QUIET_AFTER) {
        all.add(new RainEvent(at, seconds, peak));
      }
    }
    return new Weather(all);
  }

  List<RainEvent> rains() {
    return rains;
  }

  /** mm/h. */
  double intensity(long epochSecond) {
    int at = lastStartedBy(epochSecond);
    return at < 0 ? 0 : rains.get(at).intensity(epochSecond);
  }

  /** How wet the ground and the air still are, 0 to 1: follows the rain and dries in some hours. */
  double wetness(long epochSecond) {
    int at = lastStartedBy(epochSecond);
    if (at < 0) {
      return 0;
    }
    double before = at == 0 ? 0 : wetnessAfter(rains.get(at - 1), epochSecond);
    return Math.max(before, wetnessAfter(rains.get(at), epochSecond));
  }

  private static double wetnessAfter(RainEvent rain, long epochSecond) {
    double filled = Math.min(1, (epochSecond - rain.start()) / 600.0);
    double dried = Math.exp(-Math.max(0, epochSecond - rain.end()) / 7_200.0);
    return Math.min(1, rain.peak() / FULLY_WET_MM_PER_HOUR) * filled * dried;
  }

  private int lastStartedBy(long epochSecond) {
    int low = 0;
    int high = starts.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (starts[middle] <= epochSecond) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }
}
