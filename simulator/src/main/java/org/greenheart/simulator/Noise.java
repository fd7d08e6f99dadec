// Copyright Greenheart contributors. Licensed under the Apache License 2.0: see LICENSE.
package org.greenheart.simulator;

/**
 * Smooth noise as a pure function of a seed and a time: no state, so any instant can be asked in
 * any order and gives the same value in every run. That is what lets the live data continue the
 * prehistory without a seam.
 *
 * <p>It is value noise: a hash gives a number to each point of a lattice in time, a smooth curve
 * joins them, and four lattices from hours to half a minute are added.
 */
final class Noise {
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long[] PERIODS = {6 * 3_600, 3_600, 600, 30};
  private static final double[] WEIGHTS = {0.40, 0.30, 0.20, 0.10};

  private Noise() {}

  /** From -1 to 1, mean 0. */
  static double at(long seed, long epochSecond) {
    double[] one = new double[1];
    fill(seed, epochSecond, 1, one);
    return one[0];
  }

  /**
   * The noise at a time and at every step after it, as many as fit: far cheaper than one by one.
   */
  static void fill(long seed, long start, long step, double[] out) {
    for (int octave = 0; octave < PERIODS.length; octave++) {
      long period = PERIODS[octave];
      long cell = Long.MIN_VALUE;
      double left = 0;
      double right = 0;
      for (int i = 0; i < out.length; i++) {
        long time = start + i * step;
        long current = Math.floorDiv(time, period);
        if (current != cell) {
          left = current == cell + 1 ? right : signed(seed + octave, current);
          right = signed(seed + octave, current + 1);
          cell = current;
        }
        double within = (time - cell * period) / (double) period;
        double blend = within * within * (3 - 2 * within);
        out[i] += WEIGHTS[octave] * (left + (right - left) * blend);
      }
    }
  }

  /** One number from 0 (inclusive) to 1 (exclusive) for a seed and a counter. */
  static double uniform(long seed, long counter) {
    return (mix(seed ^ mix(counter * GOLDEN)) >>> 11) * 0x1.0p-53;
  }

  /** A seed for a named thing, drawn from another seed. */
  static long seed(long seed, String name) {
    long hash = seed;
    for (int i = 0; i < name.length(); i++) {
      hash = mix(hash + name.charAt(i) * GOLDEN);
    }
    return hash;
  }

  private static double signed(long seed, long counter) {
    return 2 * uniform(seed, counter) - 1;
  }

  // The finalizer of SplitMix64: every bit of the input moves every bit of the output.
  private static long mix(long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
